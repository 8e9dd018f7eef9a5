import { describe, expect, it } from 'vitest'
import { addDays, jour } from '#lib/domain/calendrier.ts'
import { recordDemandeDeCorrection } from '#lib/domain/demande/correction-d-identite.ts'
import { auGuichet, granted, uneDemande } from '#lib/domain/demande/testing.ts'
import { lineOfFait, suiteDe } from './histoire-de-demande.ts'
import { phraseDuRefus } from './refus.ts'

const text = (phrase: string) => phrase.replaceAll('\u00a0', ' ')

describe('ce qui vient ensuite', () => {
  const demande = uneDemande().deposeeLe('2024-03-15').build()
  if (demande.statut !== 'active' || !demande.echeances) throw new Error('active')
  const { ouvreLe, expireLe, dernierJour } = demande.echeances
  const suite = (le: ReturnType<typeof jour>) => suiteDe(demande, { le, actes: ['renouvellement'] })

  it('change le jour où le renouvellement s’ouvre, le lendemain de la validité et le lendemain du dernier jour', () => {
    expect(suite(addDays(ouvreLe, -1))).toMatchObject({ peutRenouveler: false, voir: null })
    expect(suite(ouvreLe)).toMatchObject({ peutRenouveler: true })
    expect(text(suite(expireLe).phrase)).toContain('dès maintenant')
    expect(text(suite(addDays(expireLe, 1)).phrase)).toContain('dernier mois')
    expect(suite(dernierJour)).toMatchObject({ peutRenouveler: true })
    expect(suite(addDays(dernierJour, 1))).toMatchObject({ peutRenouveler: false, voir: 'renouvellement' })
  })

  it('dit la radiation possible, jamais certaine : elle a ses conditions (R-RAD-12)', () => {
    for (const le of [addDays(expireLe, 1), dernierJour]) expect(suite(le).phrase).toContain('peut être radiée')
    expect(suite(expireLe).phrase).not.toContain('radiée')
  })

  it('n’offre pas le renouvellement où il serait refusé : fermé en ligne, ou sur un autre site (R-REG-02)', () => {
    const fermee = suiteDe(demande, { le: dernierJour, actes: ['modification'] })
    expect(fermee.peutRenouveler).toBe(false)
    expect(text(fermee.phrase)).toContain('15 avril 2025')
    expect(text(fermee.phrase)).toContain('auprès d’un guichet qui enregistre les demandes')
    const ailleurs = suiteDe({ ...demande, territoire: '31' }, { le: ouvreLe, actes: ['renouvellement'] })
    expect(ailleurs).toMatchObject({ peutRenouveler: false, voir: null })
    expect(ailleurs.phrase).toContain('https://')
  })

  it.each([
    ['RADATT', 'un logement social a été attribué', false],
    ['RADABA', 'une renonciation écrite a été reçue', false],
    ['RADIRR', 'elle ne remplissait pas les conditions du logement social', true],
    ['RADCON', 'un courrier est resté sans réponse', true],
    ['RADREN', 'elle n’a pas été renouvelée à temps', true],
  ] as const)(
    'radiée pour %s : pourquoi, et ce que l’on peut faire, sans rien offrir (R-RAD-13)',
    (code, pourquoi, presse) => {
      const active = uneDemande().deposeeLe('2024-03-31').avisRemisLe('2025-02-28')
      const radiee = active.radieeLe('2025-05-01', code).build()
      const dite = suiteDe(radiee, { le: jour('2025-05-02'), actes: [] })
      // Nobody whose demande ended is sent to renew it.
      expect(dite).toMatchObject({ peutRenouveler: false, voir: 'creation' })
      expect(text(dite.phrase)).toContain(`1er mai 2025 : ${pourquoi}.`)
      expect(dite.phrase.includes('sans attendre')).toBe(presse)
      expect(text(dite.phrase)).toMatch(/s’effacent à partir du .*1er mai 2026\.$/)
      expect(dite.phrase).not.toContain('réactiv')
      const refus = text(phraseDuRefus({ code: 'demande-radiee', radieeLe: jour('2025-05-01'), motif: code }))
      expect(refus).toContain(pourquoi)
      expect(refus.includes('sans attendre')).toBe(presse)
    },
  )
})

it('une ligne d’histoire dit l’acte et sa porte, jamais ce que quelqu’un a écrit pour le prouver', () => {
  const demande = uneDemande().deposeeLe('2024-03-15').build()
  const correction = { nouvelle: { nom: 'Autre', nomDeNaissance: 'Autre', prenom: 'Camille' }, motif: 'mon secret' }
  const { fait } = granted(recordDemandeDeCorrection(demande, correction, auGuichet('2024-04-01')))
  expect(text(lineOfFait(fait))).toBe('Correction du nom demandée (guichet)')
})
