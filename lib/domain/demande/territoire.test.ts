import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import {
  checkHorsFichierPartage,
  departementsDuTerritoire,
  fichierPartageDe,
  fuseauDuTerritoire,
  isCommuneDuTerritoire,
  parseDepartement,
  parseTerritoire,
  territoireDuDepartement,
  territoiresDesDepartements,
} from './territoire.ts'

describe('le territoire d’une demande', () => {
  it.each([
    ['9', '09'],
    [' 09 ', '09'],
    ['2a', '2A'],
    ['2B', '2B'],
    ['95', '95'],
    ['974', '974'],
  ])('lit le département « %s » (R-TER-09)', (text, code) => expect(parseDepartement(text)).toBe(code))

  it.each(['', '0', '00', '20', '96', '99', '111', '970', '977', '988', '009', '2C', 'Ariège', '09 '.repeat(9)])(
    'refuse le département « %s » (R-TER-09)',
    (text) => expect(parseDepartement(text)).toBeUndefined(),
  )

  it('est le département, et toute l’Île-de-France pour les huit siens (R-TER-10)', () => {
    for (const code of ['75', '77', '78', '91', '92', '93', '94', '95'] as const)
      expect(territoireDuDepartement(code)).toBe('111')
    for (const code of ['09', '2A', '60', '974'] as const) expect(territoireDuDepartement(code)).toBe(code)
    expect(departementsDuTerritoire('111')).toEqual(['75', '77', '78', '91', '92', '93', '94', '95'])
    expect(departementsDuTerritoire('2A')).toEqual(['2A'])
    expect(parseTerritoire('111')).toBe('111')
    expect(parseTerritoire('2a')).toBe('2A')
    expect(parseTerritoire('112')).toBeUndefined()
  })

  it.each([
    ['111', 'Europe/Paris'],
    ['2A', 'Europe/Paris'],
    ['971', 'America/Guadeloupe'],
    ['972', 'America/Martinique'],
    ['973', 'America/Cayenne'],
    ['974', 'Indian/Reunion'],
    ['975', 'America/Miquelon'],
    ['976', 'Indian/Mayotte'],
  ] as const)('vit à l’heure de %s : %s (R-TER-11)', (territoire, fuseau) =>
    expect(fuseauDuTerritoire(territoire)).toBe(fuseau),
  )

  it.each([
    ['09122', '09', true],
    ['31555', '09', false],
    ['75056', '111', true],
    ['95018', '111', true],
    ['60057', '111', false],
    ['2A004', '2A', true],
    ['2B033', '2A', false],
    ['97411', '974', true],
    ['97105', '974', false],
    ...['', '09', '0912', '09XXX', '091222', '09 122', ' 09122'].map((code) => [code, '09', false] as const),
    ['2A', '2A', false],
    ['2a004', '2A', false],
    ['974', '974', false],
    ['97X11', '974', false],
  ] as const)('la commune %s et le territoire %s : %s (R-TER-12)', (commune, territoire, expected) =>
    expect(isCommuneDuTerritoire(commune, territoire)).toBe(expected),
  )

  it('la Haute-Garonne a son fichier partagé, dès le jour où on le sait (R-TER-13)', () => {
    expect(fichierPartageDe('31', jour('2014-06-30'))).toBeUndefined()
    expect(fichierPartageDe('31', jour('2014-07-01'))?.adresse).toMatch(/^https:\/\/[\w.]+$/)
    expect(fichierPartageDe('31', jour('2026-11-28'))?.departement).toBe('31')
    expect(fichierPartageDe('09', jour('2026-11-28'))).toBeUndefined()
    const refus = { code: 'fichier-partage', adresse: 'https://www.demandelogement31.fr' }
    expect(checkHorsFichierPartage('31', jour('2014-06-30')).ok).toBe(true)
    expect(checkHorsFichierPartage('31', jour('2014-07-01'))).toMatchObject({ ok: false, refus })
    expect(checkHorsFichierPartage('111', jour('2026-11-28')).ok).toBe(true)
  })
})

describe('les territoires d’un gestionnaire', () => {
  it('sont ceux de ses départements, l’Île-de-France une fois', () => {
    expect(territoiresDesDepartements(['75', '93', '09', '99'])).toEqual(['111', '09'])
    expect(territoiresDesDepartements([])).toEqual([])
  })
})
