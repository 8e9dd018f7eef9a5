import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import { listProches } from './autour.ts'
import type { HorairesDeLieu, Lieu } from './lieux.ts'

const ICI = { latitude: 44.5, longitude: 3.5 }
/** A tenth of a degree of latitude is some eleven kilometres. */
const lieu = (nom: string, dixiemes: number, horaires?: HorairesDeLieu): Lieu => {
  const base = [nom, nom, 'Mende', ICI.latitude + dixiemes / 10, ICI.longitude] as const
  return horaires ? [...base, horaires] : base
}
/** Monday 2 March 2026, 04:30 UTC: 5:30 in Lozère, 8:30 at La Réunion. */
const LUNDI = Date.UTC(2026, 2, 2, 4, 30)
const noms = (lieux: readonly Lieu[], filtres: Omit<Parameters<typeof listProches>[2], 'at'> = {}, at = LUNDI) =>
  listProches(lieux, ICI, { ...filtres, at }).map(({ nom }) => nom)

describe('les lieux autour de moi', () => {
  it('viennent du plus proche au plus loin, huit au plus', () => {
    const lieux = Array.from({ length: 12 }, (_, rang) => lieu(`n${rang}`, 12 - rang))
    expect(noms(lieux)).toEqual(['n11', 'n10', 'n9', 'n8', 'n7', 'n6', 'n5', 'n4'])
  })

  it('restent dans la distance demandée (R-ANN-04)', () => {
    const lieux = [lieu('à 11 km', 1), lieu('à 22 km', 2), lieu('ici', 0)]
    expect(noms(lieux, { rayon: 20 })).toEqual(['ici', 'à 11 km'])
    expect(noms(lieux, { rayon: 5 })).toEqual(['ici'])
    expect(noms([lieu('à 11 km', 1)], { rayon: 5 })).toEqual([])
  })

  it('sont ouverts maintenant, chacun à son heure, quand on le demande (R-ANN-04)', () => {
    const huitHeures = 'Mo-Fr 08:00-12:00; PH off'
    const lieux = [
      lieu('Lozère', 1, [huitHeures, '48', []]),
      lieu('La Réunion', 3, [huitHeures, '974', []]),
      lieu('toujours', 2, ['24/7', '48', []]),
      lieu('sans horaires', 0),
      lieu('horaires illisibles', 0, ['quand on veut', '48', []]),
    ]
    expect(noms(lieux, { ouvert: true })).toEqual(['toujours', 'La Réunion'])
    const ouverture = Date.UTC(2026, 2, 2, 7, 0)
    expect(noms(lieux, { ouvert: true }, ouverture - 60_000)).not.toContain('Lozère')
    expect(noms(lieux, { ouvert: true }, ouverture)).toContain('Lozère')
    expect(noms(lieux)).toHaveLength(5)
  })

  it('ne le sont pas pendant une fermeture exceptionnelle', () => {
    const fermeture = (du: string, au: string) => ({ du: jour(du), au: jour(au) })
    const lieux = [
      lieu('fermé', 0, ['24/7', '48', [fermeture('2026-03-01', '2026-03-02')]]),
      lieu('ouvert', 1, ['24/7', '48', [fermeture('2026-02-01', '2026-03-01')]]),
    ]
    expect(noms(lieux, { ouvert: true })).toEqual(['ouvert'])
  })

  it('sont cherchés plus loin quand les plus proches sont fermés', () => {
    const fermes = Array.from({ length: 20 }, (_, rang) => lieu(`f${rang}`, rang, ['Mo-Su off', '48', []]))
    expect(noms([...fermes, lieu('loin', 30, ['24/7', '48', []])], { ouvert: true })).toEqual(['loin'])
  })
})
