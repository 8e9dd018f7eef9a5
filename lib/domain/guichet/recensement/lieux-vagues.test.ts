import { describe, expect, it } from 'vitest'
import { buildReferentiel } from './referentiel.ts'
import { CENTRE, rangDe as rangDuTest } from './testing.ts'

const commune = (codeInsee: string, nom: string, epci: string | null = null) => ({
  ...{ codeInsee, nom, epci, departement: codeInsee.slice(0, 2), position: null },
  codesPostaux: codeInsee === '09122' ? ['09000'] : [`${codeInsee.slice(0, 2)}999`],
})
const [COUSERANS, FOIX, AILLEURS] = ['200067940', '200067791', '243100518']
/** Real places, a few of their communes. */
const referentiel = buildReferentiel({
  communes: [
    ...[
      commune('09122', 'Foix', FOIX),
      commune('09324', 'Varilhes', FOIX),
      commune('09261', 'Saint-Girons', COUSERANS),
    ],
    ...[commune('09306', 'Tarascon-sur-Ariège'), commune('13108', 'Tarascon'), commune('31555', 'Toulouse', AILLEURS)],
  ],
  anciennes: [],
  departements: ['09 Ariège', '13 Bouches-du-Rhône', '31 Haute-Garonne'].map((one) => ({
    ...{ code: one.slice(0, 2), nom: one.slice(3) },
  })),
  epcis: [
    ...[
      { code: COUSERANS, nom: 'CC Couserans-Pyrénées' },
      { code: FOIX, nom: 'CA L’Agglo Foix-Varilhes' },
    ],
    { code: AILLEURS, nom: 'Toulouse Métropole' },
  ],
})
type Changes = Parameters<typeof rangDuTest>[0]
const lecteur = { role: 'centre', centre: CENTRE } as const
const rangDe = (changes: Changes) => rangDuTest(changes, { referentiel, lecteur })
const lire = (territoire: string, changes: Changes = {}) => rangDe({ territoire, ...changes })
const gestes = (rang: ReturnType<typeof lire>) =>
  rang.remarques.flatMap(({ propositions = [] }) =>
    propositions.map(({ ecritures, libelle }) => [
      ecritures.find(({ colonne }) => colonne === 'territoire')?.valeur,
      libelle,
    ]),
  )
const CA = [FOIX, `${FOIX} (CA L’Agglo Foix-Varilhes, 2 communes)`]

describe('un EPCI ou un département, par son nom', () => {
  it.each([
    ['CC Couserans-Pyrénées', COUSERANS],
    ['C.C. Couserans Pyrénées', COUSERANS],
    ['communauté de communes Couserans-Pyrénées', COUSERANS],
    ['la Communauté de Communes du Couserans - Pyrénées', COUSERANS],
    ['CA L’Agglo Foix-Varilhes', FOIX],
    [COUSERANS, COUSERANS],
  ])('« %s » se lit %s, et c’est montré (R-REC-100)', (texte, code) => {
    expect(lire(texte).contenu?.territoire).toEqual({ communes: [], epcis: [code], departements: [] })
    expect(lire(texte).remarques.map((un) => un.code)).toEqual(texte === code ? [] : ['ecriture-retablie'])
  })

  it.each([
    ...['tout le département', 'département', 'l’ensemble du département', 'toutes les communes du département'],
    ...[
      'dép. 09',
      'dept 09',
      'dpt. 09',
      'département de l’Ariège',
      'tout le département de l’Ariège',
      'toute l’Ariège',
    ],
    ...['toutes les communes de l’Ariège', 'dép. de l’Ariège'],
  ])('« %s » est celui de la ligne, ou celui qui est nommé (R-REC-100)', (texte) =>
    expect(lire(texte).contenu?.territoire).toEqual({ communes: [], epcis: [], departements: ['09'] }),
  )

  it('« tout le département » ne dit pas lequel des deux : chacun se choisit (R-REC-100)', () => {
    const centre = { ...CENTRE, departements: ['09', '31'] }
    const rang = rangDuTest({ territoire: 'tout le département' }, { referentiel, lecteur: { role: 'centre', centre } })
    expect(rang.remarques).toMatchObject([{ code: 'departement-a-dire', gravite: 'refus' }])
    expect(gestes(rang)).toEqual([
      ['09', '09 (Ariège, département de 4 communes)'],
      ['31', '31 (Haute-Garonne, département de 1 commune)'],
    ])
  })
})

describe('ce qui ne nomme pas un lieu de nos données', () => {
  it.each([
    ['CC du Couserans', 'territoire-proche', [[COUSERANS, `${COUSERANS} (CC Couserans-Pyrénées, 1 commune)`]]],
    ['agglo de Foix', 'territoire-proche', [CA]],
    ['Couserans', 'territoire-proche', [[COUSERANS, `${COUSERANS} (CC Couserans-Pyrénées, 1 commune)`]]],
    ['agglo Couserans-Pyrénées', 'territoire-proche', [[COUSERANS, `${COUSERANS} (CC Couserans-Pyrénées, 1 commune)`]]],
    ['canton de Varilhes', 'canton-inconnu', [['09324', '09324 (Varilhes)'], CA]],
    ['Foix et environs', 'environs-inconnus', [['09122', '09122 (Foix)'], CA]],
    ['Foix et ses alentours', 'environs-inconnus', [['09122', '09122 (Foix)'], CA]],
    ['Foix et communes environnantes', 'environs-inconnus', [['09122', '09122 (Foix)'], CA]],
    ['secteur de Foix', 'environs-inconnus', [['09122', '09122 (Foix)'], CA]],
    ['Tarascon-sur-Ariège et environs', 'environs-inconnus', [['09306', '09306 (Tarascon-sur-Ariège)']]],
    [
      'Saint-Girons ; Foix et environs',
      'environs-inconnus',
      [
        ['09261 ; 09122', '09122 (Foix)'],
        [`09261 ; ${FOIX}`, CA[1]],
      ],
    ],
    ['cantons de Foix et Varilhes', 'canton-inconnu', [['09122', '09122 (Foix)'], ['09324', '09324 (Varilhes)'], CA]],
    ['cantons de Foix et de Nulle-Part', 'canton-inconnu', [['09122', '09122 (Foix)'], CA]],
  ])('« %s » n’est jamais pris, et se propose (R-REC-100)', (texte, code, attendus) => {
    const rang = lire(texte)
    expect([rang.contenu, rang.remarques.filter(({ gravite }) => gravite === 'refus').map((un) => un.code)]).toEqual([
      ...[null, [code]],
    ])
    expect(gestes(rang)).toEqual(attendus)
    for (const [ecrit = ''] of attendus) expect(lire(ecrit).contenu).not.toBeNull()
  })

  it.each(['canton de Nulle-Part', 'CC du Pays inventé', 'Xyz et environs'])(
    '« %s » ne propose rien (R-REC-100)',
    (un) => expect([lire(un).contenu, gestes(lire(un))]).toEqual([null, []]),
  )
})

describe('un lieu où le lecteur ne publie pas', () => {
  it('le voisin de ce nom est proposé, puis la cellule sans lui (R-REC-100)', () => {
    expect(gestes(lire('Tarascon'))).toEqual([
      ['09306', '09306 (Tarascon-sur-Ariège)'],
      ['', undefined],
    ])
    expect(gestes(lire('Foix ; Toulouse'))).toEqual([['09122', 'seulement 09122']])
    expect(lire('Toulouse Métropole').remarques).toMatchObject([{ code: 'territoire-lointain' }])
  })

  it('un code d’ailleurs se nomme, et se retire d’un geste (R-REC-16, R-REC-100)', () => {
    const rang = lire('31555 ; 09261 ; 13')
    expect(rang.remarques.map((un) => (un.code === 'hors-de-portee' ? un.valeur : un.code))).toEqual([
      ...['31555 (Toulouse)', '13 (Bouches-du-Rhône, département de 1 commune)'],
    ])
    expect(gestes(rang)).toEqual([['09261', 'seulement 09261']])
    expect(gestes(lire('31555'))).toEqual([['', undefined]])
  })
})
