import { describe, expect, it } from 'vitest'
import { MARQUES_AU_PLUS } from '#lib/domain/guichet/recensement/annotation.ts'
import type { Correction } from '#lib/domain/guichet/recensement/corrections.ts'
import { FEUILLES_DU_MODELE, isFeuilleDuModele } from '#lib/domain/guichet/recensement/modele.ts'
import { examineSeul, FAITS, feuilleDe } from '#lib/domain/guichet/recensement/testing.ts'
import { annotationDExamen } from './recensement-annotation.ts'

const ENTETES = ['Nom', 'Canal', 'Type', 'Services', 'Téléphone', 'Code guichet', 'Mis à jour le']
const ligne = (nom: string, telephone: string): string[] => [
  nom,
  'Téléphone',
  'Lieu d’information',
  'Information',
  telephone,
  '',
  '03/03/2026',
]
const examine = (lignes: string[][], corrections: readonly Correction[] = []) =>
  examineSeul({ feuilles: [feuilleDe('Points', [ENTETES, ...lignes])] }, { ...FAITS, corrections })

describe('ce que dit le fichier annoté', () => {
  it('une marque par cellule, le plus grave d’abord, avec le mot, la colonne et la phrase', () => {
    const { marques, liste } = annotationDExamen(examine([ligne('Accueil', '12'), ligne('N', '13')]))
    expect(marques.map(({ feuille, cellule, gravite }) => [feuille, cellule, gravite])).toEqual([
      ['Points', 'E2', 'refus'],
      ['Points', 'E3', 'refus'],
      ['Points', 'A3', 'refus'],
    ])
    expect(marques[0]?.texte).toMatch(/^À corriger, Téléphone : « 12 » n’est pas un numéro français/)
    expect(liste.nom).toBe(FEUILLES_DU_MODELE.aCorriger)
    expect(liste.lignes[0]?.textes).toEqual([
      'Points, E2',
      'À corriger',
      'Téléphone',
      '« 12 »',
      expect.stringContaining('numéro français'),
    ])
  })

  it('sa liste, relue comme elle est écrite, est des nôtres et se passe sans un mot (R-REC-129)', () => {
    const { liste } = annotationDExamen(examine([ligne('Accueil', '12'), ligne('N', '13')]))
    const rows = [
      ...[...liste.phrases, ...liste.siRefait].map((phrase) => [phrase]),
      [...liste.entetes],
      ...liste.lignes.map(({ textes }) => [...textes]),
    ]
    expect(isFeuilleDuModele(feuilleDe(liste.nom, rows))).toBe(true)
    expect(isFeuilleDuModele(feuilleDe(liste.nom, [...rows, ['À revoir avec la mairie']]))).toBe(false)
  })

  it('porte ce qui a été corrigé sur le portail : écrit dans sa cellule, dit en tête de ligne sans colonne (R-REC-73)', () => {
    const ici = (colonne: Correction['colonne'], valeur: string) => ({ feuille: 'Points', ligne: 2, colonne, valeur })
    const corrections = [ici('telephone', '36 46'), ici('courriel', 'a@exemple.fr'), ici('identifiant', 'nouveau')]
    const { marques, liste } = annotationDExamen(examine([ligne('Accueil', '12')], corrections))
    expect(marques.map(({ cellule, gravite, valeur }) => [cellule, gravite, valeur])).toEqual([
      ['E2', 'corrige', '36 46'],
      ['A2', 'corrige', undefined],
    ])
    expect(marques[0]?.texte).toBe('Corrigé, Téléphone : corrigé sur le portail : « 12 » devient «\u00a036 46\u00a0».')
    expect(marques[1]?.texte).toContain('(vide) devient un nouveau point')
    expect(liste.lignes.map(({ textes }) => textes[3])).toEqual(['« 12 »', '(vide)', '(vide)'])
  })

  it('ne marque pas plus de cellules qu’un tableur n’en ouvre, et le dit', () => {
    const examen = examine([ligne('Accueil', '12')])
    const points = Array.from({ length: MARQUES_AU_PLUS + 2 }, (_, at) =>
      examen.points.map((rang) => ({
        ...rang,
        remarques: rang.remarques.map((remarque) => ({ ...remarque, cellule: `E${at + 2}` })),
      })),
    ).flat()
    const { marques, liste } = annotationDExamen({ ...examen, points })
    expect(marques).toHaveLength(MARQUES_AU_PLUS)
    expect(liste.phrases.join(' ')).toContain('2 autres ne le sont pas')
  })
})
