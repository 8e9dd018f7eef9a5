import { describe, expect, it } from 'vitest'
import { addDays, jour } from '#lib/domain/calendrier.ts'
import { recordDemandeDeCorrection } from '#lib/domain/demande/correction-d-identite.ts'
import { auGuichet, granted, uneDemande } from '#lib/domain/demande/testing.ts'
import { lineOfFait, suiteDe } from './histoire-de-demande.ts'

const text = (phrase: string) => phrase.replaceAll('\u00a0', ' ')

describe('ce qui vient ensuite', () => {
  const demande = uneDemande().deposeeLe('2024-03-15').build()
  if (demande.statut !== 'active' || !demande.echeances) throw new Error('active')
  const { ouvreLe, expireLe, dernierJour } = demande.echeances
  const suite = (le: ReturnType<typeof jour>) => suiteDe(demande, le)

  it('change le jour où le renouvellement s’ouvre, le lendemain de la validité et le lendemain du dernier jour', () => {
    expect(suite(addDays(ouvreLe, -1))).toMatchObject({ peutRenouveler: false })
    expect(suite(ouvreLe)).toMatchObject({ peutRenouveler: true })
    expect(text(suite(expireLe).phrase)).toContain('dès maintenant')
    expect(text(suite(addDays(expireLe, 1)).phrase)).toContain('dernier mois')
    expect(suite(dernierJour)).toMatchObject({ peutRenouveler: true })
    expect(suite(addDays(dernierJour, 1))).toMatchObject({ peutRenouveler: false })
  })

  it('dit la radiation possible, jamais certaine : elle a ses conditions (R-RAD-12)', () => {
    for (const le of [addDays(expireLe, 1), dernierJour]) expect(suite(le).phrase).toContain('peut être radiée')
    expect(suite(expireLe).phrase).not.toContain('radiée')
  })

  it('envoie vers des gens qui a été radié, sans rien offrir', () => {
    const radiee = uneDemande().deposeeLe('2024-03-31').avisRemisLe('2025-02-28').radieeLe('2025-05-01').build()
    const suite = suiteDe(radiee, jour('2025-05-02'))
    expect(suite.peutRenouveler).toBe(false)
    expect(text(suite.phrase)).toContain('1er mai 2025')
    expect(suite.phrase).not.toContain('réactiv')
  })
})

it('une ligne d’histoire dit l’acte et sa porte, jamais ce que quelqu’un a écrit pour le prouver', () => {
  const demande = uneDemande().deposeeLe('2024-03-15').build()
  const correction = { nouvelle: { nom: 'Autre', nomDeNaissance: 'Autre', prenom: 'Camille' }, motif: 'mon secret' }
  const { fait } = granted(recordDemandeDeCorrection(demande, correction, auGuichet('2024-04-01')))
  expect(text(lineOfFait(fait))).toBe('Correction du nom demandée (guichet)')
})
