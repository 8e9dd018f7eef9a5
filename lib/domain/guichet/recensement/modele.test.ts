import { describe, expect, it } from 'vitest'
import { COLONNES_DES_POINTS } from './colonnes.ts'
import { ENTETES_A_CORRIGER, isFeuilleDuModele, LISTES, lignesDeLisezMoi, PHRASE_A_CORRIGER } from './modele.ts'
import { examineSeul, feuilleDe } from './testing.ts'

const lisezMoi = (contact: string | null = null) => lignesDeLisezMoi(contact).map((ligne) => [ligne])
const noms = Object.keys(LISTES)
const listes = [
  noms,
  ...Array.from({ length: 8 }, (_, rang) => Object.values(LISTES).map((liste) => Object.values(liste)[rang] ?? null)),
]

const marque = ['Points de contact, A2', 'À corriger', 'Nom', '(vide)', 'Remplissez cette cellule.']
const aCorriger = [[PHRASE_A_CORRIGER], ['Rouge : la ligne attend.'], [...ENTETES_A_CORRIGER], marque]

describe('nos propres feuilles (R-REC-129)', () => {
  it('se passent sans un mot à côté des points', () => {
    const points = [
      Object.values(COLONNES_DES_POINTS),
      ['', 'Accueil', 'Téléphone', 'SIAD', '', '', '', '', 'Information'],
    ]
    const feuilles = [
      feuilleDe('Lisez-moi', lisezMoi('Gaston (gaston@exemple.invalid)')),
      feuilleDe('Points de contact', points),
      feuilleDe('Listes', listes),
      feuilleDe('À corriger (portail)', aCorriger),
    ]
    const { alertes } = examineSeul({ feuilles })
    expect(alertes).toEqual([])
    const renommees = feuilles.map((feuille) =>
      feuille.nom === 'Listes' ? { ...feuille, nom: 'Mes listes' } : feuille,
    )
    expect(examineSeul({ feuilles: renommees }).alertes).toEqual([{ code: 'feuille-ignoree', feuille: 'Mes listes' }])
  })
  it.each<[string, (string | null)[][]]>([
    ['Lisez-moi', [...lisezMoi(), ['Permanence à Foix le lundi']]],
    ['Lisez-moi', lisezMoi().map((row, rang) => (rang === 6 ? [...row, 'Mairie de Foix'] : row))],
    ['Lisez-moi', [['Autre chose']]],
    ['Listes', [...listes, ['Visioconférence']]],
    ['Listes', [...listes, ['', '', '', '', '', '', '', '', '', 'Nos agents']]],
    [
      'Listes',
      [
        ['Nom', 'Téléphone'],
        ['Mairie', '3646'],
      ],
    ],
    ['Listes', [['Canal']]],
    ['À corriger (portail)', [['Nos remarques']]],
    ['À corriger (portail)', [[PHRASE_A_CORRIGER], ['Mairie de Foix', '05 61 02 33 00']]],
    ['À corriger (portail)', [...aCorriger, ['Permanence à Foix le lundi']]],
    ['À corriger (portail)', [...aCorriger, [...marque, 'vu avec la mairie']]],
    ['À corriger (portail)', [...aCorriger, ['Mairie', 'Physique', 'SIAD', 'Foix', '09000']]],
    ['À corriger (portail)', [[PHRASE_A_CORRIGER, 'Nos agents'], ...aCorriger.slice(1)]],
    ['Notes', lisezMoi()],
  ])('« %s » où quelqu’un a écrit se nomme encore', (nom, rows) =>
    expect(isFeuilleDuModele(feuilleDe(nom, rows))).toBe(false),
  )
  it('une feuille dont des lignes manquent reste la nôtre', () => {
    expect(isFeuilleDuModele(feuilleDe('LISEZ-MOI', lisezMoi().slice(0, 5)))).toBe(true)
    expect(isFeuilleDuModele(feuilleDe('Listes', listes.slice(0, 4)))).toBe(true)
  })
})
