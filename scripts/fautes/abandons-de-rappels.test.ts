/** The checker of what did not leave, on faults that are planted: it sees each, and nothing where there is none. */
import { describe, expect, it } from 'vitest'
import { checkAbandons } from './abandons-de-rappels.ts'
import { checkRappels, type HistoireDeRappels, type Passage, type RappelVu } from './histoire-de-rappels.ts'
import {
  annule,
  annuler,
  avis,
  bonne,
  coupee,
  courriel,
  devancee,
  devoir,
  LE,
  lettre,
  malheureuse,
  partir,
  prendre,
  radiee,
  remplacer,
  sms,
  VUS,
} from './rappels-de-test.ts'

const refuser = (reference: string, at: number, isDefinitif = false) => ({ reference, at, isDefinitif })
/** So many attempts at one of them, and what the outside answered to each. */
const essayer = (reference: string, nombre: number) =>
  Array.from({ length: nombre }, (_, rang): readonly Passage[] => [
    prendre(reference, 1_000 * rang),
    { reference, etat: rang < nombre - 1 ? 'a-envoyer' : 'echec', at: 1_000 * rang + 50, ecritAt: 1_000 * rang + 51 },
  ]).flat()
/** The SMS of A was put off at each of so many attempts, and given up. */
const ajourne = (nombre: number, refuses = nombre): HistoireDeRappels => ({
  ...bonne,
  vus: remplacer(VUS, { ...sms, etat: 'echec' }),
  passages: [...bonne.passages.filter(({ reference }) => reference !== 'r1'), ...essayer('r1', nombre)],
  coupures: [],
  partis: partir('r2', 'r4', 'r6'),
  refus: Array.from({ length: refuses }, (_, rang) => refuser('r1', 1_000 * rang + 20)),
  accuses: [],
})

it('ne trouve rien à dire de ce qui s’est bien passé, ni de ce qui ne pouvait partir', () => {
  for (const histoire of [bonne, malheureuse, coupee, devancee, ajourne(8)]) expect(checkAbandons(histoire)).toEqual([])
  // Nobody's address: the outside said so at once.
  expect(checkAbandons({ ...ajourne(1, 0), refus: [refuser('r1', 20, true)] })).toEqual([])
  // Cut at half of its attempts, put off at the others.
  expect(checkAbandons({ ...ajourne(8, 4), coupures: [{ de: 4_000, a: 7_500 }] })).toEqual([])
})

describe('de ce qui est annulé, voit', () => {
  const sansB = { demandees: new Map(), renouvelees: new Map() }
  it.each<[string, Partial<HistoireDeRappels>, string]>([
    ['qu’elle n’est pas renouvelée', sansB, 'B, dernier-mois du 2026-03-10 par sms : annulé sans cause'],
    ['que ce l’est avant sa demande', { demandees: new Map([['B', 127]]) }, 'B, dernier-mois du 2026-03-10 par sms'],
    [
      'que rien ne dit quand',
      { passages: bonne.passages.filter(({ reference }) => reference !== 'r3') },
      'B, dernier-mois du 2026-03-10 par sms : annulé sans cause',
    ],
    [
      'une radiation jamais dite',
      { vus: remplacer(VUS, { ...radiee, etat: 'annule' }) },
      'D, radiation du 2026-03-10 par courriel : annulé sans cause',
    ],
    [
      'que le dernier de ses jours n’est pas passé',
      { ...sansB, le: '2026-03-22' },
      'B, dernier-mois du 2026-03-10 par sms : annulé sans cause',
    ],
    [
      'que l’adresse morte est celle d’un autre',
      { vus: remplacer(VUS, { ...avis, etat: 'annule' }), accuses: [{ reference: 'r2', etat: 'rebond' }] },
      'C, avis du 2026-03-10 par courriel : annulé sans cause',
    ],
  ])('%s', (_, faute, dit) => {
    expect(checkAbandons({ ...bonne, ...faute }).join('\n')).toContain(dit)
  })

  it('que tout l’est, quand une seule a renouvelé', () => {
    const vus = VUS.map((vu): RappelVu => ({ ...vu, etat: 'annule' }))
    const passages = vus.map(({ reference }) => annuler(reference, 130))
    const histoire = { ...bonne, vus, passages, partis: [], accuses: [], avis: [] }
    expect(checkAbandons(histoire)).toEqual([
      ...[sms, courriel, avis, radiee].map(
        ({ numero, jalon, canal }) => `${numero}, ${jalon} du ${LE} par ${canal} : annulé sans cause`,
      ),
      '0 messages partis, de 4 dus',
    ])
  })

  const revenu: RappelVu = { ...avis, reference: 'r8', jalon: 'relance', etat: 'echec' }
  const morte: HistoireDeRappels = {
    ...bonne,
    vus: [...remplacer(VUS, { ...avis, etat: 'annule' }), revenu, lettre],
    accuses: [{ reference: 'r8', etat: 'rebond' }],
    partis: partir('r1', 'r2', 'r6', 'r8'),
  }
  it('l’adresse morte que rien ne remplace', () => {
    expect(checkAbandons(morte)).toEqual([])
    expect(checkAbandons({ ...morte, vus: morte.vus.filter((vu) => vu !== lettre) })).toEqual([
      'C, avis du 2026-03-10 par courriel : annulé, et rien à sa place',
    ])
  })

  it('rien à dire de ce que le dernier jour, ou une radiation, a devancé', () => {
    expect(checkAbandons({ ...bonne, ...sansB, le: '2026-03-23' })).toEqual([])
    expect(checkAbandons({ ...bonne, ...sansB, radiations: new Map([['B', 1]]) })).toEqual([])
  })
})

describe('de ce qui est abandonné, voit', () => {
  it.each<[string, HistoireDeRappels, string]>([
    ['au premier refus', ajourne(1), 'abandonné après 1 essais, dont 1 refusés ou coupés'],
    ['au septième', ajourne(7), 'abandonné après 7 essais, dont 7 refusés ou coupés'],
    ['sans avoir été essayé', ajourne(0), 'abandonné après 0 essais'],
    ['après huit essais, un seul refusé', ajourne(8, 1), 'abandonné après 8 essais, dont 1 refusés ou coupés'],
    [
      'pour les refus d’un autre',
      { ...ajourne(8), refus: ajourne(8).refus.map((un) => ({ ...un, reference: 'r2' })) },
      'abandonné après 8 essais, dont 0 refusés ou coupés',
    ],
    [
      'quand un accusé le dit arrivé',
      { ...ajourne(1), accuses: [{ reference: 'r1', etat: 'remis' }] },
      'abandonné après 1 essais',
    ],
  ])('ce qui l’est %s', (_, histoire, dit) => {
    expect(checkAbandons(histoire).join('\n')).toContain(`A, dernier-mois du ${LE} par sms : ${dit}`)
  })

  it('que tout l’est, chacun ayant son relais, et que rien n’est parti', () => {
    const relais: readonly RappelVu[] = [
      { ...annule, reference: 'x', canal: 'courriel', etat: 'echec' },
      lettre,
      { ...radiee, reference: 'z', canal: 'courrier', etat: 'annule' },
    ]
    const vus = [...VUS.map((vu): RappelVu => ({ ...vu, etat: 'echec' })), ...relais]
    const histoire = { ...bonne, vus, passages: [], partis: [], accuses: [], avis: [] }
    expect(checkRappels(histoire)).toEqual([])
    expect(checkAbandons(histoire)).toEqual([
      ...vus
        .filter(({ etat }) => etat !== 'a-prendre')
        .map(({ etat }) =>
          expect.stringContaining(etat === 'echec' ? 'abandonné après 0 essais' : 'annulé sans cause'),
        ),
      '6 messages jamais acceptés, de 6 : plus d’un sur dix mille',
      '0 messages partis, de 4 dus',
    ])
  })

  it.each([
    [10_000, 1, []],
    [10_000, 2, ['2 messages jamais acceptés, de 10000 : plus d’un sur dix mille']],
    [10_001, 2, []],
  ])('de %i messages, que %i ne sont jamais acceptés (R-22)', (nombre, perdus, dit) => {
    const vus = Array.from(
      { length: nombre },
      (_, rang): RappelVu => ({
        ...courriel,
        ...{ reference: `m${rang}`, numero: `N${rang}`, etat: rang < perdus ? 'echec' : 'envoye' },
      }),
    )
    const echecs = vus.slice(0, perdus).map(({ reference }) => reference)
    const histoire = {
      ...{ ...ajourne(8), vus, attendus: devoir(vus) },
      passages: echecs.flatMap((reference) => essayer(reference, 8)),
      refus: echecs.flatMap((reference) => ajourne(8).refus.map((un) => ({ ...un, reference }))),
      partis: partir(...vus.slice(perdus).map(({ reference }) => reference)),
    }
    expect(checkAbandons(histoire)).toEqual(dit)
  })

  it.each([
    [3, []],
    [2, ['2 messages partis, de 5 dus']],
  ])('que %i seulement de cinq sont partis, fussent-ils incertains', (partis, dit) => {
    const vus = Array.from(
      { length: 5 },
      (_, rang): RappelVu => ({
        ...courriel,
        ...{ reference: `m${rang}`, numero: `N${rang}`, etat: 'a-verifier' },
      }),
    )
    const references = vus.slice(0, partis).map(({ reference }) => reference)
    expect(checkAbandons({ ...bonne, vus, attendus: devoir(vus), partis: partir(...references), accuses: [] })).toEqual(
      dit,
    )
  })
})
