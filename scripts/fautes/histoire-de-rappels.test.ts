/** The checker of the reminders, on faults that are planted: it sees each, and nothing where there is none. */
import { describe, expect, it } from 'vitest'
import { checkRappels, type HistoireDeRappels, type RappelVu } from './histoire-de-rappels.ts'
import {
  annule,
  avis,
  bonne,
  coupee,
  courriel,
  devancee,
  devoir,
  douter,
  incertain,
  lettre,
  malheureuse,
  partir,
  prendre,
  radiee,
  remplacer,
  sms,
  VUS,
} from './rappels-de-test.ts'

it('ne trouve rien à dire de ce qui s’est bien passé', () => {
  for (const histoire of [bonne, malheureuse, coupee, devancee]) expect(checkRappels(histoire)).toEqual([])
  expect(checkRappels({ ...coupee, partis: partir('r1', 'r4', 'r6') })).toEqual([])
  // The outside hung up: no kill is wanted to explain it.
  const raccroche = partir('r1', 'r2', 'r4', 'r6').map((un) => ({ ...un, coupe: un.reference === 'r2' }))
  expect(checkRappels({ ...coupee, coupures: [], partis: raccroche })).toEqual([])
  // A notice that did not leave is not handed over: its letter will.
  const perdue = { vus: [...remplacer(VUS, { ...avis, etat: 'echec' }), lettre], partis: partir('r1', 'r2', 'r6') }
  expect(checkRappels({ ...bonne, ...perdue, avis: [] })).toEqual([])
  // A letter leaves beside a notice whose mail is uncertain.
  const doute = { vus: [...remplacer(VUS, { ...avis, etat: 'a-verifier' }), lettre], avis: [] }
  expect(checkRappels({ ...bonne, ...doute, passages: [...bonne.passages, douter('r4', 400)] })).toEqual([])
})

describe('des rappels, voit', () => {
  it.each<[string, Partial<HistoireDeRappels>, string]>([
    ['un rappel oublié', { vus: VUS.filter((vu) => vu !== courriel) }, 'courriel : prévu 0 fois'],
    ['deux lignes', { vus: [...VUS, { ...sms, reference: 'r9', etat: 'annule' }] }, 'prévu 2 fois'],
    ['un double', { partis: partir('r1', 'r1', 'r2', 'r4', 'r6') }, 'parti 2 fois'],
    ['un perdu', { partis: partir('r2', 'r4', 'r6') }, 'dit parti, jamais reçu'],
    ['un qui attend', { vus: remplacer(VUS, { ...sms, etat: 'en-cours' }) }, 'jamais réglé'],
    ['un SMS à prendre', { vus: remplacer(VUS, { ...sms, etat: 'a-prendre' }) }, 'jamais réglé (a-prendre)'],
    ['un courriel pris', { vus: remplacer(VUS, { ...courriel, etat: 'pris' }) }, 'jamais réglé (pris)'],
    ['un SMS incertain', { vus: remplacer(VUS, { ...sms, etat: 'a-verifier' }) }, 'jamais réglé (a-verifier)'],
    ['un parti dit annulé', { vus: remplacer(VUS, { ...courriel, etat: 'annule' }) }, 'parti, et dit annule'],
    ['un inconnu', { partis: partir('r1', 'r2', 'r4', 'r6', 'r8') }, 'r8 : parti sans être prévu'],
    ['un renvoi aveugle', { renvois: ['r1'] }, 'r1 : renvoyé à qui l’avait accepté'],
    ['un échec sans relais', { attendus: devoir([sms]), vus: [{ ...sms, etat: 'echec' }] }, 'rien à sa place'],
    ['deux avis remis', { avis: [{ numero: 'C', remis: 2, apres: 0, revenus: 1 }] }, 'avis dit remis 2 fois'],
    ['un avis parti que le registre ignore', { avis: [] }, 'avis remis 0 fois, 1 attendu'],
    ['un remis sans accusé', { accuses: [] }, 'dit remis, sans accusé'],
    ['un accusé oublié', { vus: remplacer(VUS, { ...sms, etat: 'envoye' }) }, 'le dit remis, et il est dit envoye'],
  ])('%s', (_, faute, dit) => {
    expect(checkRappels({ ...bonne, ...faute }).join('\n')).toContain(dit)
  })

  it.each<[string, RappelVu, string]>([
    ['un rappel que personne ne devait', { ...sms, jalon: 'fin-proche', etat: 'envoye' }, 'A, fin-proche du'],
    ['une radiation dite à une demande inconnue', { ...radiee, numero: 'Z' }, 'Z, radiation du'],
    ['un relais sans échec', lettre, 'C, avis du 2026-03-10 par courrier'],
    ['le même rappel un autre jour', { ...courriel, duLe: '2026-03-11' }, 'A, dernier-mois du 2026-03-11'],
    ['un relais que rien ne prévoit', { ...radiee, canal: 'sms' }, 'D, radiation du 2026-03-10 par sms'],
  ])('%s, parti et dit parti', (_, ligne, dit) => {
    const une: RappelVu = { ...ligne, reference: 'r9', etat: 'envoye' }
    const histoire = { ...bonne, vus: [...VUS, une], partis: [...bonne.partis, ...partir('r9')] }
    expect(checkRappels(histoire)).toEqual([expect.stringMatching(`^${dit}.* : ni dû, ni à la place d’un autre$`)])
  })
})

it.each<[string, Partial<HistoireDeRappels>, string]>([
  ['un perdu dit remis', { vus: remplacer(malheureuse.vus, sms) }, 'le dit perdu, et il est dit remis'],
  [
    'un avis revenu dit remis',
    { avis: [{ numero: 'C', remis: 1, apres: 0, revenus: 0 }] },
    'avis remis 1 fois, 0 attendu',
  ],
  ['un avis revenu sans lettre', { vus: malheureuse.vus.slice(0, -1) }, 'C, avis du 2026-03-10 par courriel : échoué'],
  ['un échec sans accusé', { accuses: [{ reference: 'r4', etat: 'rebond' }] }, 'parti, et dit echec'],
])('voit, de ce qui s’est perdu, %s', (_, faute, dit) => {
  expect(checkRappels({ ...malheureuse, ...faute }).join('\n')).toContain(dit)
})

describe('de ce qui est incertain, voit', () => {
  it('que rien n’est parti et que tout l’est, sans une coupure', () => {
    const vus = [incertain, { ...avis, etat: 'a-verifier' }, { ...radiee, etat: 'a-verifier' }] as const
    const histoire = { ...bonne, attendus: devoir(vus), vus, partis: [], coupures: [], accuses: [], avis: [] }
    expect(checkRappels(histoire)).toEqual(
      vus.map(({ numero }) => expect.stringMatching(`^${numero}, .* : incertain, et rien n’a coupé son envoi$`)),
    )
  })

  it.each<[string, Partial<HistoireDeRappels>]>([
    ['celui qui n’a pas été pris', { passages: [douter('r2', 400)] }],
    ['celui qui l’était avant la coupure', { passages: [prendre('r2', 100), douter('r2', 199)] }],
    ['celui qui n’a été pris qu’après', { passages: [prendre('r2', 301), douter('r2', 400)] }],
  ])('%s', (_, faute) => {
    expect(checkRappels({ ...coupee, ...faute }).join('\n')).toContain('incertain, et rien n’a coupé son envoi')
  })

  it.each([
    [256, []],
    [257, ['257 incertains pour la coupure de 200 : plus qu’elle n’en tenait']],
  ])('plus qu’une coupure n’en tenait : %i', (nombre, dit) => {
    const vus = Array.from({ length: nombre }, (_, rang) => ({
      ...incertain,
      reference: `m${rang}`,
      numero: `N${rang}`,
    }))
    const passages = vus.flatMap(({ reference }) => [prendre(reference, 100), douter(reference, 400)])
    const seuls = {
      attendus: devoir(vus),
      vus,
      passages,
      partis: [],
      accuses: [],
      avis: [],
      parCourriel: new Set<string>(),
    }
    expect(checkRappels({ ...bonne, ...seuls })).toEqual(dit)
  })
})

it.each<[string, HistoireDeRappels, Partial<HistoireDeRappels>, string]>([
  [
    'un rappel pris après le renouvellement',
    devancee,
    { passages: [...bonne.passages, prendre('r2', 141)] },
    'pris pour partir après le renouvellement',
  ],
  [
    'un parti après lui sans avoir été pris',
    bonne,
    { vus: remplacer(VUS, { ...annule, etat: 'envoye' }), partis: [...bonne.partis, ...partir('r3')] },
    'B, dernier-mois du 2026-03-10 par sms : parti après le renouvellement',
  ],
  [
    'un parti trop longtemps après lui',
    devancee,
    { partis: [...partir('r1', 'r4', 'r6'), { reference: 'r2', at: 300_141 }] },
    'par courriel : parti après le renouvellement',
  ],
  [
    'un avis dit remis après lui',
    { ...bonne, renouvelees: new Map([['C', 160]]) },
    { avis: [{ numero: 'C', remis: 1, apres: 1, revenus: 0 }] },
    'C : avis dit remis après le renouvellement',
  ],
  ['une radiation oubliée', bonne, { radiations: new Map() }, 'D : radiée 0 fois, 1 attendue'],
  ['deux radiations', bonne, { radiations: new Map([['D', 2]]) }, 'D : radiée 2 fois, 1 attendue'],
  [
    'la radiation d’une demande qui n’était pas à radier',
    bonne,
    {
      radiations: new Map([
        ['D', 1],
        ['A', 1],
      ]),
    },
    'A : radiée 1 fois, 0 attendue',
  ],
])('voit, des renouvellements et des radiations, %s', (_, histoire, faute, dit) => {
  expect(checkRappels({ ...histoire, ...faute }).join('\n')).toContain(dit)
})
