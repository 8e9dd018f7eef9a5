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
      gardees: [],
      proposees: [],
      enMots: false,
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
  ])('« %s » se lit %s, et c’est dit (R-REC-48)', (texte, attendu) => {
    expect(jours(texte)).toEqual([attendu])
    expect(lire(texte)).toMatchObject({ enMots: true, illisibles: [], gardees: [] })
  })

  it('plusieurs jours d’un mois, plusieurs périodes (R-REC-48)', () => {
    expect(jours('les 24 et 31 décembre 2026')).toEqual(['2026-12-24', '2026-12-31'])
    expect(jours('24, 25 et 31 décembre 2026')).toEqual(['2026-12-24', '2026-12-25', '2026-12-31'])
    expect(jours('24/12/2026 et 31/12/2026')).toEqual(['2026-12-24', '2026-12-31'])
    expect(jours('du 1er au 15 août 2026 et le 24 décembre 2026')).toEqual([AOUT, '2026-12-24'])
  })

  it.each([
    ['24/12', '2026-12-24'],
    ['14 juillet', '2026-07-14'],
    ['31 mai', '2027-05-31'],
    ['1er juin', '2026-06-01'],
    ['du 24/12 au 02/01', NOEL],
    ['fermé en août', '2026-08-01/2026-08-31'],
    ['1er au 15 août', AOUT],
  ])('« %s » ne dit pas son année : gardé, et %s proposé (R-REC-49)', (texte, proposee) => {
    expect(lire(texte)).toMatchObject({ fermetures: [], gardees: [texte], illisibles: [] })
    expect(lire(texte).proposees.map(({ du, au }) => (du === au ? du : `${du}/${au}`))).toEqual([proposee])
  })

  it.each(['Noël', 'vacances scolaires', 'semaine 32', 'pont du 15 août', 'fermé pendant les fêtes'])(
    '« %s » se garde sans rien proposer (R-REC-49)',
    (texte) => expect(lire(texte)).toMatchObject({ fermetures: [], gardees: [texte], illisibles: [], proposees: [] }),
  )

  it('ce qui est certain se publie à côté de ce qui ne l’est pas (R-REC-49)', () => {
    expect(lire('24/12/2026 ; 31/12')).toMatchObject({
      fermetures: [{ du: '2026-12-24' }],
      gardees: ['31/12'],
      proposees: [{ du: '2026-12-24' }, { du: '2026-12-31' }],
    })
    expect(lire('31/12 ; Noël').proposees).toEqual([])
  })

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
      expect(lire(texte)).toMatchObject({ fermetures: [], illisibles: [texte], gardees: [] })
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
})
