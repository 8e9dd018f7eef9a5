import { describe, expect, it } from 'vitest'
import { analyseClasseur } from './analyse.ts'
import { DEFAUTS, FAITS, feuilleDe } from './testing.ts'

type Cell = string | number | null
function lire(entetes: Cell[] | Cell[][], ...rows: Cell[][]) {
  const heads = entetes.some(Array.isArray) ? (entetes as Cell[][]) : [entetes as Cell[]]
  const found = analyseClasseur(
    { feuilles: [feuilleDe('Feuil1', [...heads, ...rows])] },
    { ...FAITS, defauts: DEFAUTS },
  )
  if (!found.ok) throw new Error(found.refus.code)
  return found.value
}
const premier = (entetes: Cell[] | Cell[][], ...rows: Cell[][]) => {
  const [point] = lire(entetes, ...rows).points
  if (!point) throw new Error('no row')
  return point
}
const codes = (point: ReturnType<typeof premier>) => point.remarques.map(({ cellule, code }) => `${cellule}:${code}`)

describe('une adresse en morceaux (R-REC-37)', () => {
  const LIEU = ['Code postal', 'Ville']
  it('numéro, indice, type et nom de voie, boîte postale', () => {
    const point = premier(
      ['Nom', 'N°', 'Indice', 'Type de voie', 'Nom de la voie', 'Bâtiment', 'BP', ...LIEU],
      ['Mairie', 12, 'bis', 'rue', 'Inventée', 'B', 34, '09000', 'Foix'],
    )
    expect(point.contenu?.adresse).toEqual({
      voie: '12 bis rue Inventée',
      complement: 'Bâtiment B, BP 34',
      codePostal: '09000',
      commune: 'Foix',
      codeInsee: '09122',
    })
    expect(codes(point)).toEqual([])
  })
  it('sous un en-tête commun, sur deux lignes', () => {
    const point = premier(
      [
        ['Nom', 'Adresse', null, null, null],
        [null, 'N°', 'Rue', 'CP', 'Ville'],
      ],
      ['Mairie', '12', 'rue Inventée', '09000', 'Foix'],
    )
    expect(point.contenu?.adresse).toMatchObject({ voie: '12 rue Inventée', codePostal: '09000', codeInsee: '09122' })
  })
  it('le code postal et la commune ensemble, et pas dans une cellule sans fin (R-TAB-14)', () => {
    const tete = ['Nom', 'Adresse', 'CP Ville']
    for (const lieu of ['09000 Foix', 'Foix (09000)', 'Foix, 09000', 'Foix - 09000'])
      expect(premier(tete, ['Mairie', '1 rue Inventée', lieu]).contenu?.adresse?.codeInsee).toBe('09122')
    expect(codes(premier(tete, ['Mairie', '1 rue Inventée', `a${','.repeat(4000)}`]))).toEqual([
      'C2:longueur',
      'C2:longueur',
    ])
  })
  it('le numéro à côté de l’adresse, et jamais répété', () => {
    expect(
      premier(['Nom', 'N°', 'Adresse', ...LIEU], ['Mairie', '12', 'rue Inventée', '09000', 'Foix']).contenu?.adresse
        ?.voie,
    ).toBe('12 rue Inventée')
    expect(
      premier(['Nom', 'N°', 'Adresse', ...LIEU], ['Mairie', '12', '12 rue Inventée', '09000', 'Foix']).contenu?.adresse
        ?.voie,
    ).toBe('12 rue Inventée')
  })
  it('« N° » qui compte les lignes n’est pas un numéro de rue : il est ignoré et nommé', () => {
    const { points, alertes } = lire(
      ['N°', 'Nom', 'Adresse', ...LIEU],
      [1, 'Mairie', '45 rue Inventée', '09000', 'Foix'],
    )
    expect(points[0]?.contenu?.adresse?.voie).toBe('45 rue Inventée')
    expect(alertes).toContainEqual({ code: 'colonne-ignoree', feuille: 'Feuil1', cellule: 'A1', entete: 'N°' })
  })
  it.each(['09000 Foix', 'Foix 09000', 'Foix (09000)', '09000 - Foix'])('« %s » dans une seule colonne', (lieu) => {
    expect(premier(['Nom', 'Adresse', 'CP Ville'], ['Mairie', '1 rue Inventée', lieu]).contenu?.adresse).toMatchObject({
      codePostal: '09000',
      codeInsee: '09122',
    })
  })
  it('dit les colonnes réunies, et place la remarque sur la première cellule remplie', () => {
    const { points, alertes } = lire(
      ['Nom', 'N° de voie', 'Rue', 'CP Ville'],
      ['Mairie', null, 'x'.repeat(201), '09000 Foie'],
    )
    expect(alertes).toContainEqual({
      code: 'colonnes-reunies',
      feuille: 'Feuil1',
      colonne: 'voie',
      entetes: ['N° de voie', 'Rue'],
    })
    expect(points[0] && codes(points[0])).toEqual(expect.arrayContaining(['C2:longueur', 'D2:commune-inconnue']))
  })
})

describe('des horaires en morceaux (R-REC-38)', () => {
  const osm = (entetes: Cell[] | Cell[][], row: Cell[]) => {
    const tetes = entetes.some(Array.isArray) ? (entetes as Cell[][]) : [entetes as Cell[]]
    const all = tetes.map((tete, at) =>
      at === 0 ? ['Nom', 'Adresse', 'CP', 'Ville', ...tete] : [null, null, null, null, ...tete],
    )
    const { contenu, remarques } = premier(all, ['Mairie', '1 rue Inventée', '09000', 'Foix', ...row])
    return [contenu?.horaires.osm, ...remarques.map(({ code }) => code)]
  }
  it.each<[string, Cell[], Cell[], string]>([
    ['ouverture et fermeture', ['Lundi ouverture', 'Lundi fermeture'], ['9h', '17h'], 'Mo 09:00-17:00; PH off'],
    [
      'matin et après-midi',
      ['Lundi matin', 'Lundi après-midi'],
      ['9h-12h', '14h-17h30'],
      'Mo 09:00-12:00,14:00-17:30; PH off',
    ],
    ['M et AM', ['Lundi M', 'Lundi AM'], ['9h-12h', '14h-17h'], 'Mo 09:00-12:00,14:00-17:00; PH off'],
    ['AM et PM', ['Lundi AM', 'Lundi PM'], ['9h-12h', '14h-17h'], 'Mo 09:00-12:00,14:00-17:00; PH off'],
    [
      'de, à',
      ['Lundi de', 'Lundi à', 'Mar. de', 'Mar. à'],
      ['9:00', '12:00', '14:00', '18:00'],
      'Mo 09:00-12:00; Tu 14:00-18:00; PH off',
    ],
    [
      'quatre colonnes par jour',
      ['Lun. matin début', 'Lun. matin fin', 'Lun. après-midi début', 'Lun. après-midi fin'],
      ['9', '12', '14', '17'],
      'Mo 09:00-12:00,14:00-17:00; PH off',
    ],
    ['fermé l’après-midi', ['Lundi matin', 'Lundi après-midi'], ['9h-12h', 'fermé'], 'Mo 09:00-12:00; PH off'],
    ['fermé', ['Lundi matin', 'Lundi après-midi'], ['fermé', 'fermé'], 'Mo off; PH off'],
  ])('%s', (_, entetes, row, expected) => expect(osm(entetes, row)).toEqual([expected]))

  it('sur deux lignes d’en-tête, le jour au-dessus', () => {
    const expected = ['Mo 09:00-12:00,14:00-17:00; Tu 10:00-12:00; PH off']
    expect(
      osm(
        [
          ['Lundi', null, 'Mardi', null],
          ['Matin', 'Après-midi', 'Matin', 'Après-midi'],
        ],
        ['9h-12h', '14h-17h', '10h-12h', null],
      ),
    ).toEqual(expected)
  })
  it.each<[string, Cell[]]>([
    ['une moitié de paire', ['9h', null]],
    ['une fermeture seule', [null, '17h']],
    ['une fermeture avant l’ouverture', ['17h', '9h']],
  ])('%s n’est jamais devinée : gardée telle quelle, à vérifier', (_, row) => {
    expect(osm(['Lundi ouverture', 'Lundi fermeture'], row)).toEqual([null, 'horaires-du-jour'])
  })
  it('« AM » seul peut être le matin comme l’après-midi : rien n’est deviné', () => {
    expect(osm(['Lundi AM'], ['9h-12h'])).toEqual([null, 'horaires-du-jour'])
  })
  it('des cellules vides sont inconnues, jamais fermées', () => {
    expect(osm(['Lundi matin', 'Lundi après-midi', 'Mardi matin'], [null, null, '9h-12h'])).toEqual([
      'Tu 09:00-12:00; PH off',
    ])
  })
})

describe('une position en morceaux (R-REC-39)', () => {
  const position = (entetes: Cell[], row: Cell[]) => {
    const point = premier(
      ['Nom', 'Adresse', 'CP', 'Ville', ...entetes],
      ['Mairie', '1 rue Inventée', '09000', 'Foix', ...row],
    )
    return [
      point.contenu?.position?.latitude ?? null,
      point.contenu?.position?.longitude ?? null,
      ...point.remarques.map(({ code }) => code),
    ]
  }
  it('X et Y en Lambert-93, en zone CC, en degrés', () => {
    expect(position(['X', 'Y'], [586_300, 6_208_500])).toEqual([
      expect.closeTo(42.96, 1),
      expect.closeTo(1.6, 1),
      'coordonnees-converties',
    ])
    expect(position(['X CC43', 'Y CC43'], ['1586300', '2198300'])).toEqual([
      expect.closeTo(42.98, 1),
      expect.closeTo(1.6, 1),
      'coordonnees-converties',
    ])
    expect(position(['X', 'Y'], [1.607, 42.9654])).toEqual([42.9654, 1.607])
  })
  it('« 42.9654, 1.607 » dans une seule colonne ; des mots n’y sont pas une position', () => {
    expect(position(['Coordonnées GPS'], ['42.9654, 1.607'])).toEqual([42.9654, 1.607])
    expect(position(['Coordonnées'], ['M. le maire'])).toEqual([null, null, 'position-non-comprise'])
  })
  it('outre-mer, dans le fuseau de son département (R-REC-45)', () => {
    const convertie = (entetes: Cell[], row: Cell[]) =>
      premier(['Nom', 'Adresse', ...entetes, 'X', 'Y'], ['Mairie', '1 rue Inventée', ...row, 708_257, 1_615_369])
        .remarques.map(({ code }) => code)
        .includes('coordonnees-converties')
    expect(convertie(['CP', 'Ville'], ['97200', 'Fort-de-France'])).toBe(true)
    expect(convertie(['CP et ville'], ['97200 Fort-de-France'])).toBe(true)
    expect(convertie(['Ville', 'Code INSEE'], ['Fort-de-France', '97209'])).toBe(true)
    // Nothing says where it is: nothing is converted.
    expect(convertie(['Ville'], ['Fort-de-France'])).toBe(false)
    expect(convertie(['CP', 'Ville'], ['09000', 'Foix'])).toBe(false)
  })
  it('des mètres qui ne sont d’aucune projection refusent la ligne', () => {
    expect(position(['X', 'Y'], [12, 6_208_500])[2]).toBe('coordonnees-hors-de-france')
  })
})

describe('des services à cocher, un site', () => {
  it('lit une colonne par service', () => {
    const { points } = lire(
      ['Nom', 'Adresse', 'CP', 'Ville', 'Création', 'Renouvellement', 'Entretien'],
      ['Mairie', '1 rue Inventée', '09000', 'Foix', 'X', 'non', 'oui'],
    )
    expect(points[0]?.contenu?.services).toEqual(['creation', 'entretien'])
  })
  it('« Site » est une adresse quand toutes ses valeurs en sont, sinon il est ignoré et nommé', () => {
    const tete = ['Nom', 'Adresse', 'CP', 'Ville', 'Site']
    const row = ['Mairie', '1 rue Inventée', '09000', 'Foix']
    expect(premier(tete, [...row, 'www.foix.fr']).contenu?.siteWeb).toBe('https://www.foix.fr')
    const { points, alertes } = lire(tete, [...row, 'Annexe'])
    expect(points[0]?.contenu?.siteWeb).toBeNull()
    expect(alertes).toContainEqual({ code: 'colonne-ignoree', feuille: 'Feuil1', cellule: 'E1', entete: 'Site' })
  })
})
