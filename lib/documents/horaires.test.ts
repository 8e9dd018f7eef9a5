import { describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { readPlages } from '#lib/domain/guichet/horaires/plages.ts'
import { SEMAINE_INCONNUE } from '#lib/domain/guichet/horaires/semaine.ts'
import { SEMAINE_ORDINAIRE } from '#lib/domain/guichet/horaires/testing.ts'
import { formatFermeture, formatRefusDePlages, formatSemaine, formatStatut } from './horaires.ts'

const LUNDI = jour('2026-03-02')
const MOMENT = { jour: LUNDI, minutes: 600 }
const say = (statut: Parameters<typeof formatStatut>[0]) => formatStatut(statut, MOMENT)?.replaceAll('\u00a0', ' ')

describe('les horaires en français', () => {
  it('dit quand un point ferme', () => {
    expect(say({ ouvert: true, fermeLe: LUNDI, fermeA: 1050 })).toBe('Ouvert, ferme à 17 h 30')
    expect(say({ ouvert: true, fermeLe: LUNDI, fermeA: 1440 })).toBe('Ouvert, ferme à minuit')
    expect(say({ ouvert: true, fermeLe: jour('2026-03-03'), fermeA: 120 })).toBe('Ouvert, ferme demain à 2 h')
    expect(say({ ouvert: true, fermeLe: null, fermeA: null })).toBe('Ouvert, sans interruption')
  })

  it('dit quand un point ouvre', () => {
    const ferme = { ouvert: false, motif: 'horaires', ouvreA: 540 } as const
    expect(say({ ...ferme, ouvreLe: LUNDI })).toBe('Fermé, ouvre à 9 h')
    expect(say({ ...ferme, ouvreLe: jour('2026-03-03') })).toBe('Fermé, ouvre demain à 9 h')
    expect(say({ ...ferme, ouvreLe: jour('2026-03-08') })).toBe('Fermé, ouvre dimanche à 9 h')
    expect(say({ ...ferme, ouvreLe: jour('2026-03-09') })).toBe('Fermé, ouvre lundi 9 mars 2026 à 9 h')
    expect(say({ ...ferme, ouvreLe: null, ouvreA: null })).toBe('Fermé')
    expect(say({ ...ferme, motif: 'jour-ferie', ouvreLe: jour('2026-03-03') })).toBe(
      'Fermé (jour férié), ouvre demain à 9 h',
    )
    expect(say({ ...ferme, motif: 'fermeture-exceptionnelle', ouvreLe: null })).toBe('Fermé exceptionnellement')
  })

  it('ne dit rien de ce qui n’est pas connu (R-HOR-05)', () => {
    expect(say('inconnu')).toBeUndefined()
    expect(formatSemaine(SEMAINE_INCONNUE)).toEqual([])
  })

  it('écrit la semaine sans se répéter', () => {
    const rows = formatSemaine(SEMAINE_ORDINAIRE).map(({ jours, horaires }) => [
      jours,
      horaires.replaceAll('\u00a0', ' '),
    ])
    expect(rows).toEqual([
      ['Du lundi au vendredi', 'de 9 h à 12 h et de 14 h à 17 h 30'],
      ['Samedi', 'de 9 h à 12 h'],
      ['Dimanche', 'fermé'],
    ])
  })

  it('écrit une fermeture d’un jour ou de plusieurs', () => {
    const write = (du: string, au: string) => formatFermeture({ du: jour(du), au: jour(au) }).replaceAll('\u00a0', ' ')
    expect(write('2026-12-24', '2026-12-24')).toBe('le 24 décembre 2026')
    expect(write('2026-08-01', '2026-08-15')).toBe('du 1er août 2026 au 15 août 2026')
  })

  it.each(['bof', '9h-26h', '12h-9h', '9h-12h, 11h-13h'])('explique pourquoi « %s » est refusé', (texte) => {
    const lu = readPlages(texte)
    expect(lu.ok ? '' : formatRefusDePlages(lu.refus)).toMatch(/\S+ .*[.]$/)
  })
})
