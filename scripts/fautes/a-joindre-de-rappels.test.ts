/** The checker of « à joindre autrement », on faults that are planted: it sees each, and nothing where there is none. */
import { describe, expect, it } from 'vitest'
import { checkAJoindre } from './a-joindre-de-rappels.ts'
import type { HistoireDeRappels } from './histoire-de-rappels.ts'
import {
  avis,
  bonne,
  coupee,
  courriel,
  devancee,
  lettre,
  malheureuse,
  partir,
  radiee,
  remplacer,
  sms,
  VUS,
} from './rappels-de-test.ts'

/** Neither the SMS nor the mail of A was ever accepted: nothing more leaves. */
const perdue: HistoireDeRappels = {
  ...bonne,
  vus: remplacer(VUS, { ...sms, etat: 'echec' }, { ...courriel, etat: 'annule' }),
  partis: partir('r4', 'r6'),
  accuses: [],
}

it('ne trouve rien à dire d’une liste qui a celles que rien n’a jointes, et elles seules (R-22)', () => {
  for (const histoire of [bonne, malheureuse, coupee, devancee]) expect(checkAJoindre(histoire, [])).toEqual([])
  expect(checkAJoindre(perdue, ['A'])).toEqual([])
  // Accepted, and lost afterwards: the receipts say so.
  const apres = {
    ...bonne,
    accuses: [
      { reference: 'r1', etat: 'echec' },
      { reference: 'r2', etat: 'rebond' },
    ],
  } as const
  expect(checkAJoindre(apres, ['A'])).toEqual([])
  // Renewed meanwhile, it has nobody to reach.
  expect(checkAJoindre({ ...perdue, renouvelees: devancee.renouvelees }, [])).toEqual([])
  // Its window has passed: whether it is on the list depends on when it was given up.
  for (const liste of [[], ['A']]) expect(checkAJoindre({ ...perdue, le: '2026-03-23' }, liste)).toEqual([])
})

describe('de la liste, voit', () => {
  it.each<[string, HistoireDeRappels, readonly string[], string]>([
    ['une oubliée', perdue, [], 'A : rien ne l’a jointe, et elle n’est pas à joindre autrement'],
    ['une de trop, jointe', bonne, ['A'], 'A : à joindre autrement, et elle ne devait pas l’être'],
    ['une de trop, renouvelée', bonne, ['B'], 'B : à joindre autrement, et elle ne devait pas l’être'],
    ['une de trop, inconnue', bonne, ['Z'], 'Z : à joindre autrement, et elle ne devait pas l’être'],
    ['une deux fois', perdue, ['A', 'A'], 'A : 2 fois à joindre autrement'],
    [
      'une dont le courriel est incertain',
      { ...coupee, vus: remplacer(coupee.vus, { ...sms, etat: 'echec' }), partis: partir('r4', 'r6'), accuses: [] },
      ['A'],
      'A : à joindre autrement, et elle ne devait pas l’être',
    ],
    [
      'une dont la lettre attend',
      { ...bonne, vus: [...remplacer(VUS, { ...avis, etat: 'echec' }), lettre], partis: partir('r1', 'r2', 'r6') },
      ['C'],
      'C : à joindre autrement, et elle ne devait pas l’être',
    ],
    [
      'une radiée que rien n’a dit',
      { ...bonne, vus: remplacer(VUS, { ...radiee, etat: 'echec' }), partis: partir('r1', 'r2', 'r4') },
      [],
      'D : rien ne l’a jointe, et elle n’est pas à joindre autrement',
    ],
  ])('%s (R-22)', (_, histoire, liste, dit) => {
    expect(checkAJoindre(histoire, liste)).toEqual([dit])
  })

  it('ce qui fut annulé avant une radiation n’est pas à dire : elle le dit (R-22)', () => {
    const morte = { ...sms, numero: 'D', reference: 'r7', etat: 'annule' } as const
    const vus = [...VUS, morte]
    expect(
      checkAJoindre({ ...bonne, vus, attendus: [...bonne.attendus, { ...morte, jusquAu: '2026-03-22' }] }, []),
    ).toEqual([])
  })
})
