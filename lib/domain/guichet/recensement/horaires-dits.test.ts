import { describe, expect, it } from 'vitest'
import { analyseClasseur } from './analyse.ts'
import { DEFAUTS, FAITS, feuilleDe } from './testing.ts'

type Cell = string | number | null
const VIDES: Cell[] = [null, null, null, null]
const P = ['Mairie', '1 rue Inventée', '09000', 'Foix']

function lire(heads: Cell[][], ...rows: Cell[][]) {
  const tete = heads.map((cells, at) => [...(at === 0 ? ['Nom', 'Adresse', 'CP', 'Ville'] : VIDES), ...cells])
  const feuille = feuilleDe('F', [...tete, ...rows.map((row) => [...P, ...row])])
  const found = analyseClasseur({ feuilles: [feuille] }, { ...FAITS, defauts: DEFAUTS })
  if (!found.ok) throw new Error(found.refus.code)
  return found.value
}
const horaires = (heads: Cell[][], row: Cell[]) => lire(heads, row).points[0]?.contenu?.horaires
const osm = (entetes: Cell[], row: Cell[]) => {
  const lus = horaires([entetes], row)
  return lus?.aVerifier ? `à vérifier : ${lus.texte}` : lus?.osm
}

describe('des jours groupés dans un en-tête (R-REC-117)', () => {
  it.each<[Cell[], Cell[], string]>([
    [['Lundi au vendredi', 'Samedi'], ['9h-17h', '9h-12h'], 'Mo-Fr 09:00-17:00; Sa 09:00-12:00; PH off'],
    [['Lundi-Jeudi', 'Vendredi'], ['9h-17h', '9h-12h'], 'Mo-Th 09:00-17:00; Fr 09:00-12:00; PH off'],
    [['Lun.-Ven.', 'Sam.'], ['9h-17h', 'fermé'], 'Mo-Fr 09:00-17:00; Sa off; PH off'],
    [['Lundi et mardi', 'Mercredi'], ['9h-17h', '9h-12h'], 'Mo,Tu 09:00-17:00; We 09:00-12:00; PH off'],
    [['Lundi au vendredi', 'Week-end'], ['9h-17h', '9h-12h'], 'Mo-Fr 09:00-17:00; Sa,Su 09:00-12:00; PH off'],
    [
      ['Du lundi au vendredi matin', 'Du lundi au vendredi après-midi', 'Samedi matin'],
      ['9h-12h', '14h-17h', '9h-12h'],
      'Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00; PH off',
    ],
    [['Horaires du lundi au vendredi'], ['9h-17h'], 'Mo-Fr 09:00-17:00; PH off'],
    [['Lundi au vendredi', 'Samedi'], ['9h-17h', null], 'Mo-Fr 09:00-17:00; PH off'],
    [['Lundi au vendredi', 'Samedi'], [null, '9h-12h'], 'Sa 09:00-12:00; PH off'],
    [['Lundi au vendredi', 'Samedi'], ['-', '9h-12h'], 'Sa 09:00-12:00; PH off'],
  ])('%j, %j : %s', (entetes, row, attendu) => {
    // The column is known by the rows beside: one cell alone may be empty.
    const { points } = lire([entetes], row, ['9h-17h', '9h-12h'])
    expect(points[0]?.contenu?.horaires).toMatchObject({ osm: attendu, aVerifier: false })
  })
  it('sous un titre commun aussi', () =>
    expect(
      horaires(
        [
          ['Horaires d’ouverture', null],
          ['Lundi au vendredi', 'Samedi'],
        ],
        ['9h-17h', '9h-12h'],
      ),
    ).toEqual({
      osm: 'Mo-Fr 09:00-17:00; Sa 09:00-12:00; PH off',
      texte: 'Lundi au vendredi : 9h-17h',
      aVerifier: false,
    }))
  it.each<[Cell[], Cell[], string]>([
    [['Mardi-Jeudi', 'Vendredi'], ['9h-17h', '9h-12h'], 'Mardi-Jeudi : 9h-17h'],
    [['Lundi au vendredi', 'Samedi'], ['9h-17h sauf exception', '9h-12h'], 'Lundi au vendredi : 9h-17h sauf exception'],
    [['Lundi au vendredi matin', 'Samedi'], ['14h-17h', '9h-12h'], 'Lundi au vendredi matin : 14h-17h'],
    [['Lundi matin (sur RDV)', 'Lundi après-midi'], ['9h-12h', '14h-17h'], 'Lundi matin (sur RDV) : 9h-12h'],
    [['Samedi (sur rendez-vous)', 'Lundi'], ['9h-12h', '9h-12h'], 'Samedi (sur rendez-vous) : 9h-12h'],
    [['Lundi (vacances)', 'Lundi'], ['9h-12h', '9h-17h'], 'Lundi (vacances) : 9h-12h'],
    [['Lundi', 'Mardi', 'Mercedi', 'Jeudi'], ['9h-12h', '9h-12h', '9h-12h', '9h-12h'], 'Mercedi : 9h-12h'],
  ])('%j, %j : gardé, à vérifier', (entetes, row, texte) => expect(osm(entetes, row)).toBe(`à vérifier : ${texte}`))
  it('« Samedi (semaines paires) » se lit comme une phrase', () =>
    expect(osm(['Samedi (semaines paires)'], ['9h-12h'])).toBe('week 02-52/2 Sa 09:00-12:00; PH off'))
  it('un jour mal écrit se propose encore, et un jour parmi des mots inconnus n’est pas montré', () => {
    const mercedi = lire([['Lundi', 'Mercedi']], ['9h-12h', '9h-12h'])
    expect(mercedi.alertes).toContainEqual(expect.objectContaining({ code: 'colonne-proposee', colonne: 'mercredi' }))
    const inconnu = lire([['Lundi', 'Mardi avec Mme DUPONT']], ['9h-12h', 'DUPONT 9h-12h'], ['9h-12h', null])
    expect(inconnu.points.map(({ contenu }) => contenu?.horaires.aVerifier)).toEqual([true, false])
    expect(JSON.stringify(inconnu.points)).not.toContain('DUPONT')
  })
  it('deux colonnes de jours qui se contredisent se demandent (R-REC-152)', () => {
    expect(osm(['Lundi au vendredi', 'Lundi et mardi'], ['9h-12h, 14h-17h', '9h-12h'])).toMatch(/^à vérifier/)
    expect(osm(['Lundi au vendredi', 'Mercredi'], ['9h-12h, 14h-17h', '9h-12h'])).toMatch(/^à vérifier/)
    expect(osm(['Lundi au vendredi', 'Lundi et mardi'], ['9h-12h', '9h-12h'])).toBe('Mo-Fr 09:00-12:00; PH off')
  })
  it('un compte d’heures ne dit rien de la semaine (R-REC-153)', () => {
    const semaine = 'Mo-Fr 09:00-17:00; PH off'
    for (const [entete, compte] of [
      ['Heures par semaine', 35],
      ['Heures par semaine', '35h'],
      ['Heures par semaine', '17,5 h'],
      ['Heures d’ouverture par semaine', '35h30'],
      ['Nombre d’heures par semaine', '35h'],
      ['Horaires semaine', '35'],
    ] as const)
      expect(osm(['Horaires', entete], ['lundi au vendredi 9h-17h', compte])).toBe(semaine)
    const lu = lire([['Horaires', 'Heures par semaine']], ['lundi au vendredi 9h-17h', 35])
    expect(lu.alertes).toContainEqual(
      expect.objectContaining({ code: 'colonne-ignoree', entete: 'Heures par semaine' }),
    )
    // An hour alone, or hours, under the same words: of which days is asked.
    expect(osm(['Lundi au vendredi'], ['9h'])).toBe('à vérifier : Lundi au vendredi : 9h')
    expect(osm(['Horaires semaine'], ['9h-17h'])).toBe('à vérifier : Semaine : 9h-17h')
    expect(osm(['Horaires par semaine'], ['lundi 9h-12h'])).toMatch(/lundi 9h-12h|Mo 09/)
  })
  it('le téléphone, une colonne interne, des nombres ne disent rien de la semaine', () => {
    for (const [entete, texte] of [
      ['Accueil téléphonique lundi', '14h-17h'],
      ['Lundi (usage interne)', '14h-17h'],
      ['Semaine', 'S12'],
      ['Jour de marché', 'samedi'],
      ['Nombre de dossiers par semaine', 12],
    ] as const)
      expect(osm(['Lundi', entete], ['9h-12h', texte])).toBe('Mo 09:00-12:00; PH off')
  })
  it('les heures d’une horloge se lisent sous plusieurs jours', () =>
    expect(osm(['Lundi au vendredi', 'Samedi'], ['9:00-12:00', 'fermé'])).toBe('Mo-Fr 09:00-12:00; Sa off; PH off'))
})

describe('« Semaine » à côté d’autres jours (R-REC-118)', () => {
  it('finit le vendredi quand le samedi a sa colonne', () => {
    const attendu = 'Mo-Fr 09:00-17:00; Sa 09:00-12:00; Su off; PH off'
    expect(osm(['Semaine', 'Samedi', 'Dimanche'], ['9h-17h', '9h-12h', 'fermé'])).toBe(attendu)
    expect(osm(['Semaine', 'Week-end'], ['9h-17h', 'fermé'])).toBe('Mo-Fr 09:00-17:00; Sa,Su off; PH off')
  })
  it('« Jours ouvrés » aussi', () => {
    expect(osm(['Jours ouvrés', 'Samedi'], ['9h-17h', '9h-12h'])).toBe('Mo-Fr 09:00-17:00; Sa 09:00-12:00; PH off')
    expect(osm(['Jours ouvrables', 'Samedi'], ['9h-17h', '9h-12h'])).toBe('à vérifier : Jours ouvrables : 9h-17h')
  })
  it('sinon elle est gardée, à vérifier', () =>
    expect(osm(['Semaine', 'Dimanche'], ['9h-17h', 'fermé'])).toBe('à vérifier : Semaine : 9h-17h'))
})

describe('des jours par leurs lettres (R-REC-119)', () => {
  const H = ['9h-12h', '10h-12h', '9h-11h', '10h-11h', '9h-10h']
  const SEMAINE = 'Mo 09:00-12:00; Tu 10:00-12:00; We 09:00-11:00; Th 10:00-11:00; Fr 09:00-10:00; PH off'
  it.each([
    [['L', 'Ma', 'Me', 'J', 'V']],
    [['L', 'M', 'M', 'J', 'V']],
    [['Lu', 'Ma', 'Me', 'Je', 'Ve']],
    [['L.', 'M.', 'M.', 'J.', 'V.']],
  ])('%j : la semaine entière', (entetes) => {
    expect(osm(entetes, H)).toBe(SEMAINE)
    expect(horaires([['Horaires', null, null, null, null], entetes], H)?.osm).toBe(SEMAINE)
  })
  it('sept lettres, ou quatre ; moins de quatre ne sont que des lettres', () => {
    expect(osm(['L', 'M', 'M', 'J', 'V', 'S', 'D'], [...H, 'fermé', 'fermé'])).toBe(
      SEMAINE.replace('; PH', '; Sa,Su off; PH'),
    )
    expect(osm(['M', 'M', 'J', 'V'], H.slice(0, 4))).toContain('Fr 10:00-11:00')
    expect(osm(['M', 'J', 'V'], ['9h-12h', '9h-12h', '9h-12h'])).toMatch(/^à vérifier/)
    expect(osm(['L', 'Ma', 'J', 'V'], H.slice(0, 4))).toBe(
      'Mo 09:00-12:00; Tu 10:00-12:00; Th 09:00-11:00; Fr 10:00-11:00; PH off',
    )
  })
})
