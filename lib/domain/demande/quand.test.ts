import { describe, expect, it } from 'vitest'
import { jour, parseJourDeToutSiecle } from '../calendrier.ts'
import { bornesDuJour, findQuand, isRenouvelableEnLigne } from './quand.ts'
import { reglagesDe } from './reglages-de-territoire.ts'

/** In Paris, ten at night on 28 November 2026; it is already the 29th in La Réunion, the 28th in Guyane. */
const SOIR = new Date('2026-11-28T21:00:00Z')
const find = (depuis: string, departement = '09', maintenant = SOIR) =>
  findQuand({ depuis: parseJourDeToutSiecle(depuis), departement }, maintenant)

describe('quand renouveler', () => {
  it('dit les quatre jours, le fuseau et ce que l’on peut faire aujourd’hui', () => {
    expect(find('2014-07-29')).toEqual({
      ok: true,
      value: {
        depuis: '2014-07-29',
        departement: '09',
        fuseau: 'Europe/Paris',
        echeances: {
          ouvreLe: '2015-05-29',
          avisAuPlusTardLe: '2015-06-29',
          expireLe: '2015-07-29',
          dernierJour: '2015-08-29',
        },
        aujourdhui: '2026-11-28',
        situation: 'echeance-passee',
        fichierPartage: undefined,
      },
    })
  })

  it.each([
    ['2026-01-29', 'trop-tot'],
    ['2026-01-28', 'ouverte'],
    ['2025-11-28', 'ouverte'],
    ['2025-11-27', 'dernier-mois'],
    ['2025-10-28', 'dernier-mois'],
    ['2025-10-27', 'echeance-passee'],
  ])('le 28 novembre 2026, une demande du %s : %s', (depuis, situation) =>
    expect(find(depuis)).toMatchObject({ ok: true, value: { situation } }),
  )

  it.each([
    ['0001-01-01', 'jour-trop-ancien'],
    ['1800-01-01', 'jour-trop-ancien'],
    ['1999-12-31', 'jour-trop-ancien'],
    ['2000-01-01', null],
    ['2000-01-02', null],
    ['2026-11-27', null],
    ['2026-11-28', null],
    ['2026-11-29', 'jour-a-venir'],
    ['2200-01-01', 'jour-a-venir'],
    ['9999-12-31', 'jour-a-venir'],
    ['9999-02-29', 'jour-illisible'],
  ])('un dépôt du %s : %s (R-ECH-11)', (depuis, code) => {
    const lecture = find(depuis)
    expect(lecture.ok ? null : lecture.jour?.code).toBe(code)
  })

  it('aujourd’hui est celui du département (R-ECH-11, R-TER-11)', () => {
    expect(find('2026-11-29', '974')).toMatchObject({ ok: true, value: { aujourdhui: '2026-11-29' } })
    expect(find('2026-11-30', '974')).toMatchObject({ ok: false, jour: { aujourdhui: '2026-11-29' } })
    const matin = new Date('2026-11-28T01:00:00Z')
    expect(find('2026-11-28', '75', matin)).toMatchObject({ ok: true, value: { fuseau: 'Europe/Paris' } })
    expect(find('2026-11-28', '971', matin)).toMatchObject({ ok: false, jour: { aujourdhui: '2026-11-27' } })
    expect(find('2026-11-27', '971', matin)).toMatchObject({ ok: true, value: { fuseau: 'America/Guadeloupe' } })
  })

  it('se tape jusqu’au jour du territoire où il est le plus tard', () =>
    expect(bornesDuJour(SOIR)).toEqual({ premier: '2000-01-01', dernier: '2026-11-29' }))

  it('dit les deux fautes à la fois, et ne juge pas un jour là où l’on ne sait pas lequel on est', () => {
    const inconnu = { code: 'departement-inconnu' }
    expect(find('2026-02-30', '20')).toEqual({ ok: false, jour: { code: 'jour-illisible' }, departement: inconnu })
    expect(find('', '09')).toEqual({ ok: false, jour: { code: 'jour-illisible' }, departement: undefined })
    expect(find('2027-01-01', '99')).toEqual({ ok: false, jour: undefined, departement: inconnu })
    expect(find('1999-01-01', '111')).toEqual({
      ok: false,
      jour: { code: 'jour-trop-ancien', premier: jour('2000-01-01') },
      departement: inconnu,
    })
  })

  it('nomme le fichier partagé du département, s’il en a un (R-TER-13)', () =>
    expect(find('2026-01-12', '31')).toMatchObject({ ok: true, value: { fichierPartage: { departement: '31' } } }))

  it.each([
    ['2026-01-29', '09', false],
    ['2026-01-28', '09', true],
    ['2025-10-28', '09', true],
    ['2025-10-27', '09', false],
    ['2026-01-28', '31', false],
  ])(
    'une demande du %s dans le %s, renouvelable en ligne : %s (R-REG-02, R-TER-13)',
    (depuis, departement, attendu) => {
      const lecture = find(depuis, departement)
      if (!lecture.ok) throw new Error('A day that is accepted')
      expect(isRenouvelableEnLigne(lecture.value, reglagesDe(['renouvellement-en-ligne']))).toBe(attendu)
      expect(isRenouvelableEnLigne(lecture.value, reglagesDe(['rappels', 'radiation']))).toBe(false)
    },
  )
})
