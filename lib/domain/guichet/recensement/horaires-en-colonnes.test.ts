import { describe, expect, it } from 'vitest'
import { analyseClasseur } from './analyse.ts'
import { DEFAUTS, FAITS, feuilleDe } from './testing.ts'

type Cell = string | number | null

describe('des horaires en colonnes, selon ce qui est à côté', () => {
  const osm = (entetes: Cell[] | Cell[][], row: Cell[]) => {
    const heads = entetes.some(Array.isArray) ? (entetes as Cell[][]) : [entetes as Cell[]]
    const tete = heads.map((cells, at) => [...(at === 0 ? ['Nom', 'Adresse', 'CP', 'Ville'] : VIDES), ...cells])
    const feuille = feuilleDe('Feuil1', [...tete, ['Mairie', '1 rue Inventée', '09000', 'Foix', ...row]])
    const found = analyseClasseur({ feuilles: [feuille] }, { ...FAITS, defauts: DEFAUTS })
    const [point] = found.ok ? found.value.points : []
    if (!point) throw new Error('no row')
    const { contenu, remarques } = point
    return [contenu?.horaires.osm, contenu?.horaires.texte, ...remarques.map(({ cellule }) => cellule)]
  }
  const VIDES: Cell[] = [null, null, null, null]

  it.each<[string, Cell[], string]>([
    ['sur deux colonnes', ['Lundi', 'Lundi'], 'deux fois « Lundi »'],
    ['avec une colonne sans en-tête', ['Lundi', null], 'rien au-dessus de la seconde'],
    ['à côté de son après-midi', ['Lundi', 'Lundi après-midi'], 'sa moitié'],
  ])('le jour %s est réuni (R-REC-111)', (_, entetes) =>
    expect(osm(entetes, ['9h-12h', '14h-17h'])).toEqual(['Mo 09:00-12:00,14:00-17:00; PH off', null]),
  )
  it('le jour réuni qui se contredit, ou dont une moitié n’est pas sûre, est à vérifier (R-REC-111)', () => {
    expect(osm(['Lundi', 'Lundi après-midi'], ['9h-17h', '14h-17h'])).toEqual([null, 'Lundi : 9h-17h, 14h-17h', 'E2'])
    // R-HOR-31
    expect(osm(['Lundi', 'Lundi'], ['9h-12h', '6h-8h'])).toEqual([null, 'Lundi : 9h-12h, 6h-8h', 'E2'])
    expect(osm(['Lundi', 'Lundi AM'], ['9h-12h', '14h-17h'])).toEqual([null, 'Lundi : 9h-12h, am 14h-17h', 'E2'])
    expect(osm(['Lundi', 'Mardi', null], ['9h-12h', '14h-17h', 'vu en mars'])).toEqual([
      'Mo 09:00-12:00; Tu 14:00-17:00; PH off',
      null,
    ])
  })
  it.each(['Fermé en août', 'Fermé', 'sur RDV', '03/03/2026', '05-36-49-00-01', 'à 3 habitants', 'fermé le 1er mardi'])(
    '« %s » sous aucun en-tête, après le dernier jour, n’est pas de ce jour (R-REC-111)',
    (texte) => expect(osm(['Vendredi', null], ['9h-12h', texte])).toEqual(['Fr 09:00-12:00; PH off', null]),
  )
  it('la moitié du jour dite sous le jour compte autant que lui (R-REC-38)', () => {
    const tete = [
      ['Lundi', 'Mardi'],
      ['Matin', 'Matin'],
    ]
    expect(osm(tete, ['9h-12h', '8h-12h'])).toEqual(['Mo 09:00-12:00; Tu 08:00-12:00; PH off', null])
    expect(osm(tete, ['14h-17h', '8h-12h']).slice(0, 2)).toEqual(['Tu 08:00-12:00; PH off', 'Lundi : matin 14h-17h'])
  })
  it('deux groupes de jours ne se réunissent pas (R-REC-111)', () =>
    expect(
      osm(
        [
          ['Accueil', null, 'Accueil téléphonique', null],
          ['Lundi', 'Mardi', 'Lundi', 'Mardi'],
        ],
        ['9h-12h', '9h-12h', '14h-17h', '14h-17h'],
      )[0],
    ).toBe('Mo,Tu 09:00-12:00; PH off'))

  it.each(['Horaires d’ouverture', 'Ouverture', 'Plages d’ouverture'])(
    '« %s » au-dessus des jours, ou avec eux, dit leurs heures (R-REC-112)',
    (titre) => {
      const expected = ['Mo 09:00-12:00; Tu off; PH off', null]
      expect(
        osm(
          [
            [titre, null],
            ['Lundi', 'Mardi'],
          ],
          ['9h-12h', 'fermé'],
        ),
      ).toEqual(expected)
      expect(osm([`${titre} lundi`, `${titre} mardi`], ['9h-12h', 'fermé'])).toEqual(expected)
      expect(
        osm(
          [
            [titre, null],
            ['Lundi', 'Mardi'],
          ],
          ['9h-12h', 'vers 10h'],
        ),
      ).toEqual(['Mo 09:00-12:00; PH off', 'Mardi : vers 10h', 'F3'])
    },
  )
  it.each<[string, Cell[]]>([
    ['Jours | Ouverture | Fermeture', ['Jours', 'Ouverture', 'Fermeture']],
    ['Heure d’ouverture, de fermeture', ['Jours d’ouverture', 'Heure d’ouverture', 'Heure de fermeture']],
  ])('%s (R-REC-112)', (_, entetes) =>
    expect(osm(entetes, ['lundi au vendredi', '9h', '17h'])[0]).toBe('Mo-Fr 09:00-17:00; PH off'),
  )
  it('« Fermeture » qui tient des jours n’est pas une heure (R-REC-112)', () =>
    expect(osm(['Ouverture', 'Fermeture'], ['lundi 9h-12h', 'août'])[0]).toBe('Mo 09:00-12:00; PH off'))
  it('à côté des jours, les heures gardent leurs lignes, et sont seules quand aucun jour n’est dit', () => {
    const tete = ['Jours d’ouverture', 'Horaires']
    const texte = 'Lundi 9h-12h\nMardi 14h-17h'
    expect(osm(tete, ['', texte]).slice(0, 3)).toEqual(['Mo 09:00-12:00; Tu 14:00-17:00; PH off', texte, 'F2'])
    expect(osm(tete, ['Lundi', '9h-12h\n14h-17h']).slice(0, 2)).toEqual([
      'Mo 09:00-12:00,14:00-17:00; PH off',
      'Lundi : 9h-12h\n14h-17h',
    ])
  })
  it('des jours dans leur colonne valent pour les heures de la leur', () =>
    expect(osm(['Jours d’ouverture', 'Horaires'], ['du lundi au vendredi', '9h-12h'])[0]).toBe(
      'Mo-Fr 09:00-12:00; PH off',
    ))
  it('« lundi, samedi matin » dans leur colonne n’ouvrent pas le samedi après-midi (R-HOR-33)', () => {
    const tete = ['Jours d’ouverture', 'Horaires']
    expect(osm(tete, ['lundi, samedi matin', '9h-12h'])[0]).toBe('Mo,Sa 09:00-12:00; PH off')
    expect(osm(tete, ['lundi, samedi matin', '9h-12h 14h-17h'])[0]).toBeNull()
  })
  it.each<[string, string[]]>([
    ['Ouverture, Fermeture', ['Ouverture', 'Fermeture']],
    ['de, à', ['de', 'à']],
    ['Ouv., Ferm.', ['Ouv.', 'Ferm.']],
  ])('trois étages d’en-tête, et un titre au-dessus : %s', (_, bords) => {
    const etages: Cell[][] = [
      ['Lundi', null, null, null, 'Mardi', null, null, null],
      ['Matin', null, 'Après-midi', null, 'Matin', null, 'Après-midi', null],
      [...bords, ...bords, ...bords, ...bords],
    ]
    const row = ['9h', '12h', '14h', '17h', '8h', '11h', null, null]
    const expected = ['Mo 09:00-12:00,14:00-17:00; Tu 08:00-11:00; PH off', null]
    expect(osm(etages, row)).toEqual(expected)
    expect(osm([['Horaires d’ouverture', ...Array<null>(7).fill(null)], ...etages], row)).toEqual(expected)
  })
  it.each<[string, Cell[], Cell[], string]>([
    ['ouverture et fermeture', ['Lundi ouverture', 'Lundi fermeture'], [0.375, 0.5], 'Mo 09:00-12:00; PH off'],
    ['après-midi aussi', ['Lundi de', 'Lundi à'], [0.583333333333333, 0.729166666666667], 'Mo 14:00-17:30; PH off'],
    ['dans un fichier de texte', ['Lundi de', 'Lundi à'], ['0,375', '0.5'], 'Mo 09:00-12:00; PH off'],
    ['des jours à côté', ['Jours', 'Ouverture', 'Fermeture'], ['lundi', 0.375, 0.5], 'Mo 09:00-12:00; PH off'],
  ])('une part de jour sous un en-tête d’horaires est une heure : %s (R-REC-128)', (_, entetes, row, attendu) =>
    expect(osm(entetes, row)[0]).toBe(attendu),
  )
  it('une part de jour qui n’est pas une minute juste est à vérifier, une heure seule aussi (R-REC-128)', () => {
    expect(osm(['Lundi de', 'Lundi à'], [0.3777, 0.5]).slice(0, 2)).toEqual([null, 'Lundi : 0.3777-12:00'])
    expect(osm(['Lundi de', 'Lundi à'], [0.35, 0.5])[0]).toBeNull()
    expect(osm(['Lundi'], [0.375])).toEqual([null, 'Lundi : 09:00', 'E2'])
  })
  it('une croix n’est ni ouvert ni fermé, et n’est pas montrée (R-REC-113)', () => {
    expect(osm(['Lundi matin', 'Lundi après-midi'], ['x', 'x'])).toEqual([null, null, 'E2'])
    expect(osm(['Lundi', 'Mardi'], ['9h-12h', 'x'])).toEqual(['Mo 09:00-12:00; PH off', null, 'F2'])
    expect(osm(['Horaires'], ['✓'])).toEqual([null, null, 'E2'])
    expect(osm(['Lundi matin', 'Lundi après-midi'], ['9h-12h', 'x'])).toEqual([null, 'Lundi : 9h-12h, x', 'E2'])
  })
  it('une moitié de jour « néant » ou d’un tiret ne dit rien, ni fermé (R-REC-93)', () => {
    expect(osm(['Lundi matin', 'Lundi après-midi'], ['néant', 'néant'])).toEqual([null, null])
    expect(osm(['Lundi matin', 'Lundi après-midi'], ['9h-12h', '—'])).toEqual(['Mo 09:00-12:00; PH off', null])
  })
  it('des heures sous l’autre moitié du jour, ou de nuit, sont à vérifier (R-REC-38, R-HOR-21)', () => {
    expect(osm(['Lundi matin', 'Lundi après-midi'], ['14h-17h', null])[0]).toBeNull()
    expect(osm(['Lundi après-midi ouverture', 'Lundi après-midi fermeture'], ['2h', '5h'])).toEqual([
      null,
      'Lundi : 2h-5h',
      'E2',
    ])
    expect(osm(['Lundi matin', 'Lundi après-midi'], ['fermé', null])[0]).toBeNull()
  })
})
