import { describe, expect, it } from 'vitest'
import {
  decideColonnes,
  empreinteDesEntetes,
  findTable,
  listColonnesADire,
  listEmpreintes,
  listSansEntete,
} from './a-dire.ts'
import { analyseClasseur } from './analyse.ts'
import type { ColonneDePoint } from './colonnes.ts'
import { recognizeFeuille } from './feuilles.ts'
import { FAITS, feuilleDe } from './testing.ts'

type Dites = [string, ColonneDePoint | null][]
const TABLE = feuilleDe('Feuil1', [
  ['Liste de nos lieux'],
  ['Qui', 'Où', 'Fax', 'Appeler'],
  ['Mairie (essai)', '1 rue Inventée', '', '05 36 49 00 01'],
  ['Mairie (essai)', '2 rue Inventée', '', '05 36 49 00 02'],
  ['CCAS (essai)', '3 rue Inventée', '', '1 85 05 78 006 084 91'],
])
const pointsDe = (feuille: typeof TABLE, dites: Dites = []) => {
  const reconnue = recognizeFeuille(feuille.lignes, [], new Map(dites))
  if (reconnue?.nature !== 'points') throw new Error('not recognised')
  return reconnue
}
const colonnesDe = (dites: Dites, ...rows: string[][]) =>
  Object.fromEntries(pointsDe(feuilleDe('X', rows), dites).entetes.colonnes)

describe('les colonnes que personne ne connaît', () => {
  it('se montrent avec leurs premières valeurs, sans répétition ni numéro de sécurité sociale', () => {
    expect(findTable('Feuil1', TABLE.lignes)).toEqual({
      feuille: 'Feuil1',
      entetes: [
        { entete: 'Qui', cellule: 'A2', exemples: ['Mairie (essai)', 'CCAS (essai)'] },
        { entete: 'Où', cellule: 'B2', exemples: ['1 rue Inventée', '2 rue Inventée', '3 rue Inventée'] },
        { entete: 'Fax', cellule: 'C2', exemples: [] },
        { entete: 'Appeler', cellule: 'D2', exemples: ['05 36 49 00 01', '05 36 49 00 02'] },
      ],
    })
  })

  it('ne se cherchent ni dans un texte, ni dans une table sans ligne, ni dans des nombres', () => {
    const tables = [
      [['Bonjour'], ['Merci de remplir']],
      [['Qui', 'Où']],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ]
    for (const rows of tables) expect(findTable('X', feuilleDe('X', rows).lignes)).toBeUndefined()
  })

  it('sont, d’une table reconnue, ce qui n’est pas lu et ce qui a été dit, sans les répétitions', () => {
    const feuille = feuilleDe('X', [
      ['Nom', 'Téléphone', 'Adresse', 'Étage du chef', 'Téléphone', 'Bonus'],
      ['Mairie', '3646', '1 rue Inventée', '3e', '3939', 'oui'],
    ])
    const dites: Dites = [['bonus', null]]
    const options = { inutiles: [], dites: new Map(dites) }
    expect(listColonnesADire(pointsDe(feuille, dites), feuille.lignes.slice(1), options)).toEqual([
      { entete: 'Étage du chef', cellule: 'D1', exemples: ['3e'] },
      { entete: 'Bonus', cellule: 'F1', exemples: ['oui'], dite: null },
    ])
  })

  it('une fois dites, se lisent et se reprennent au même tableau (R-REC-90)', () => {
    const dites: Dites = [
      ['qui', 'nom'],
      ['ou', 'voie'],
      ['appeler', 'telephone'],
    ]
    expect(analyseClasseur({ feuilles: [TABLE] }, FAITS)).toMatchObject({
      ok: false,
      refus: { code: 'aucune-feuille-reconnue', tables: [{ feuille: 'Feuil1' }] },
    })
    const lue = analyseClasseur(
      { feuilles: [TABLE] },
      { ...FAITS, defauts: { canal: 'telephone' }, colonnes: new Map(dites) },
    )
    expect(lue.ok && lue.value.points[0]?.valeurs).toMatchObject({ nom: 'Mairie (essai)', telephone: '05 36 49 00 01' })
    // What was said of the headers does not change under what they are remembered.
    const table = findTable('Feuil1', TABLE.lignes)
    expect(listEmpreintes(table ? [table] : [])).toEqual([empreinteDesEntetes({ feuilles: [TABLE] })])
  })
})

describe('des cellules sans en-tête', () => {
  it('ne se perdent pas en silence', () => {
    const feuille = feuilleDe('X', [
      ['Nom', 'Téléphone', 'Adresse', ''],
      ['Mairie', '3646', '1 rue Inventée', '', 'Entrée par la cour'],
      ['Annexe', '3646', '2 rue Inventée', ' ', 'Deuxième étage'],
    ])
    expect(listSansEntete(pointsDe(feuille).entetes, feuille.lignes.slice(1))).toEqual([
      { cellule: 'E1', exemple: 'Entrée par la cour' },
    ])
    const lue = analyseClasseur({ feuilles: [feuille] }, FAITS)
    expect(lue.ok && lue.value.alertes[0]).toMatchObject({ code: 'colonne-sans-entete', cellule: 'E1' })
  })
})

describe('ce que le centre a dit d’un en-tête (R-REC-90)', () => {
  it('l’emporte sur ce qu’un autre en-tête semble dire, et sur ses propres mots', () => {
    expect(colonnesDe([], ['Nom', 'Téléphone', 'Adresse', 'Accueil'])).toMatchObject({ nom: 0, telephone: 1 })
    const dites: Dites = [['accueil', 'telephone']]
    expect(colonnesDe(dites, ['Nom', 'Téléphone', 'Adresse', 'Accueil'])).toMatchObject({ nom: 0, telephone: 3 })
    expect(colonnesDe([['adresse', 'commentaire']], ['Nom', 'Téléphone', 'Adresse', 'Ville'])).toEqual({
      nom: 0,
      telephone: 1,
      commentaire: 2,
      commune: 3,
    })
  })

  it('vaut pour un en-tête sur deux rangées, par tous ses mots', () => {
    const rows = [
      ['Nom', 'Mairie', '', 'Annexe', ''],
      ['', 'Adresse', 'Joindre', 'Adresse', 'Joindre'],
    ]
    expect(colonnesDe([['annexe joindre', 'courriel']], ...rows)).toMatchObject({ nom: 0, voie: 1, courriel: 4 })
  })

  it('suffit avec une seule façon de joindre le point, quand il a dit le nom', () => {
    const { lignes } = feuilleDe('X', [['Qui', 'Adresse']])
    const nature = (dites: Dites) => recognizeFeuille(lignes, [], new Map(dites))?.nature
    expect(nature([])).toBeUndefined()
    expect(nature([['adresse', 'voie']])).toBeUndefined()
    expect(nature([['qui', 'nom']])).toBe('points')
  })
})

describe('un en-tête long', () => {
  const long = `Numéro ${'où appeler '.repeat(12)}le matin`
  const feuille = feuilleDe('Points', [['Nom', 'Adresse', 'Commune', long, `${long} en été`]])
  const aDire = (dites: Dites) =>
    listColonnesADire(pointsDe(feuille, dites), feuille.lignes.slice(1), { inutiles: [], dites: new Map(dites) })

  it('montre son début, et la réponse vaut pour lui tout entier (R-REC-90)', () => {
    const [un, autre] = aDire([])
    expect([un?.entete.length, autre?.entete]).toEqual([100, un?.entete])
    const dit = decideColonnes(
      [{ champ: 'colonne-0', entete: un?.cle ?? un?.entete ?? '', colonne: 'telephone' }],
      RIEN,
    )
    if (!dit.ok) throw new Error(dit.refus.code)
    const dites = dit.value.map(([cle]): Dites[number] => [cle, 'telephone'])
    expect(pointsDe(feuille, dites).entetes.colonnes.get('telephone')).toBe(3)
    expect(aDire(dites).map(({ dite }) => dite)).toEqual(['telephone', undefined])
  })
})

const RIEN = { dites: new Map(), tables: [] }
const UN_TABLEAU = { dites: new Map(), tables: [new Set(['qui', 'lieu', 'fax', 'telex', 'ligne directe', 'portable'])] }

describe('une même colonne dite deux fois (R-REC-91)', () => {
  it('est refusée aux deux champs ; laissée de côté, elle ne l’est pas', () => {
    const un = { champ: 'colonne-0', entete: 'Qui ?', colonne: 'nom' } as const
    expect(decideColonnes([un, { champ: 'colonne-1', entete: 'Lieu', colonne: 'nom' }], UN_TABLEAU)).toEqual({
      ok: false,
      refus: { code: 'colonne-donnee-deux-fois', champs: ['colonne-0', 'colonne-1'] },
    })
    const ecartees = ['Fax', 'Télex'].map((entete, rang) => ({ champ: `colonne-${rang + 1}`, entete, colonne: null }))
    expect(decideColonnes([un, ...ecartees], UN_TABLEAU)).toEqual({
      ok: true,
      value: [
        ['qui', 'nom'],
        ['fax', null],
        ['telex', null],
      ],
    })
    expect(decideColonnes([], UN_TABLEAU)).toMatchObject({ ok: false, refus: { code: 'aucune-colonne-dite' } })
  })
  it('se décide avec ce qui était déjà dit : « Pas encore dit » le reprend, et ne rend pas muet (R-REC-91)', () => {
    const avant = { ...UN_TABLEAU, dites: new Map([['ligne directe', 'telephone']] as const) }
    const portable = { champ: 'colonne-1', entete: 'Portable', colonne: 'telephone' } as const
    expect(decideColonnes([portable], avant)).toEqual({
      ok: false,
      refus: { code: 'colonne-donnee-deux-fois', champs: ['colonne-1'] },
    })
    const vide = { champ: 'colonne-0', entete: 'Ligne directe', colonne: undefined, vu: 'telephone' } as const
    const fax = { champ: 'colonne-2', entete: 'Fax', colonne: undefined }
    expect(decideColonnes([vide, portable, fax], avant)).toEqual({
      ok: true,
      value: [
        ['ligne directe', 'oubliee'],
        ['portable', 'telephone'],
      ],
    })
    expect(decideColonnes([vide], avant)).toMatchObject({ ok: true })
    expect(decideColonnes([fax], avant)).toMatchObject({ ok: false, refus: { code: 'aucune-colonne-dite' } })
  })
  it('n’en est pas une quand les deux sont de deux feuilles (R-REC-91)', () => {
    const deux = { dites: new Map(), tables: [new Set(['tel accueil']), new Set(['nr a composer'])] }
    const accueil = { champ: 'colonne-0', entete: 'Tel. accueil', colonne: 'telephone' } as const
    const composer = { champ: 'colonne-1', entete: 'Nr à composer', colonne: 'telephone' } as const
    expect(decideColonnes([accueil, composer], deux)).toMatchObject({ ok: true })
    const ensemble = { ...deux, tables: [new Set(['tel accueil', 'nr a composer'])] }
    expect(decideColonnes([accueil, composer], ensemble)).toMatchObject({ refus: { code: 'colonne-donnee-deux-fois' } })
  })
})

describe('deux personnes disent ensemble ce que sont les colonnes (R-EDI-01)', () => {
  const autre = { ...UN_TABLEAU, dites: new Map([['ligne directe', 'telephone']] as const) }
  const choix = (colonne: 'telephone' | 'courriel' | undefined, vu: 'telephone' | undefined) => [
    { champ: 'colonne-0', entete: 'Ligne directe', colonne, vu },
    { champ: 'colonne-1', entete: 'Qui', colonne: 'nom', vu: undefined } as const,
  ]

  it('laissée comme elle était montrée, elle garde ce que l’autre a dit', () => {
    expect(decideColonnes(choix(undefined, undefined), autre)).toEqual({ ok: true, value: [['qui', 'nom']] })
  })

  it('dite autrement par les deux, la seconde personne choisit', () => {
    expect(decideColonnes(choix('courriel', undefined), autre)).toEqual({
      ok: false,
      refus: { code: 'colonnes-dites-entre-temps', champs: ['colonne-0'] },
    })
    expect(decideColonnes(choix('courriel', 'telephone'), autre)).toMatchObject({ ok: true })
    expect(decideColonnes(choix('telephone', undefined), autre)).toMatchObject({ ok: true })
  })
})
