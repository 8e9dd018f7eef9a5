import { expect, test } from 'vitest'
import { jour } from '../calendrier.ts'
import type { TypeDeLogement } from '../guichet/vocabulaire.ts'
import {
  type ChiffresDuRegistre,
  type ChiffresLus,
  computeTension,
  listChiffresCourants,
  listChiffresDiffuses,
  publishChiffres,
} from './chiffres.ts'

const row = (type: TypeDeLogement, figures: Partial<ChiffresLus> = {}): ChiffresLus => ({
  codeInsee: '09122',
  annee: 2026,
  type,
  logements: null,
  demandesEnAttente: null,
  attributionsN1: null,
  arreteAu: jour('2025-12-31'),
  source: 'Recensement',
  demonstration: false,
  ...figures,
})
const TYPES: TypeDeLogement[] = ['chambre', 't1', 't2', 't3', 't4', 't5', 't6-et-plus']

test('sans aucun chiffre déclaré, il n’y a rien à publier', () => {
  expect(publishChiffres([], 5)).toBeUndefined()
  expect(publishChiffres([row('ensemble')], 5)).toBeUndefined()
})

test('l’année la plus récente qui porte un chiffre est publiée', () => {
  const rows = [
    row('ensemble', { annee: 2024, logements: 10 }),
    row('ensemble', { annee: 2025, logements: 20 }),
    row('ensemble', { annee: 2026 }),
  ]
  expect(publishChiffres(rows, 5)).toMatchObject({ annee: 2025, total: { logements: 20 } })
})

test('sans « Ensemble », logements et attributions sont la somme des types s’ils sont tous connus (R-CHI-04)', () => {
  const all = TYPES.map((type) => row(type, { logements: 10, attributionsN1: 6, demandesEnAttente: 9 }))
  expect(publishChiffres(all, 5)?.total).toMatchObject({ logements: 70, demandesEnAttente: null, attributionsN1: 42 })
  expect(publishChiffres(all.slice(1), 5)?.total).toMatchObject({ logements: null, attributionsN1: null })
})

test('« Ensemble » l’emporte sur la somme des types (R-CHI-04)', () => {
  const rows = [row('ensemble', { logements: 75 }), ...TYPES.map((type) => row(type, { logements: 10 }))]
  expect(publishChiffres(rows, 5)?.total.logements).toBe(75)
})

test('le total des demandes n’est jamais une somme (R-CHI-05)', () => {
  const all = TYPES.map((type) => row(type, { demandesEnAttente: 20 }))
  expect(publishChiffres(all, 5)?.total.demandesEnAttente).toBeNull()
})

test('les logements ne sont jamais masqués (R-CHI-02)', () => {
  const published = publishChiffres([row('ensemble', { logements: 2 }), row('t1', { logements: 2 })], 5)
  expect(published?.total.logements).toBe(2)
  expect(published?.parType.find(({ type }) => type === 't1')?.logements).toBe(2)
})

test('quand seul l’ensemble est déclaré, aucun détail par type n’est montré', () => {
  expect(publishChiffres([row('ensemble', { logements: 2 })], 5)?.parType).toEqual([])
  expect(publishChiffres([row('t2', { logements: 2 })], 5)?.parType).toHaveLength(7)
})

const shown = { annee: 2026, arreteAu: jour('2025-12-31'), demandes: 567, attributions: 89 }
test.each([
  ['au 31 décembre N-1', {}, 6.4],
  ['la veille', { arreteAu: jour('2025-12-30') }, null],
  ['le lendemain', { arreteAu: jour('2026-01-01') }, null],
  ['à une date inconnue', { arreteAu: null }, null],
  ['avec des demandes inconnues', { demandes: null }, null],
  ['avec des demandes masquées', { demandes: { masque: true as const } }, null],
  ['avec des attributions masquées', { attributions: { masque: true as const, moinsDe: 5 } }, null],
  ['sans attribution', { attributions: 0 }, null],
  ['sans demande', { demandes: 0 }, 0],
])('la tension %s (R-CHI-06)', (_, change, expected) => {
  expect(computeTension({ ...shown, ...change })).toBe(expected)
})

test('un classeur porte les lignes de l’année publiée, sans celles qui ne disent rien', () => {
  const rows = [
    row('ensemble', { annee: 2025, logements: 10 }),
    row('ensemble', { logements: 20 }),
    row('t1', { logements: 0 }),
    row('t2'),
  ]
  expect(listChiffresCourants(rows)).toEqual([rows[1], rows[2]])
  expect(listChiffresCourants([])).toEqual([])
})

test('le classeur d’un centre ne porte aucune ligne qui cache un nombre au public (R-CHI-12)', () => {
  const rows = [
    row('t1', { demandesEnAttente: 4, logements: 8 }),
    row('t2', { demandesEnAttente: 5 }),
    row('t3', { demandesEnAttente: 0 }),
    row('t4', { attributionsN1: 1 }),
  ]
  expect(listChiffresDiffuses(rows, 5).map(({ type }) => type)).toEqual(['t2', 't3'])
  expect(listChiffresDiffuses(rows, 1)).toEqual(rows)
  // Hidden only to protect another: 12 − 9 would say 3.
  const protege = [
    row('ensemble', { attributionsN1: 12 }),
    row('t1', { attributionsN1: 3 }),
    row('t2', { attributionsN1: 9 }),
    ...TYPES.filter((type) => type !== 't1' && type !== 't2').map((type) => row(type, { attributionsN1: 0 })),
  ]
  expect(listChiffresDiffuses(protege, 5).map(({ type }) => type)).not.toContain('t1')
  expect(listChiffresDiffuses(protege, 5).map(({ type }) => type)).not.toContain('t2')
  expect(listChiffresDiffuses([], 5)).toEqual([])
})

const registre = (changes: Partial<ChiffresDuRegistre> = {}): ChiffresDuRegistre => ({
  arreteLe: jour('2026-11-27'),
  suiviDepuis: null,
  demonstration: false,
  premierChoix: new Map([
    ['ensemble', 20],
    ['t2', 14],
    ['t3', 12],
  ]),
  tousVoeux: 30,
  attributions: new Map([[2025, 7]]),
  ...changes,
})

test('ce que nul ne déclare vient du registre, et se dit ; ce qui est déclaré l’emporte (R-CHI-17)', () => {
  expect(publishChiffres([row('ensemble', { logements: 75 })], 5, registre())).toMatchObject({
    annee: 2026,
    arreteAu: '2026-11-27',
    total: { logements: 75, demandesEnAttente: 20, demandesTousVoeux: 30, attributionsN1: null },
    duRegistre: ['demandesEnAttente'],
  })
  const declare = publishChiffres([row('ensemble', { demandesEnAttente: 50 })], 5, registre())
  expect(declare).toMatchObject({ total: { demandesEnAttente: 50, demandesTousVoeux: null }, duRegistre: [] })
  const seul = publishChiffres([], 5, registre({ demonstration: true }))
  expect(seul).toMatchObject({ annee: 2026, source: null, demonstration: true, total: { logements: null } })
  expect(seul?.parType.map(({ demandesEnAttente }) => demandesEnAttente)).toEqual([0, 0, 14, 12, 0, 0, 0])
})

test('les attributions du registre sont celles d’une année qu’il a suivie en entier (R-CHI-18)', () => {
  const attributions = (suiviDepuis: string | null) =>
    publishChiffres([], 5, registre({ suiviDepuis: suiviDepuis === null ? null : jour(suiviDepuis) }))?.total
      .attributionsN1
  expect([null, '2025-01-02', '2025-01-01'].map(attributions)).toEqual([null, null, 7])
})

test('le compte de tous les vœux ne dit pas un petit nombre par différence (R-CHI-19)', () => {
  const tousVoeux = (tous: number, premier = 20) =>
    publishChiffres([], 5, registre({ tousVoeux: tous, premierChoix: new Map([['ensemble', premier]]) }))?.total
      .demandesTousVoeux
  expect([20, 21, 24, 25].map((tous) => tousVoeux(tous))).toEqual([20, { masque: true }, { masque: true }, 25])
  expect([tousVoeux(4, 4), tousVoeux(6, 3)]).toEqual([{ masque: true, moinsDe: 5 }, 6])
})
