/** Histories of reminders for the tests of their checkers: what went well, and what went badly and was put right. */
import type { HistoireDeRappels, Passage, RappelVu } from './histoire-de-rappels.ts'

export const LE = '2026-03-10'
export const sms: RappelVu = {
  reference: 'r1',
  numero: 'A',
  jalon: 'dernier-mois',
  canal: 'sms',
  duLe: LE,
  etat: 'remis',
}
export const courriel: RappelVu = { ...sms, reference: 'r2', canal: 'courriel', etat: 'envoye' }
export const annule: RappelVu = { ...sms, reference: 'r3', numero: 'B', etat: 'annule' }
export const avis: RappelVu = { ...sms, reference: 'r4', numero: 'C', jalon: 'avis', canal: 'courriel', etat: 'envoye' }
export const lettre: RappelVu = { ...avis, reference: 'r5', canal: 'courrier', etat: 'a-prendre' }
export const radiee: RappelVu = { ...avis, reference: 'r6', numero: 'D', jalon: 'radiation' }
export const partir = (...references: readonly string[]) => references.map((reference) => ({ reference, at: 150 }))
export const prendre = (reference: string, at: number): Passage => ({
  reference,
  etat: 'en-cours',
  at,
  ecritAt: at + 1,
})
export const douter = (reference: string, at: number): Passage => ({
  reference,
  etat: 'a-verifier',
  at,
  ecritAt: at + 1,
})
export const annuler = (reference: string, at: number): Passage => ({ reference, etat: 'annule', at, ecritAt: at + 1 })
/** Due until the same day. */
export const devoir = (vus: readonly RappelVu[]) => vus.map((vu) => ({ ...vu, jusquAu: '2026-03-22' }))
export const remplacer = (vus: readonly RappelVu[], ...autres: readonly RappelVu[]): readonly RappelVu[] =>
  vus.map((vu) => autres.find(({ reference }) => reference === vu.reference) ?? vu)

export const VUS = [sms, courriel, annule, avis, radiee]
export const bonne: HistoireDeRappels = {
  le: LE,
  attendus: devoir(VUS),
  vus: VUS,
  passages: [...['r1', 'r2', 'r4', 'r6'].map((reference) => prendre(reference, 100)), annuler('r3', 125)],
  coupures: [{ de: 200, a: 300 }],
  partis: partir('r1', 'r2', 'r4', 'r6'),
  refus: [],
  renvois: [],
  demandees: new Map([['B', 110]]),
  renouvelees: new Map([['B', 120]]),
  aRadier: new Set(['D']),
  radiations: new Map([['D', 1]]),
  accuses: [{ reference: 'r1', etat: 'remis' }],
  avis: [{ numero: 'C', remis: 1, apres: 0, revenus: 0 }],
  parCourriel: new Set(['C']),
}
const perdu = { reference: 'r1', etat: 'echec' } as const
/** The SMS was lost, and the notice came back: each has what takes its place. */
export const malheureuse: HistoireDeRappels = {
  ...bonne,
  vus: [...remplacer(VUS, { ...sms, etat: 'echec' }, { ...avis, etat: 'echec' }), lettre],
  accuses: [perdu, { reference: 'r1', etat: 'remis' }, perdu, { reference: 'r4', etat: 'rebond' }],
  avis: [{ numero: 'C', remis: 1, apres: 0, revenus: 1 }],
}
export const incertain: RappelVu = { ...courriel, etat: 'a-verifier' }
/** Its worker was killed while the mail was leaving. */
export const coupee: HistoireDeRappels = {
  ...bonne,
  vus: remplacer(VUS, incertain),
  passages: [...bonne.passages, douter('r2', 400)],
}
/** The mail of A had been taken when A renewed, and left just after. */
export const devancee: HistoireDeRappels = {
  ...bonne,
  partis: partir('r1', 'r2', 'r4', 'r6'),
  demandees: new Map([
    ['A', 130],
    ['B', 110],
  ]),
  renouvelees: new Map([
    ['A', 140],
    ['B', 120],
  ]),
}
