import { describe, expect, it } from 'vitest'
import { listConversions } from './projections.ts'
import { buildReferentiel } from './referentiel.ts'
import { rangDe, referentielDe } from './testing.ts'

const lieu = (codeInsee: string | null, commune: string | null, codePostal: string | number | null) => {
  const rang = rangDe({ codeInsee, commune, codePostal })
  return [rang.contenu?.adresse?.codeInsee ?? null, ...rang.remarques.map(({ colonne, code }) => `${colonne}:${code}`)]
}

describe('la commune d’une ligne', () => {
  it.each([
    ['09122', 'Foix', '09000', ['09122']],
    [null, 'FOIX', '09000', ['09122']],
    [null, 'St Jeannet', '06640', ['06122']],
    [null, 'saint jeannet', '04270', ['04181']],
    [null, 'Foix cedex', '09007', ['09122', 'codePostal:cedex']],
    ['13202', 'Marseille 2e', '13002', ['13055']],
    [null, 'Marseille 2e Arrondissement', '13002', ['13055']],
    ['2a004', 'Ajaccio', '20000', ['2A004']],
  ])('est comprise : %s %s %s (R-REC-12 pour les CEDEX)', (code, nom, cp, expected) => {
    const found = lieu(code, nom, cp)
    expect(found[0]).toBe(expected[0])
    if (expected.length > 1) expect(found).toEqual(expected)
  })

  it('un CEDEX d’outre-mer commence par les trois chiffres de son département (R-REC-12)', () => {
    const iles = referentielDe([
      ['97411', 'Saint-Denis', '97400'],
      ['97801', 'Saint-Martin', '97150'],
    ])
    const codes = (codeInsee: string, codePostal: string) =>
      rangDe({ codeInsee, commune: null, codePostal }, { referentiel: iles }).remarques.map(({ gravite }) => gravite)
    expect(codes('97411', '97405')).toEqual(['a-verifier'])
    expect(codes('97801', '97051')).toEqual(['a-verifier'])
    expect(codes('97411', '97306')).toEqual(['refus'])
    expect(codes('97411', '97051')).toEqual(['refus'])
  })

  it('un ancien code sans nom ne donne pas de nom à un tiret (R-REC-11)', () => {
    const foix = { codeInsee: '09122', nom: 'Foix', departement: '09', epci: null, codesPostaux: ['09000'] }
    const referentiel = buildReferentiel({
      communes: [{ ...foix, position: null }],
      anciennes: [{ codeInsee: '09999', nom: '', nature: 'ancien-code', communeCode: '09122', codesPostaux: [] }],
      departements: [{ code: '09', nom: 'Ariège' }],
      epcis: [],
    })
    expect(referentiel.parCode('09999')?.commune.nom).toBe('Foix')
    for (const texte of ['-', '…'])
      expect([referentiel.parNom(texte), referentiel.parAncienNom(texte)]).toEqual([[], []])
    expect(rangDe({ territoire: '-' }, { referentiel }).remarques).toMatchObject([{ code: 'territoire-inconnu' }])
  })

  it('rend un zéro perdu et le montre (R-REC-09)', () => {
    expect(lieu('1001', null, 1400)).toEqual(['01001', 'codePostal:zero-retabli', 'codeInsee:zero-retabli'])
    expect(lieu(null, 'Foix', '9000.0')).toEqual(['09122', 'codePostal:zero-retabli'])
    expect(lieu(null, 'Foix', 'ABC')[1]).toBe('codePostal:code-postal-faux')
  })

  it('mène d’un ancien nom ou d’un ancien code à la commune d’aujourd’hui (R-REC-11)', () => {
    expect(lieu(null, 'Saint-Georges-des-Gardes', '49120')).toEqual(['49092', 'commune:commune-renommee'])
    expect(lieu('49281', null, '49120')).toEqual(['49092', 'codeInsee:commune-renommee'])
  })

  it('suit le code quand le code postal lui donne raison, sinon montre les deux (R-REC-10)', () => {
    expect(lieu('09122', 'Foie', '09000')).toEqual(['09122', 'commune:nom-suit-le-code'])
    expect(lieu('09122', 'Pamiers', '09100')).toEqual([null, 'commune:commune-contradictoire'])
  })

  it('ne devine ni entre deux homonymes, ni un nom ou un code inconnu', () => {
    expect(lieu(null, 'Saint-Jeannet', '09000')).toEqual([null, 'commune:commune-ambigue'])
    expect(lieu(null, 'Foie', '09000')).toEqual([null, 'commune:commune-inconnue'])
    expect(lieu('09999', 'Foix', '09000')).toEqual([null, 'codeInsee:code-insee-inconnu'])
    expect(lieu(null, 'Foix', '13001')).toEqual([null, 'commune:commune-ambigue'])
  })

  it('un nom d’usage avec le code postal d’une autre : celle-ci est proposée d’abord (R-REC-36)', () => {
    const commune = (codeInsee: string, nom: string, codePostal: string) => ({
      ...{ codeInsee, nom, departement: codeInsee.slice(0, 2), epci: null, codesPostaux: [codePostal], position: null },
    })
    const referentiel = buildReferentiel({
      communes: [
        ...[commune('13108', 'Tarascon', '13150'), commune('09310', 'Surba', '09400')],
        commune('09306', 'Tarascon-sur-Ariège', '09400'),
      ],
      ...{ anciennes: [], departements: [], epcis: [] },
    })
    const [remarque] = rangDe({ commune: 'Tarascon', codePostal: '09400' }, { referentiel }).remarques
    expect(remarque).toMatchObject({
      code: 'commune-ambigue',
      codePostal: '09400',
      proposees: ['Tarascon-sur-Ariège (09306)', 'Tarascon (13108)'],
    })
    expect(remarque?.propositions?.map(({ pourquoi }) => pourquoi)).toEqual(['commune-du-code-postal', 'homonyme'])
  })
})

describe('les deux codes d’une ligne, chacun à sa place (R-REC-34)', () => {
  const codePostalDe = (codeInsee: string | null, commune: string | null, codePostal: string | null) =>
    rangDe({ codeInsee, commune, codePostal }).contenu?.adresse?.codePostal ?? null
  it('un code INSEE dans la colonne « Code postal », avec le nom de la commune ou sans', () => {
    const expected = ['09122', 'codePostal:code-insee-en-code-postal', 'codePostal:code-postal-deduit']
    expect(lieu(null, 'Foix', '09122')).toEqual(expected)
    expect(lieu(null, null, '09122')).toEqual(expected)
    expect(lieu('09122', 'Foix', '9122')).toEqual(['09122', 'codePostal:zero-retabli', ...expected.slice(1)])
    expect(codePostalDe(null, 'Foix', '09122')).toBe('09000')
  })
  it('un code postal dans la colonne « Code INSEE », et les deux échangés', () => {
    expect(lieu('09000', 'Foix', null)).toEqual(['09122', 'codeInsee:code-postal-en-code-insee'])
    expect(lieu('09000', 'Foix', '09122')).toEqual([
      '09122',
      'codePostal:code-insee-en-code-postal',
      'codeInsee:code-postal-en-code-insee',
    ])
    expect(codePostalDe('09000', 'Foix', '09122')).toBe('09000')
  })
  it('un code qui peut être les deux est celui que le nom confirme', () => {
    expect(lieu(null, 'Marseille', '13001')).toEqual(['13055'])
    expect(lieu(null, null, '13001')[0]).toBeNull()
  })
  it('entre plusieurs codes postaux on demande, un seul est repris (R-REC-35)', () => {
    expect(lieu(null, 'Chemillé-en-Anjou', '49092')).toEqual([
      null,
      'codePostal:code-insee-en-code-postal',
      'codePostal:code-postal-a-choisir',
    ])
    expect(lieu(null, 'Ajaccio', '2a004')[2]).toBe('codePostal:code-postal-a-choisir')
    expect(lieu(null, 'Foix', null)).toEqual(['09122', 'codePostal:code-postal-deduit'])
  })
  it.each([
    [null, 'Foix', '09100', '09000', 'Pamiers', '09225'],
    ['09122', 'Foix', '09100', '09000', 'Pamiers', '09225'],
    ['09225', null, '09000', '09100', 'Foix', '09122'],
  ])('%s %s %s se contredisent : la ligne attend (R-REC-36)', (code, nom, codePostal, autre, ...commune) => {
    expect(lieu(code, nom, codePostal)).toEqual([null, 'codePostal:code-postal-d-ailleurs'])
    const [remarque] = rangDe({ codeInsee: code, commune: nom, codePostal }).remarques
    expect(remarque?.gravite).toBe('refus')
    expect(remarque?.propositions?.map(({ ecritures }) => ecritures.map(({ valeur }) => valeur))).toEqual([
      [autre],
      commune,
    ])
  })
  it('le code INSEE d’un arrondissement et le code postal d’un autre sont à vérifier (R-TAB-08)', () => {
    expect(lieu('13202', 'Marseille', '13001')).toEqual(['13055', 'codePostal:arrondissement-contredit'])
    expect(lieu('13202', null, '13002')).toEqual(['13055'])
    expect(lieu(null, 'Marseille 20', '13001')).toEqual(['13055', 'codePostal:arrondissement-contredit'])
  })
  it.each([
    ['09000 Foix', '09000'],
    ['Foix (Ariège)', '09000'],
    ['FOIX (09)', '09000'],
    ['Foix CEDEX 9', '09000'],
    ['Marseille 2ème', '13002'],
    ['Marseille 02', '13002'],
    ['MARSEILLE 2E ARR', '13002'],
  ])('« %s » est une commune', (nom, codePostal) => {
    expect(lieu(null, nom, codePostal)).toEqual([nom.toLowerCase().startsWith('m') ? '13055' : '09122'])
  })
  it.each(['09007 CEDEX', '09007 Cedex 7', 'F-09007'])('« %s » garde son code et se vérifie', (codePostal) => {
    expect(codePostalDe(null, 'Foix cedex', codePostal)).toBe('09007')
    expect(lieu(null, 'Foix', codePostal)).toEqual(['09122', 'codePostal:cedex'])
  })
  it('une ancienne commune dont le nom est porté ailleurs se trouve par son code postal', () => {
    expect(lieu(null, 'Saint-Jeannet', '49670')).toEqual(['49092', 'commune:commune-renommee'])
    expect(lieu(null, 'Saint-Jeannet', '04270')).toEqual(['04181'])
  })
})

describe('la position d’une ligne', () => {
  const position = (latitude: string | number | null, longitude: string | number | null) => {
    const rang = rangDe({ latitude, longitude })
    return [
      rang.contenu === null ? 'refus' : (rang.contenu.position?.latitude ?? null),
      ...rang.remarques.map(({ code }) => code),
    ]
  }
  it('est lue en degrés, à la virgule ou au point', () => {
    expect(position('42,9654', '1.607')).toEqual([42.9654])
    expect(position(42.9654, '1,6070')).toEqual([42.9654])
  })
  it('inversée ou en Lambert-93, elle est proposée et jamais appliquée (R-REC-13)', () => {
    expect(position(1.607, 42.9654)).toEqual([null, 'coordonnees-inversees'])
    expect(position(6_205_000, 586_000)).toEqual([null, 'coordonnees-projetees'])
  })
  it('refuse la moitié d’une position, un texte, un autre pays', () => {
    expect(position(42.9, null)).toEqual(['refus', 'coordonnees-incompletes'])
    expect(position('nord', '1')).toEqual(['refus', 'coordonnees-illisibles'])
    expect(position(40.7, -74)).toEqual(['refus', 'coordonnees-hors-de-france'])
  })
  it('les zones coniques conformes aussi, dans les deux ordres, près de la commune (R-REC-13)', () => {
    // Foix, in CC43.
    expect(position(2_198_300, 1_586_300)).toEqual([null, 'coordonnees-projetees'])
    expect(position(1_586_300, 2_198_300)).toEqual([null, 'coordonnees-projetees'])
    // The same metres far from Foix are no place of this row.
    expect(position(9_200_000, 1_700_000)).toEqual(['refus', 'coordonnees-hors-de-france'])
  })
  it('convertit le Lambert-93 et les zones CC comme l’IGN', () => {
    // Notre-Dame de Paris: 652 469 m, 6 861 962 m (IGN converter, rounded).
    expect(listConversions(652_469, 6_862_035)).toEqual([
      { projection: 'lambert-93', latitude: expect.closeTo(48.853, 2), longitude: expect.closeTo(2.352, 2) },
    ])
    expect(listConversions(700_000, 6_600_000)).toEqual([{ projection: 'lambert-93', latitude: 46.5, longitude: 3 }])
    for (const zone of [42, 43, 44, 45, 46, 47, 48, 49, 50])
      expect(listConversions(1_700_000, (zone - 41) * 1_000_000 + 200_000)).toEqual([
        { projection: `cc${zone}`, latitude: zone, longitude: 3 },
      ])
    expect(listConversions(42.9, 1.6)).toEqual([])
  })
  it.each([
    ['97209', 708_257, 1_615_369, 'utm20n', 14.6036, -61.0667],
    ['97105', 635_978, 1_768_831, 'utm20n', 15.9953, -61.7292],
    ['97302', 352_969, 545_869, 'utm22n', 4.9372, -52.3261],
    ['97411', 338_568, 7_690_475, 'utm40s', -20.8789, 55.4481],
    ['97611', 524_725, 8_587_116, 'utm38s', -12.7806, 45.2278],
    ['97502', 562_870, 5_181_168, 'utm21n', 46.7811, -56.1764],
    // The CN Tower of Toronto, whose metres are published, six zones further east.
    ['97502', 630_084, 4_833_439, 'utm21n', 43.64257, -55.38714],
  ])('outre-mer, dans le fuseau du département du lieu et dans aucun autre (R-REC-45)', (...cas) => {
    const [lieu, x, y, projection, latitude, longitude] = cas
    expect(listConversions(x, y, lieu)).toEqual([
      { projection, latitude: expect.closeTo(latitude, 4), longitude: expect.closeTo(longitude, 4) },
    ])
    // Without its place, or in a place of the mainland, nothing is guessed.
    expect(listConversions(x, y)).toEqual([])
    expect(listConversions(x, y, '09122')).toEqual([])
    // Overseas, the metres of the mainland are nothing.
    expect(listConversions(1_700_000, 2_200_000, lieu)).toEqual([])
  })
})

describe('des degrés, minutes et secondes (R-REC-71)', () => {
  const lu = (latitude: string, longitude: string) => {
    // A Foix without a position: some of these places are far from it.
    const referentiel = referentielDe([['09122', 'Foix', '09000']])
    const { contenu, remarques } = rangDe({ latitude, longitude }, { referentiel })
    return [contenu?.position?.latitude, contenu?.position?.longitude, ...remarques.map(({ code }) => code)]
  }
  const repaired = ['ecriture-retablie', 'ecriture-retablie']
  it.each([
    ['42°57’58" N', '1° 36\' 25" E', 42.96611, 1.60694],
    ['N 42° 57,966', 'E 1°36.42’', 42.9661, 1.607],
    ['42°57′58,5″N', '001°36′25″E', 42.96625, 1.60694],
    ["42°57'58''n", "0°30'0''O", 42.96611, -0.5],
  ])('%s %s', (latitude, longitude, north, east) => {
    expect(lu(latitude, longitude)).toEqual([north, east, ...repaired])
  })
  it.each([
    ['42°57’58"', '1°36’25" E'],
    ['42°57’58" E', '1°36’25" N'],
    ['N 42°57’58" N', '1°36’25" E'],
    ['42°60’00" N', '1°36’25" E'],
    ['42°57’60" N', '1°36’25" E'],
    ['42 57 58', '1 36 25'],
  ])('ne devine rien de %s %s', (latitude, longitude) => {
    const [position, , ...codes] = lu(latitude, longitude)
    expect(position).toBeUndefined()
    expect(codes.at(-1)).toMatch(/^coordonnees-(illisibles|hors-de-france)$/)
  })
})

describe('ce qui se propose est une donnée : la cellule, la valeur, pourquoi', () => {
  const propositions = (changes: Parameters<typeof rangDe>[0]) =>
    rangDe(changes).remarques.flatMap((remarque) =>
      (remarque.propositions ?? []).map(({ pourquoi, ecritures }) => [
        pourquoi,
        ...ecritures.map(({ cellule, valeur }) => `${cellule}=${valeur}`),
      ]),
    )
  it('les deux cellules d’une position inversée s’écrivent ensemble', () => {
    expect(propositions({ latitude: 1.607, longitude: 42.9654 })).toEqual([
      ['latitude-et-longitude', 'O7=42.9654', 'P7=1.607'],
    ])
  })
  it('deux homonymes, un nom inconnu, un code et un nom qui se contredisent', () => {
    expect(propositions({ commune: 'Saint-Jeannet', codePostal: null })).toEqual([
      ['homonyme', 'M7=Saint-Jeannet', 'N7=06122'],
      ['homonyme', 'M7=Saint-Jeannet', 'N7=04181'],
    ])
    expect(propositions({ commune: 'Foie' })).toEqual([['commune-du-code-postal', 'M7=Foix', 'N7=09122']])
    expect(propositions({ codeInsee: '09122', commune: 'Pamiers', codePostal: '09100' })).toEqual([
      ['garder-le-code', 'M7=Foix'],
      ['garder-le-nom', 'M7=Pamiers', 'N7=09225'],
    ])
  })
  it('une valeur de liste mal écrite, sans toucher aux autres de la cellule', () => {
    expect(propositions({ canal: 'Phisyque', services: 'Création; Informatoin' })).toEqual([
      ['valeur-proche', 'C7=Physique'],
      ['valeur-proche', 'I7=Création ; Information'],
    ])
  })
})
