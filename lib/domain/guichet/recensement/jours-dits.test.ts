import { describe, expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import { readFermetures } from './fermetures.ts'
import { rangDe } from './testing.ts'

const lire = (texte: string) => readFermetures({ adresse: 'A1', valeur: texte, texte }, jour('2026-06-01'))
const ecrites = (periodes: readonly Readonly<{ du: string; au: string }>[]) =>
  periodes.map(({ du, au }) => (du === au ? du : `${du}/${au}`))
const SEMAINES = ['2026-07-20/2026-07-24', '2026-07-27/2026-07-31']
const FETES = ['2026-12-24', '2026-12-31']

describe('les jours de fermeture, dits ensemble', () => {
  it.each([
    ['20 au 24 et 27 au 31 juillet 2026', SEMAINES],
    ['du 20 au 24 et du 27 au 31 juillet 2026', SEMAINES],
    ['du 20 au 24 juillet et du 27 au 31 juillet 2026', SEMAINES],
    ['20 au 24, 27 au 31/07/2026', SEMAINES],
    ['du lundi 20 au vendredi 24 et du lundi 27 au vendredi 31 juillet 2026', SEMAINES],
    ['6 au 10, 20 au 24 et 27 au 31 juillet 2026', ['2026-07-06/2026-07-10', ...SEMAINES]],
    ['14 et 20 au 24 juillet 2026', ['2026-07-14', '2026-07-20/2026-07-24']],
    ['20 au 24 et 31 juillet 2026', ['2026-07-20/2026-07-24', '2026-07-31']],
    ['20 au 24 et 25 juillet 2026', ['2026-07-20/2026-07-24', '2026-07-25']],
    ['20 au 24 et 27 juillet au 2 août 2026', ['2026-07-20/2026-07-24', '2026-07-27/2026-08-02']],
    ['24/12/2026 + 31/12/2026', FETES],
    ['24/12/2026+31/12/2026', FETES],
    ['24/12 & 31/12/2026', FETES],
    ['24/12/2026 et 31/12/2026', FETES],
    ['24/12/2026 puis 31/12/2026', FETES],
    ['24/12/2026 ainsi que le 31/12/2026', FETES],
    ['24 + 31 décembre 2026', FETES],
  ])('« %s » dit %j (R-REC-48)', (texte, attendu) => {
    expect(ecrites(lire(texte).fermetures)).toEqual(attendu)
    expect(lire(texte)).toMatchObject({ illisibles: [], gardee: null })
  })

  it.each([
    '20 au 24 et 24 au 31 juillet 2026',
    '27 au 31 et 3 au 7 août 2026',
    '24 au 20 et 27 au 31 juillet 2026',
    'du mardi 20 au vendredi 24 et 27 au 31 juillet 2026',
    '20 au 24 et 27 au 31',
  ])('« %s » ne dit pas de quel mois, ou se contredit : rien n’en est tiré ni proposé (R-REC-48)', (texte) =>
    expect(lire(texte)).toMatchObject({ fermetures: [], gardee: texte, proposees: [] }),
  )

  it('sans année, les périodes du même mois sont proposées ensemble (R-REC-49)', () =>
    expect(ecrites(lire('20 au 24 et 27 au 31 juillet').proposees)).toEqual(SEMAINES))
})

describe('un jour de fermeture accompagné de mots', () => {
  it.each([
    ['15/05/2026 (pont)', '2026-05-15'],
    ['14 juillet 2026 (férié)', '2026-07-14'],
    ['24/12/2026 (inventaire)', '2026-12-24'],
  ])('« %s » : pourquoi ne change pas quand (R-REC-48)', (texte, attendu) => {
    expect(ecrites(lire(texte).fermetures)).toEqual([attendu])
    expect(lire(texte)).toMatchObject({ enMots: true, gardee: null })
  })

  it.each([
    ['24/12/2026 (réunion du personnel)', ['2026-12-24']],
    ['24/12/2026 (pont) ; 31/12/2026 (séminaire)', FETES],
    ['14/05/2026 (pont de l’Ascension)', ['2026-05-14']],
    ['Pont de l’Ascension : 15/05/2026', ['2026-05-15']],
    ['15/08/2026 - Assomption', ['2026-08-15']],
    ['08/05/2026 (pont du 8 mai)', ['2026-05-08']],
    ['24/12/2026 (veille de Noël)', ['2026-12-24']],
    ['25/12/2026 (veille)', ['2026-12-25']],
    ['du 24/12/2026 au 02/01/2027 (Noël)', ['2026-12-24/2027-01-02']],
  ])('« %s » : gardé, et le jour proposé sans ces mots (R-REC-49)', (texte, attendu) => {
    expect(lire(texte)).toMatchObject({ fermetures: [], gardee: texte, sansAnnee: false })
    expect(ecrites(lire(texte).proposees)).toEqual(attendu)
  })

  it.each([
    '24/12/2026 (matin)',
    '24/12/2026 (fermé l’après-midi)',
    '24/12/2026 (à partir de 16h)',
    '24/12/2026 (sauf urgences)',
    '24/12/2026 (à confirmer)',
    '24/12/2026 (16h)',
    '24/12/26 (réunion) ; Noël',
    '24/12/2062 (réunion)',
    'Ascension : ; 24/12/2026',
  ])('« %s » peut dire une partie du jour, ou autre chose : rien n’est proposé (R-REC-49)', (texte) =>
    expect(lire(texte)).toMatchObject({ fermetures: [], gardee: texte, proposees: [] }),
  )

  it('d’une ligne : ses mots au commentaire, et les jours seuls en un geste (R-REC-49)', () => {
    const { remarques } = rangDe({ fermetures: '24/12/2026 (réunion)' })
    expect(remarques).toMatchObject([
      {
        code: 'fermetures-en-mots',
        gravite: 'a-verifier',
        propositions: [{ pourquoi: 'jours-sans-mots', ecritures: [{ colonne: 'fermetures', valeur: '24/12/2026' }] }],
      },
    ])
  })
})
