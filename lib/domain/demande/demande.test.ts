import { describe, expect, it } from 'vitest'
import { addMonths, jour } from '../calendrier.ts'
import { computeAnciennete, isATraiter, parseDemandeRef, STATUTS } from './demande.ts'
import { baremeAu } from './echeances.ts'
import { applyFait, replayFaits } from './faits.ts'
import { type Changement, unContenu } from './formulaire/testing.ts'
import { recordModification } from './modification.ts'
import { checkNonRenouvellement } from './radiation.ts'
import { auGuichet, codeOf, granted, uneDemande } from './testing.ts'

describe('l’ancienneté', () => {
  it.each([
    ['2014-07-29', '2014-07-29', { annees: 0, mois: 0 }],
    ['2014-07-29', '2014-08-28', { annees: 0, mois: 0 }],
    ['2014-07-29', '2014-08-29', { annees: 0, mois: 1 }],
    ['2014-07-29', '2015-07-28', { annees: 0, mois: 11 }],
    ['2014-07-29', '2015-07-29', { annees: 1, mois: 0 }],
    ['2016-02-29', '2017-02-28', { annees: 1, mois: 0 }],
    ['2014-01-31', '2014-02-28', { annees: 0, mois: 1 }],
    ['2014-07-29', '2014-07-28', { annees: 0, mois: 0 }],
  ])('du %s au %s compte les mois entiers (R-DEM-01)', (depuis, le, expected) => {
    expect(computeAnciennete(jour(depuis), jour(le))).toEqual(expected)
  })

  it('ne bouge ni au renouvellement ni à la réactivation (R-DEM-01)', () => {
    const lives = [
      uneDemande().deposeeLe('2014-07-29').renouveleeLe('2015-07-01'),
      uneDemande().deposeeLe('2014-07-29').avisRemisLe('2015-06-29').radieeLe('2015-08-30').reactiveeLe('2016-01-30'),
    ]
    for (const life of lives) expect(life.build()).toMatchObject({ statut: 'active', ancienneteDepuis: '2014-07-29' })
  })

  it('grandit avec les jours, d’un mois au plus à la fois', () => {
    const depuis = jour('2015-10-31')
    for (let mois = 0; mois < 60; mois += 1) {
      const { annees, mois: reste } = computeAnciennete(depuis, addMonths(depuis, mois))
      expect(annees * 12 + reste).toBe(mois)
    }
  })
})

describe('ce qui attend qu’on le traite', () => {
  it('une demande sans T attend, se renouvelle, et n’est pas radiée par la nuit (R-DEM-02)', () => {
    const sansT = uneDemande().repriseSansT('2014-07-29')
    expect(isATraiter(sansT.build())).toBe(true)
    const radiation = checkNonRenouvellement(sansT.build(), jour('2030-01-01'), baremeAu(jour('2030-01-01')))
    expect(codeOf(radiation)).toBe('validite-inconnue')
    const renouvelee = sansT.renouveleeLe('2026-05-01').build()
    expect(renouvelee).toMatchObject({ valideDepuis: '2026-05-01', ancienneteDepuis: '2014-07-29' })
    expect(isATraiter(renouvelee)).toBe(false)
    expect(isATraiter(uneDemande().deposeeLe('2024-03-31').radieeLe('2024-05-01', 'RADABA').build())).toBe(false)
  })
})

describe('les faits', () => {
  it('rejoués, redonnent l’état', () => {
    const life = uneDemande()
      .deposeeLe('2014-07-29')
      .renouveleeLe('2015-07-01')
      .avisRemisLe('2016-06-01')
      .radieeLe('2016-08-02')
      .reactiveeLe('2016-09-01')
      .radieeLe('2016-10-01', 'RADABA')
      .effaceeLe('2017-10-01')
    expect(replayFaits(life.listFaits())).toEqual(life.build())
    expect(life.build()).toMatchObject({ version: 7, statut: 'effacee', motif: { code: 'RADABA' } })
    expect(life.build()).not.toHaveProperty('contenu')
    expect(new Set(['active', 'radiee', 'effacee'])).toEqual(new Set(STATUTS))
  })

  it('ce qui manque à un nom se complète, ce qui en est écrit ne bouge pas (R-IDE-05)', () => {
    const sans = uneDemande().deposeeLe('2014-07-29').build()
    if (sans.statut === 'effacee') throw new Error('erased')
    const { contenu } = sans
    const demande = { ...sans, contenu: unContenu(['demandeur.nomDeNaissance', null]) }
    const avec = (...changements: readonly Changement[]) =>
      codeOf(recordModification(demande, { contenu: unContenu(...changements) }, auGuichet('2014-08-01')))
    expect(contenu).toEqual(unContenu())
    expect(avec(['demandeur.nomDeNaissance', 'Complétée'])).toBe('ok')
    expect(avec(['demandeur.nomDeNaissance', 'Complétée'], ['demandeur.nom', 'Autre'])).toBe('identite-figee')
    expect(avec(['demandeur.nomDeNaissance', 'Complétée'], ['demandeur.prenom', null])).toBe('identite-figee')
  })

  it('un fait qui ne peut pas suivre est un défaut', () => {
    const demande = uneDemande().deposeeLe('2014-07-29').build()
    const { fait } = granted(
      recordModification(demande, { contenu: unContenu(['recherche.types', ['T4']]) }, auGuichet('2014-08-01')),
    )
    const radiee = uneDemande().deposeeLe('2014-07-29').radieeLe('2014-08-01', 'RADABA')
    expect(() => applyFait(undefined, fait)).toThrow('cannot follow')
    expect(() => applyFait(radiee.build(), fait)).toThrow('cannot follow')
    expect(() => applyFait(radiee.effaceeLe('2015-08-01').build(), fait)).toThrow('cannot follow')
    const [depot] = radiee.listFaits()
    if (depot) expect(() => applyFait(demande, depot)).toThrow('cannot follow')
    expect(() => replayFaits([])).toThrow('without a fait')
  })

  it('une référence d’adresse est un uuid', () => {
    expect(parseDemandeRef('00000000-0000-4000-8000-00000000000A')).toBe('00000000-0000-4000-8000-00000000000a')
    expect(parseDemandeRef('0690714000001G0123')).toBeUndefined()
  })
})
