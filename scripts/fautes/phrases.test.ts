import { describe, expect, it } from 'vitest'
import { examineSeul, feuilleDe } from '#lib/domain/guichet/recensement/testing.ts'
import { defautDePhrase, defautDePhrases, judgeExamen, judgeRefus } from './phrases.ts'

describe('ce qui n’est pas une phrase à montrer', () => {
  it.each([
    ['Ce fichier est vide : enregistrez-le au format .xlsx, puis recommencez.', null],
    ['La feuille « Error. Undefined » a plus de 100 colonnes remplies.', null],
    ['Ce fichier est vide. Recommencez.', 'plusieurs phrases'],
    ['Ce fichier est vide', 'ni majuscule ni point final'],
    ['Unsupported ZIP encryption.', 'des mots de programme'],
    ['La feuille undefined a plus de 100 colonnes remplies.', 'des mots de programme'],
    ['TypeError: x\n    at read (a.ts:1)', 'plusieurs lignes'],
  ])('%s', (phrase, defaut) => {
    expect(defautDePhrase(phrase)).toBe(defaut)
  })

  it.each([
    ['« x\nError » n’est pas une adresse de site. Elle commence par https:// ou http://.', null],
    ['09000 semble un code CEDEX. Il est gardé ; vérifiez-le.', null],
    ['adresse-web-fausse', 'ni majuscule ni point final'],
    ['Compris : [object Object].', 'des mots de programme'],
    ['Le numéro null est gardé.', 'des mots de programme'],
  ])('de plusieurs, sur une cellule : %s', (phrases, defaut) => {
    expect(defautDePhrases(phrases)).toBe(defaut)
  })

  it('un refus se juge par sa phrase, une lecture tombée ou jamais commencée non', () => {
    expect(judgeRefus({ code: 'fichier-vide' })).toBeNull()
    expect(judgeRefus({ code: 'lecture-interrompue' })).toBe('le processus de lecture est tombé')
    expect(judgeRefus({ code: 'trop-de-traitements' })).toBe('n’a jamais eu son tour')
  })
})

describe('ce qui est dit des lignes d’un classeur', () => {
  const ENTETES = ['Nom', 'Canal', 'Type', 'Services', 'Téléphone', 'Courriel', 'Mis à jour le']
  const lu = examineSeul({
    feuilles: [
      feuilleDe('Points', [
        ENTETES,
        ['Accueil', 'Téléphone', 'Lieu d’information', 'Information', '12', 'x', '03/03/2026'],
      ]),
    ],
  })
  const [rang] = lu.points
  const withRemarques = (remarques: NonNullable<typeof rang>['remarques']) => ({
    ...lu,
    points: rang ? [{ ...rang, remarques }] : [],
  })

  it('une ligne refusée nomme sa cellule, en français', () => {
    expect([rang?.statut, judgeExamen(lu)]).toEqual(['refuse', null])
  })

  it('refusée sans raison, ou sur une cellule d’ailleurs, c’est un défaut', () => {
    expect(judgeExamen(withRemarques([]))).toBe('feuille « Points », ligne 2 : refusée sans raison')
    const ailleurs = (rang?.remarques ?? []).map((remarque) => ({ ...remarque, cellule: 'E12' }))
    expect(judgeExamen(withRemarques(ailleurs))).toBe('feuille « Points », ligne 2 : une remarque sur « E12 »')
    const sans = (rang?.remarques ?? []).map((remarque) => ({ ...remarque, cellule: '' }))
    expect(judgeExamen(withRemarques(sans))).toContain('une remarque sur')
  })
})
