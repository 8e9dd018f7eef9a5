import { describe, expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import { readFermetures } from './fermetures.ts'
import { rangDe } from './testing.ts'

const LE = jour('2026-06-01')
const lire = (texte: string, le = LE) => readFermetures({ adresse: 'A1', valeur: texte, texte }, le)
const jours = (texte: string, le = LE) =>
  lire(texte, le).fermetures.map(({ du, au }) => (du === au ? du : `${du}/${au}`))
const AOUT = '2026-08-01/2026-08-15'
const NOEL = '2026-12-24/2027-01-02'

describe('les fermetures exceptionnelles', () => {
  it('se lisent comme le modèle les demande, dans l’ordre, sans rien en dire', () => {
    expect(lire('24/12/2026; 01/08/2026-15/08/2026')).toEqual({
      fermetures: [
        { du: '2026-08-01', au: '2026-08-15' },
        { du: '2026-12-24', au: '2026-12-24' },
      ],
      illisibles: [],
      gardee: null,
      sansAnnee: false,
      proposees: [],
      enMots: false,
      lointaines: false,
    })
    expect(jours('2026-08-01 - 2026-08-15')).toEqual([AOUT])
    expect(
      readFermetures({ adresse: 'A1', valeur: 46_380, texte: '24/12/26', jour: '2026-12-24' }, LE).fermetures,
    ).toEqual([{ du: '2026-12-24', au: '2026-12-24' }])
  })

  it.each([
    ['1er au 15 août 2026', AOUT],
    ['du 1er août 2026 au 15 août 2026', AOUT],
    ['Du 1er au 15 Août 2026 inclus', AOUT],
    ['fermé du 1 au 15/08/2026', AOUT],
    ['Congés annuels : du samedi 1er au samedi 15 août 2026', AOUT],
    ['01/08-15/08/2026', AOUT],
    ['01/08/26 au 15/08/26', AOUT],
    ['du 24/12 au 02/01/2027', NOEL],
    ['du 24/12/2026 au 02/01', NOEL],
    ['24 décembre 2026 – 2 janvier 2027', NOEL],
    ['fermé en août 2026', '2026-08-01/2026-08-31'],
    ['tout le mois de février 2028', '2028-02-01/2028-02-29'],
    ['juillet et août 2026', '2026-07-01/2026-08-31'],
    ['14 juillet 2026', '2026-07-14'],
    ['le vendredi 15 mai 2026', '2026-05-15'],
    ['24/12/26', '2026-12-24'],
    ['Fermeture estivale du 1er au 15 août 2026', AOUT],
    ['Fermé exceptionnellement le 24/12/2026', '2026-12-24'],
    ['du 01/08/2026 au 15/08/2026 (fermeture annuelle)', AOUT],
    ['24/12/2026 : fermé', '2026-12-24'],
    ['24/12/2026.', '2026-12-24'],
    ['24 déc. 2026 au 2 janv. 2027', NOEL],
    ['1 er mai 2026', '2026-05-01'],
  ])('« %s » se lit %s, et c’est dit (R-REC-48)', (texte, attendu) => {
    expect(jours(texte)).toEqual([attendu])
    expect(lire(texte)).toMatchObject({ enMots: true, illisibles: [], gardee: null })
  })

  it('plusieurs jours d’un mois, plusieurs périodes (R-REC-48)', () => {
    expect(jours('les 24 et 31 décembre 2026')).toEqual(['2026-12-24', '2026-12-31'])
    expect(jours('24, 25 et 31 décembre 2026')).toEqual(['2026-12-24', '2026-12-25', '2026-12-31'])
    expect(jours('24/12/2026 et 31/12/2026')).toEqual(['2026-12-24', '2026-12-31'])
    expect(jours('du 1er au 15 août 2026 et le 24 décembre 2026')).toEqual([AOUT, '2026-12-24'])
  })

  it.each([
    ['24/12 et 31/12/2026', ['2026-12-24', '2026-12-31']],
    ['24/12/2026 ; 31/12', ['2026-12-24', '2026-12-31']],
    ['1er mai, 8 mai et 14 mai 2026', ['2026-05-01', '2026-05-08', '2026-05-14']],
    ['14 juillet et 15 août 2026', ['2026-07-14', '2026-08-15']],
    ['du 1er au 7 mai ; 24/12/2026', ['2026-05-01/2026-05-07', '2026-12-24']],
    ['24/12/2026 ; 02/01/2027 ; 01/05', ['2026-12-24', '2027-01-02', '2027-05-01']],
  ])('« %s » : dans l’ordre de l’année, l’année dite une fois vaut pour la liste (R-REC-48)', (texte, attendu) => {
    expect(jours(texte)).toEqual(attendu)
    expect(lire(texte)).toMatchObject({ enMots: true, illisibles: [], gardee: null })
  })

  it.each([
    'lundi 24/12 et 31/12/2026',
    '24/12 et lundi 31/12/2026',
    'du 31/12 au 02/01, 24/12/2026',
    '24/12, Noël 2026',
  ])('« %s » ne se suit pas ainsi : rien n’en est tiré (R-REC-49)', (texte) =>
    expect(lire(texte)).toMatchObject({ fermetures: [], gardee: texte }),
  )

  it.each(['Aucune fermeture', 'aucune fermeture exceptionnelle prévue', 'Pas de fermeture.', 'Non', 'RAS'])(
    '« %s » dit qu’il n’y en a pas (R-REC-93)',
    (fermetures) =>
      expect(rangDe({ fermetures })).toMatchObject({
        contenu: { fermetures: [], commentaire: null },
        remarques: [{ gravite: 'corrige', code: 'rien-d-ecrit' }],
      }),
  )

  it.each([
    ['24/12', '2026-12-24'],
    ['14 juillet', '2026-07-14'],
    ['31 mai', '2027-05-31'],
    ['1er juin', '2026-06-01'],
    ['du 24/12 au 02/01', NOEL],
    ['fermé en août', '2026-08-01/2026-08-31'],
    ['1er au 15 août', AOUT],
  ])('« %s » ne dit pas son année : gardé, et %s proposé (R-REC-49)', (texte, proposee) => {
    expect(lire(texte)).toMatchObject({ fermetures: [], gardee: texte, illisibles: [] })
    expect(lire(texte).proposees.map(({ du, au }) => (du === au ? du : `${du}/${au}`))).toEqual([proposee])
  })

  it.each(['Noël', 'vacances scolaires', 'semaine 32', 'pont du 15 août', 'fermé pendant les fêtes'])(
    '« %s » se garde sans rien proposer (R-REC-49)',
    (texte) => expect(lire(texte)).toMatchObject({ fermetures: [], gardee: texte, illisibles: [], proposees: [] }),
  )

  it('ce qui est certain attend ce qui ne l’est pas : la cellule entière est gardée, et proposée (R-REC-49)', () => {
    expect(lire('24/12/2026 ; 02/01')).toMatchObject({
      fermetures: [],
      gardee: '24/12/2026 ; 02/01',
      sansAnnee: true,
      proposees: [{ du: '2026-12-24' }, { du: '2027-01-02' }],
    })
    expect(lire('31/12 ; 24/12/2026 ; 15/08').proposees.map(({ du }) => du)).toEqual([
      ...['2026-12-24', '2026-12-31', '2027-08-15'],
    ])
    expect(lire('31/12 ; Noël')).toMatchObject({ gardee: '31/12 ; Noël', sansAnnee: false, proposees: [] })
  })

  it.each([
    'Horaires d’été, août 2026',
    'Ouvert le matin seulement, juillet et août 2026',
    'Ouvert en juillet et août 2026',
    'En août 2026, le mercredi',
    'août 2026, les lundis',
    'du 1er au 31 août 2026, sauf le 15',
    'du 1er au 14 août 2026 ; ouvert le 15 août 2026',
    'Fermé en août 2026 ; le matin, 15 septembre 2026',
    '24/12/2026 après-midi',
    '24/12/2026 à 16h',
    '24/12/2026 à 16h00',
    '31/12/2026 12:00',
    '2026-12-24 16:00:00',
    'vacances de Noël 2026',
    'pont de l’Ascension 2026',
    'Fermé',
  ])('« %s » : un morceau qui n’est pas compris garde toute la cellule (R-REC-49)', (texte) =>
    expect(lire(texte)).toMatchObject({ fermetures: [], gardee: texte, illisibles: [], proposees: [] }),
  )

  it.each([
    '24/12-26',
    '24/12 - 31',
    '24/12/2026-26',
    '1/08-15',
    '15 août - 31',
    '24 décembre - 26',
    '24 décembre 26',
    '24 - 12 - 26',
    '07-08/2026',
    '24/12/15',
    '24/12/31',
    'lundi 24 décembre 2026',
    'du lundi 1er au samedi 15 août 2026',
    'du 15/08 au 14/08/2026',
    'du 24 au 2 janvier',
    'lundi 24 décembre',
  ])('« %s » peut se lire autrement : aucun jour n’en est tiré, ni proposé (R-REC-49)', (texte) => {
    const { fermetures, proposees, gardee, illisibles } = lire(texte)
    expect([fermetures, proposees, gardee ?? illisibles[0]]).toEqual([[], [], texte])
  })

  it.each([
    ['Fermé du 1er au\n15 août 2026', [AOUT]],
    ['du 24/12/2026\r\nau 02/01/2027', [NOEL]],
    ['24/12/2026\n31/12/2026', ['2026-12-24', '2026-12-31']],
    ['Fermetures :\n24/12/2026\n31/12/2026', ['2026-12-24', '2026-12-31']],
    ['24/12/2026,\n31/12/2026', ['2026-12-24', '2026-12-31']],
  ])('« %s » : une ligne continue la précédente, ou chaque ligne est une date (R-REC-48)', (texte, attendu) => {
    expect(jours(texte)).toEqual(attendu)
    expect(lire(texte).gardee).toBeNull()
  })

  it('une ligne qui n’est pas comprise garde toute la cellule, sur une ligne (R-REC-49)', () => {
    expect(lire('1er au 15 août 2026\nouvert le 14')).toMatchObject({
      fermetures: [],
      gardee: '1er au 15 août 2026 ouvert le 14',
    })
    expect(lire('24/12\n31/12').proposees).toHaveLength(2)
  })

  it('« juin et août » ne ferme pas juillet (R-REC-48)', () => {
    expect(jours('juin et août 2026')).toEqual(['2026-06-01/2026-06-30', '2026-08-01/2026-08-31'])
    expect(jours('décembre et janvier 2027')).toEqual(['2026-12-01/2027-01-31'])
  })

  it('un jour nu est du mois du suivant, s’il vient avant lui (R-REC-48)', () => {
    expect(jours('24 ; 26 et 31 décembre 2026')).toEqual(['2026-12-24', '2026-12-26', '2026-12-31'])
    expect(lire('31, 2 janvier 2027')).toMatchObject({ fermetures: [], gardee: '31, 2 janvier 2027' })
  })

  it('une année dite en entier mais lointaine se lit, à vérifier, de l’an dernier à dans deux ans (R-REC-48)', () => {
    for (const [texte, lointaines] of [
      ['24/12/2024', true],
      ['24/12/2025', false],
      ['24/12/2028', false],
      ['24/12/2029', true],
    ] as const)
      expect([texte, lire(texte).fermetures.length, lire(texte).lointaines]).toEqual([texte, 1, lointaines])
    expect(readFermetures({ adresse: 'A1', valeur: 1, texte: '', jour: '2016-12-24' }, LE).lointaines).toBe(true)
    expect(rangDe({ fermetures: '24/12/2062' }).remarques).toMatchObject([
      { gravite: 'a-verifier', code: 'fermetures-comprises' },
    ])
  })

  it.each([
    ['24/12/2026', '2026-12-24', '2026-12-24', false],
    ['24/12/26', '2026-12-24', '2026-12-24', false],
    ['2026-12-24', '2026-12-24', '2026-12-24', false],
    ['24-Dec', '2026-12-24', '2026-12-24', true],
    ['jeudi 24 décembre', '2026-12-24', '2026-12-24', true],
    ['Aug-26', '2026-08-01', '2026-08-31', true],
    ['08/2026', '2026-08-01', '2026-08-31', true],
    ['1-Aug-26', '2026-08-01', '2026-08-01', false],
  ])(
    '« %s » dans une cellule de date : ce que le tableur a ajouté est à vérifier (R-REC-48)',
    (texte, du, au, aVoir) => {
      const lu = readFermetures({ adresse: 'A1', valeur: 1, texte, jour: du }, LE)
      expect([lu.fermetures, lu.lointaines]).toEqual([[{ du, au }], aVoir])
    },
  )

  it('accepte un seul jour, refuse une période à l’envers ou un jour qui n’existe pas (R-REC-08)', () => {
    expect(jours('15/08/2026-15/08/2026')).toEqual(['2026-08-15'])
    for (const texte of [
      '15/08/2026-14/08/2026',
      'du 15 au 14 août 2026',
      '31/02/2026',
      '31/02',
      '32/12',
      '13/13',
      '12',
    ])
      expect(lire(texte)).toMatchObject({ fermetures: [], illisibles: [texte], gardee: null })
  })
})

describe('les fermetures d’une ligne', () => {
  it('en mots : comprises et dites (R-REC-48)', () => {
    const rang = rangDe({ fermetures: '1er au 15 août 2026' })
    expect(rang.contenu?.fermetures).toEqual([{ du: '2026-08-01', au: '2026-08-15' }])
    expect(rang.remarques).toMatchObject([{ gravite: 'corrige', code: 'fermetures-comprises' }])
  })

  it('sans année : leurs mots au commentaire, une fois, à vérifier, et une proposition (R-REC-49)', () => {
    const rang = rangDe({ fermetures: '24/12', commentaire: 'Sonner' })
    expect(rang.contenu).toMatchObject({ fermetures: [], commentaire: 'Sonner ; Fermetures à vérifier (24/12)' })
    expect(rang.remarques).toMatchObject([
      {
        gravite: 'a-verifier',
        code: 'fermetures-sans-annee',
        propositions: [{ ecritures: [{ colonne: 'fermetures', valeur: '24/12/2026' }] }],
      },
    ])
    const encore = rangDe({ fermetures: '24/12', commentaire: rang.contenu?.commentaire ?? null })
    expect(encore.contenu?.commentaire).toBe(rang.contenu?.commentaire)
    const [tient, deborde] = [468, 469].map((longueur) =>
      rangDe({ fermetures: '24/12', commentaire: 'x'.repeat(longueur) }),
    )
    expect(tient?.contenu?.commentaire).toHaveLength(500)
    expect(deborde).toMatchObject({ contenu: null, remarques: [{ gravite: 'refus', code: 'fermetures-sans-annee' }] })
  })

  it('en mots qui disent une année : la remarque ne dit pas qu’elle manque (R-REC-49)', () => {
    const code = (fermetures: string) => rangDe({ fermetures }).remarques.map((remarque) => remarque.code)
    for (const texte of ['vacances de Noël 2026', 'pont de l’Ascension 2026', '24/12/2026 après-midi', '24/12/15'])
      expect(code(texte)).toEqual(['fermetures-en-mots'])
    for (const texte of ['Noël', 'fermé tous les lundis', 'jours fériés'])
      expect(code(texte)).toEqual(['fermetures-en-mots'])
    for (const texte of ['24/12', 'en août', '24/12/2026 ; 02/01'])
      expect(code(texte)).toEqual(['fermetures-sans-annee'])
  })
})
