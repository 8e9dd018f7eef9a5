import { describe, expect, it } from 'vitest'
import type { Fusion } from './classeur.ts'
import { DEFAUTS, examineSeul, FAITS, feuilleDe } from './testing.ts'
import { joinJours } from './un-jour-par-ligne.ts'

type Cell = string | number | null
const TETE = ['Nom', 'Adresse', 'CP', 'Ville', 'Jour', 'Matin', 'Après-midi']
const P = ['Mairie', '1 rue Inventée', '09000', 'Foix']
const AUTRE = ['Annexe', '2 rue Inventée', '09000', 'Foix']
const VIDES: Cell[] = [null, null, null, null]

const examiner = (rows: Cell[][], fusions: Fusion[] = []) =>
  examineSeul({ feuilles: [{ ...feuilleDe('F', rows), fusions }] }, { ...FAITS, defauts: DEFAUTS })
const points = (rows: Cell[][], fusions: Fusion[] = []) =>
  examiner(rows, fusions).points.map(({ statut, ligne, contenu }) => [
    `${ligne}:${statut}`,
    contenu?.nom,
    contenu?.horaires.osm,
  ])
const SEMAINE = 'Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00; We off; PH off'

describe('un tableau qui a une ligne par jour (R-REC-121)', () => {
  const JOURS = [
    ['Lundi', '9h-12h', '14h-17h'],
    ['Mardi', '9h-12h', null],
    ['Mercredi', 'fermé', 'fermé'],
  ]
  it('le nom répété, laissé vide, ou fusionné : un seul point, avec tous ses jours', () => {
    const attendu = [['2:nouveau', 'Mairie', SEMAINE]]
    const repete = [TETE, ...JOURS.map((un) => [...P, ...un])]
    const vide = [TETE, ...JOURS.map((un, at) => [...(at === 0 ? P : VIDES), ...un])]
    const fusions = [0, 1, 2, 3].map((at) => ({ haut: 2, bas: 4, gauche: at, droite: at }))
    expect(points(repete)).toEqual(attendu)
    expect(points(vide)).toEqual(attendu)
    expect(points(vide, fusions)).toEqual(attendu)
    expect(examiner(repete).alertes).toContainEqual({ code: 'jours-reunis', feuille: 'F', lignes: 2 })
  })
  it.each([
    ['Jour', 'Horaires'],
    ['Jours d’ouverture', 'Horaires'],
  ])('« %s » et « %s »', (jours, heures) => {
    const rows = [
      [...TETE.slice(0, 4), jours, heures],
      [...P, 'Lundi', '9h-12h'],
      [...P, 'Mardi et jeudi', '14h-17h'],
      [...AUTRE, 'Vendredi', '9h-12h'],
    ]
    expect(points(rows)).toEqual([
      ['2:nouveau', 'Mairie', 'Mo 09:00-12:00; Tu,Th 14:00-17:00; PH off'],
      ['4:nouveau', 'Annexe', 'Fr 09:00-12:00; PH off'],
    ])
  })
  it('« Ouverture » et « Fermeture », le même jour sur deux lignes', () => {
    const rows = [
      [...TETE.slice(0, 5), 'Ouverture', 'Fermeture'],
      [...P, 'Lundi', '9h', '12h'],
      [...P, 'Lundi', '14h', '17h'],
      [...P, 'Mardi', '', ''],
    ]
    expect(points(rows)).toEqual([['2:nouveau', 'Mairie', 'Mo 09:00-12:00,14:00-17:00; PH off']])
  })
  it('ce qui manque à la première ligne et que la suivante dit se garde', () => {
    const rows = [
      [...TETE, 'Téléphone'],
      [...P, 'Lundi', '9h-12h', null, null],
      [...P, 'Mardi', '9h-12h', null, '05 61 02 33 00'],
    ]
    expect(examiner(rows).points.map(({ contenu }) => contenu?.telephone)).toEqual(['05 61 02 33 00'])
  })
  it('deux téléphones pour un point se demandent, deux observations se gardent', () => {
    const rows = [
      [...TETE, 'Téléphone', 'Observations'],
      [...P, 'Lundi', '9h-12h', null, '05 61 02 33 00', 'Rez-de-chaussée'],
      [...P, 'Mardi', '9h-12h', null, '05 61 02 33 01', 'Étage'],
    ]
    const [point, ...suite] = examiner(rows).points
    expect([point?.statut, suite]).toEqual(['refuse', []])
    expect(point?.remarques).toContainEqual(expect.objectContaining({ code: 'telephone-faux', gravite: 'refus' }))
    expect(point?.valeurs.commentaire).toBe('Rez-de-chaussée ; Étage')
  })
  it('une autre adresse ou un autre nom ne sont pas le même point', () => {
    const lundi = [...P, 'Lundi', '9h-12h', null]
    const autres = [
      ['Mairie', '2 rue Inventée', '09100', 'Pamiers', 'Mardi', '9h-12h', null],
      [...AUTRE, 'Mardi', '9h-12h', null],
    ]
    for (const autre of autres) expect(points([TETE, lundi, autre])).toHaveLength(2)
  })
  it('des jours dont les heures ne se lisent pas restent, à vérifier', () => {
    const tete = [...TETE.slice(0, 5), 'Quand', 'Horaires']
    const rows = [tete, [...P, 'Lundi', 'le matin', null], [...P, 'Mardi', 'le matin', null]]
    expect(examiner(rows).points.map(({ contenu }) => contenu?.horaires)).toEqual([
      { osm: null, texte: 'Lundi\nMardi', aVerifier: true },
    ])
  })
  it('sans nom sous une ligne blanche, ou sans jour, la ligne attend', () => {
    const lundi = [...P, 'Lundi', '9h-12h', null]
    expect(points([TETE, lundi, [], [...VIDES, 'Mardi', '9h-12h', null]])).toHaveLength(2)
    expect(points([TETE, lundi, [...VIDES, 'à confirmer', '9h-12h', null]])).toHaveLength(2)
  })
})

describe('des jours qui se contredisent d’une ligne à l’autre (R-REC-152)', () => {
  const lus = (...jours: Cell[][]) =>
    examiner([TETE, ...jours.map((un) => [...P, ...un])]).points.map(({ contenu }) => contenu?.horaires)
  it.each<[Cell[], Cell[]]>([
    [
      ['Lundi au vendredi', '9h-12h', '14h-17h'],
      ['Mercredi', '9h-12h', null],
    ],
    [
      ['Mercredi', '9h-12h', null],
      ['Lundi au vendredi', '9h-12h', '14h-17h'],
    ],
    [
      ['Lundi au vendredi', '9h-12h', '14h-17h'],
      ['Mercredi', 'fermé', 'fermé'],
    ],
  ])('%j puis %j se demande', (...jours) => {
    const [horaires, ...suite] = lus(...jours)
    expect([horaires?.osm, horaires?.aVerifier, suite]).toEqual([null, true, []])
    expect(horaires?.texte).toContain('Mercredi')
  })
  it('les mêmes heures, d’autres jours ou une autre moitié du jour ne se contredisent pas', () => {
    const semaine = ['Lundi au vendredi', '9h-12h', null]
    const osm = (...jours: Cell[][]) => lus(...jours).map((un) => un?.osm)
    expect(osm(semaine, ['Mercredi', '9h-12h', null])).toEqual(['Mo-Fr 09:00-12:00; PH off'])
    expect(osm(semaine, ['Samedi', '9h-11h', null])).toEqual(['Mo-Fr 09:00-12:00; Sa 09:00-11:00; PH off'])
    expect(osm(['Lundi', '9h-12h', null], ['Lundi', null, '14h-17h'])).toEqual(['Mo 09:00-12:00,14:00-17:00; PH off'])
  })
})

describe('un point dont les jours sont à plusieurs endroits de la feuille (R-REC-150)', () => {
  const jour = (point: Cell[], ...reste: Cell[]) => [...point, ...reste, null]
  it('des lignes triées par jour font un point par lieu', () => {
    const rows = [
      ...[TETE, jour(P, 'Lundi', '9h-12h'), jour(AUTRE, 'Lundi', '10h-12h')],
      ...[jour(P, 'Mardi', '9h-11h'), jour(AUTRE, 'Mardi', '10h-11h')],
    ]
    expect(points(rows)).toEqual([
      ['2:nouveau', 'Mairie', 'Mo 09:00-12:00; Tu 09:00-11:00; PH off'],
      ['3:nouveau', 'Annexe', 'Mo 10:00-12:00; Tu 10:00-11:00; PH off'],
    ])
    expect(examiner(rows).alertes).toContainEqual({ code: 'jours-reunis', feuille: 'F', lignes: 2 })
  })
  it('« Samedi matin » suit « Lundi », le nom répété ou non', () => {
    const attendu = [['2:nouveau', 'Mairie', 'Mo 09:00-12:00; Sa 10:00-12:00; PH off']]
    for (const point of [P, VIDES])
      expect(points([TETE, jour(P, 'Lundi', '9h-12h'), jour(point, 'Samedi matin', '10h-12h')])).toEqual(attendu)
  })
  it.each<Cell>(['sur demande', null])('un jour qui ne se lit pas (%j) fait demander tout le point', (dit) => {
    const rows = [TETE, jour(P, 'Lundi', '9h-12h'), jour(P, dit, '14h-17h')]
    expect(examiner(rows).points.map(({ contenu }) => [contenu?.horaires.osm, contenu?.horaires.aVerifier])).toEqual([
      [null, true],
    ])
  })
  it('sans aucun jour, ou à une autre adresse, deux lignes restent deux', () => {
    expect(points([TETE, jour(P, null, '9h-12h'), jour(P, null, '14h-17h'), jour(AUTRE, 'Lundi', '9h')])).toHaveLength(
      3,
    )
    const sansVoie = ['Mairie', null, '09000', 'Foix']
    const rows = [TETE, jour(P, 'Lundi', '9h-12h'), jour(AUTRE, 'Lundi', '9h-12h'), jour(sansVoie, 'Mardi', '9h-12h')]
    expect(points(rows)).toHaveLength(3)
  })
})

it('des milliers de lieux de même nom se cherchent, et ne se parcourent pas (R-REC-150)', () => {
  const cell = (colonne: number, texte: string) => ({ colonne, cellule: { adresse: 'A1', valeur: texte, texte } })
  const lignes = Array.from({ length: 8000 }, (_, at) => ({
    numero: at + 2,
    cellules: [cell(0, 'Mairie'), cell(1, `${at % 4000} rue Inventée`), cell(2, 'Lundi'), cell(3, 'Lundi : 9h-12h')],
  }))
  const places = {
    cibles: new Map([['nom', 0] as const, ['voie', 1] as const, ['jours', 2] as const]),
    colonnes: new Map([['nom', 0] as const, ['horairesTexte', 3] as const]),
  }
  expect(joinJours(lignes, places).reunies).toBe(4000)
})

describe('les jours d’un point, mis à jour à des dates différentes (R-REC-151)', () => {
  const lire = (...dits: Cell[]) =>
    examiner([
      [...TETE, 'Mis à jour le'],
      ...dits.map((dit, at) => [...P, ['Lundi', 'Mardi', 'Jeudi'][at] ?? '', '9h-12h', null, dit]),
    ]).points.map(({ statut, contenu }) => [statut, contenu?.misAJourLe])
  it('la plus ancienne est celle du point', () => {
    expect(lire('04/03/2026', '03/03/2026', '05/03/2026')).toEqual([['nouveau', '2026-03-03']])
    expect(lire('04/03/2026', null, '05/03/2026')).toEqual([['nouveau', '2026-03-04']])
  })
  it('une date qui ne se lit pas se demande toujours', () =>
    expect(lire('04/03/2026', 'mars').map(([statut]) => statut)).toEqual(['refuse']))
})
