import { expect, test } from 'vitest'
import { jour } from '../calendrier.ts'
import { chiffresDuRegistre } from './comptage.ts'

const comptes = [
  {
    mesure: 'premier-choix' as const,
    lieu: '09122',
    detail: 'ensemble',
    periode: '',
    nombre: 4,
    arreteLe: jour('2026-03-12'),
  },
  {
    mesure: 'attributions' as const,
    lieu: '09122',
    detail: '',
    periode: '2026',
    nombre: 2,
    arreteLe: jour('2026-02-01'),
  },
]
const arreteAu = (plieLe: string | null): string | undefined =>
  chiffresDuRegistre(comptes, {
    suiviDepuis: null,
    plieLe: plieLe === null ? null : jour(plieLe),
    demonstration: false,
  })?.arreteLe

test('les chiffres d’une commune tranquille sont de l’année où la nuit l’a comptée (R-CHI-20)', () => {
  expect([null, '2026-03-11', '2026-12-31'].map(arreteAu)).toEqual(['2026-03-12', '2026-03-12', '2026-03-12'])
  expect(['2027-01-01', '2027-06-30'].map(arreteAu)).toEqual(['2027-01-01', '2027-01-01'])
  expect(
    chiffresDuRegistre([], { suiviDepuis: null, plieLe: jour('2027-01-01'), demonstration: false }),
  ).toBeUndefined()
})
