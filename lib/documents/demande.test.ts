import { describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { PHRASES_DE_DEMANDE, type RefusDeDemande } from './demande.ts'
import { phraseDuRefus } from './refus.ts'

const le = jour('2026-03-12')
const valeurs = {
  ...{
    radieeLe: le,
    ouvreLe: le,
    renouveleeLe: le,
    dernierJour: le,
    le,
    valideDepuis: le,
    possibleLe: le,
    jusquAu: le,
    depuis: le,
  },
  ...{ effacementLe: le, demandeeLe: le, mineur: false, champs: [], communes: [], version: 3, motif: 'RADABA' },
  ...{ noms: ['李'], isAssociation: false, nom: 'fichier partagé du Lot', adresse: 'https://exemple.fr' },
}
const phrases = Object.keys(PHRASES_DE_DEMANDE).map((code) => phraseDuRefus({ ...valeurs, code } as RefusDeDemande))

describe('les phrases de la vie d’une demande', () => {
  it('sont des phrases entières, sans code ni date écrite en chiffres', () => {
    for (const phrase of phrases) {
      expect(phrase).toMatch(/^[A-ZÀ-Ý].*\.$/)
      expect(phrase).not.toMatch(/undefined|RAD[A-Z]|\d{4}-\d\d/)
    }
  })

  it('disent le jour en entier, et ne promettent jamais la réactivation au demandeur', () => {
    expect(phraseDuRefus({ code: 'trop-tot', ouvreLe: le })).toContain('à partir du jeudi 12 mars 2026')
    for (const phrase of [
      phraseDuRefus({ code: 'demande-radiee', radieeLe: le, motif: 'RADREN' }),
      phraseDuRefus({ code: 'echeance-passee', dernierJour: le }),
    ]) {
      expect(phrase).toContain('guichet qui enregistre les demandes')
      expect(phrase).not.toMatch(/réactiv/i)
    }
  })

  it('d’un avis qui n’est pas remis, disent qui fait quoi, avant le dernier jour et après (R-RAP-31)', () => {
    const phrase = phraseDuRefus({ code: 'avis-non-remis' })
    expect(phrase).toMatch(/Avant le dernier jour pour renouveler, remettez-le par la poste\./)
    expect(phrase).toMatch(/Après ce jour, .* un guichet écrit au demandeur/)
  })

  it('distinguent un mineur de réponses qui manquent', () => {
    const [adulte, mineur] = [false, true].map((one) => phraseDuRefus({ code: 'incomplete', champs: [], mineur: one }))
    expect([adulte, mineur]).toEqual([expect.stringContaining('Il manque'), expect.stringContaining('dix-huit ans')])
  })
})
