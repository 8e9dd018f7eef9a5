import { expect, test } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import type { Cellule } from '#lib/domain/territoire/secret.ts'
import {
  definitionsOf,
  formatCellule,
  formatSource,
  phraseDeSource,
  phraseDeTension,
  phraseDeTousVoeux,
} from './chiffres.ts'

test.each([
  [1234, '1 234'],
  [0, '0'],
  [null, 'inconnu'],
  [{ masque: true as const, moinsDe: 5 }, 'moins de 5'],
  [{ masque: true as const }, 'non diffusé'],
])('%j se lit « %s »', (cellule, text) => {
  expect(formatCellule(cellule).replace(/\s/g, ' ')).toBe(text)
})

test.each([
  [null, null],
  [6.4, 'Pour 1 logement attribué en 2025, 6 ménages attendent.'],
  [2, 'Pour 1 logement attribué en 2025, 2 ménages attendent.'],
  [1.9, 'Pour 10 logements attribués en 2025, 19 ménages attendent.'],
  [0.1, 'Pour 10 logements attribués en 2025, 1 ménage attend.'],
  [0, 'Pour 10 logements attribués en 2025, aucun ménage n’attend.'],
])('une tension de %j se dit « %s »', (tension, text) => {
  expect(phraseDeTension({ annee: 2026, tension })).toBe(text)
})

test('chaque chiffre dit sa date, même inconnue', () => {
  const definitions = definitionsOf({ annee: 2026, arreteAu: jour('2025-12-31') })
  expect(definitions.demandesEnAttente.date.replace(/\s/g, ' ')).toBe('au 31 décembre 2025')
  expect(definitions.attributionsN1.nom).toBe('Attributions en 2025')
  expect(definitionsOf({ annee: 2026, arreteAu: null }).demandesEnAttente.date).toBe('à une date non précisée')
})

test('une source inconnue se dit', () => {
  expect(phraseDeSource({ source: 'Essai', duRegistre: [] }).replace(/\s/g, ' ')).toBe('Source : Essai.')
  expect(phraseDeSource({ source: null, duRegistre: [] }).replace(/\s/g, ' ')).toBe('Source : non précisée.')
  const [du, et] = [['demandesEnAttente'] as const, ['demandesEnAttente', 'attributionsN1'] as const]
  expect(formatSource({ source: 'Essai', duRegistre: du })?.replace(/\s/g, ' ')).toBe(
    'Essai ; registre des demandes (demandes en attente)',
  )
  expect(formatSource({ source: null, duRegistre: et })).toBe(
    'registre des demandes (demandes en attente, attributions)',
  )
})

test('la phrase de tous les vœux', () => {
  const phrase = (demandesTousVoeux: Cellule) =>
    phraseDeTousVoeux({
      total: { logements: null, demandesEnAttente: null, demandesTousVoeux, attributionsN1: null },
    })
  expect(phrase(12)).toBe('12 demandes ont cette commune parmi tous leurs choix.')
  expect(phrase(1)).toBe('1 demande a cette commune parmi tous ses choix.')
  expect(phrase({ masque: true, moinsDe: 5 })).toBe('Moins de 5 demandes ont cette commune parmi tous leurs choix.')
  expect([phrase(null), phrase({ masque: true })]).toEqual([null, null])
})
