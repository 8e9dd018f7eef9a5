/** The checker of the reminders, on faults that are planted: it sees each, and nothing where there is none. */
import { expect, it } from 'vitest'
import { checkRappels, type HistoireDeRappels, type RappelVu } from './histoire-de-rappels.ts'

const sms: RappelVu = { reference: 'r1', numero: 'A', jalon: 'dernier-mois', canal: 'sms', etat: 'remis' }
const courriel: RappelVu = { ...sms, reference: 'r2', canal: 'courriel', etat: 'envoye' }
const annule: RappelVu = { ...sms, reference: 'r3', numero: 'B', etat: 'annule' }
const avis: RappelVu = { reference: 'r4', numero: 'C', jalon: 'avis', canal: 'courriel', etat: 'envoye' }
const lettre: RappelVu = { ...avis, reference: 'r5', canal: 'courrier', etat: 'a-prendre' }
const bonne: HistoireDeRappels = {
  attendus: [sms, courriel, annule, avis],
  vus: [sms, courriel, annule, avis],
  partis: ['r1', 'r2', 'r4'],
  renvois: [],
  renouvelees: new Set(['B']),
  accuses: [{ reference: 'r1', etat: 'remis' }],
  avis: [{ numero: 'C', remis: 1, revenus: 0 }],
  parCourriel: new Set(['C']),
}
const perdu = { reference: 'r1', etat: 'echec' } as const
/** The SMS was lost, and the notice came back: each has what takes its place. */
const malheureuse: HistoireDeRappels = {
  ...bonne,
  vus: [{ ...sms, etat: 'echec' }, courriel, annule, { ...avis, etat: 'echec' }, lettre],
  accuses: [perdu, { reference: 'r1', etat: 'remis' }, perdu, { reference: 'r4', etat: 'rebond' }],
  avis: [{ numero: 'C', remis: 1, revenus: 1 }],
}

it('ne trouve rien à dire de ce qui s’est bien passé', () => {
  expect(checkRappels(bonne)).toEqual([])
  expect(checkRappels(malheureuse)).toEqual([])
  const incertain = { ...courriel, etat: 'a-verifier' as const }
  for (const partis of [
    ['r1', 'r4'],
    ['r1', 'r2', 'r4'],
  ])
    expect(checkRappels({ ...bonne, vus: [sms, incertain, annule, avis], partis })).toEqual([])
  // A notice that did not leave is not handed over: its letter will.
  const perdue = { vus: [sms, courriel, annule, { ...avis, etat: 'echec' as const }, lettre], partis: ['r1', 'r2'] }
  expect(checkRappels({ ...bonne, ...perdue, avis: [] })).toEqual([])
})

it.each<[string, Partial<HistoireDeRappels>, string]>([
  ['un rappel oublié', { vus: [sms, annule], partis: ['r1'] }, 'courriel : prévu 0 fois'],
  ['deux lignes', { vus: [sms, courriel, annule, { ...sms, reference: 'r9', etat: 'annule' }] }, 'prévu 2 fois'],
  ['un double', { partis: ['r1', 'r1', 'r2'] }, 'parti 2 fois'],
  ['un perdu', { partis: ['r2'] }, 'dit parti, jamais reçu'],
  ['un qui attend', { vus: [{ ...sms, etat: 'en-cours' }, courriel, annule], partis: ['r2'] }, 'jamais réglé'],
  ['un SMS incertain', { vus: [{ ...sms, etat: 'a-verifier' }, courriel, annule] }, 'jamais réglé (a-verifier)'],
  ['un parti dit annulé', { vus: [{ ...sms, etat: 'annule' }, courriel, annule] }, 'parti, et dit annule'],
  ['un parti après le renouvellement', { partis: ['r1', 'r2', 'r3'] }, 'parti après le renouvellement'],
  ['un inconnu', { partis: ['r1', 'r2', 'r8'] }, 'r8 : parti sans être prévu'],
  ['un renvoi aveugle', { renvois: ['r1'] }, 'r1 : renvoyé à qui l’avait accepté'],
  [
    'un échec sans relais',
    { attendus: [sms], vus: [{ ...sms, etat: 'echec' }], partis: [], renouvelees: new Set() },
    'rien à sa place',
  ],
  ['deux avis remis', { avis: [{ numero: 'C', remis: 2, revenus: 1 }] }, 'avis dit remis 2 fois'],
  ['un avis parti que le registre ignore', { avis: [] }, 'avis remis 0 fois, 1 attendu'],
  ['un remis sans accusé', { accuses: [] }, 'dit remis, sans accusé'],
  [
    'un accusé oublié',
    { vus: [{ ...sms, etat: 'envoye' }, courriel, annule, avis] },
    'le dit remis, et il est dit envoye',
  ],
])('voit %s', (_, faute, dit) => {
  expect(checkRappels({ ...bonne, ...faute }).join('\n')).toContain(dit)
})

it.each<[string, Partial<HistoireDeRappels>, string]>([
  ['un perdu dit remis', { vus: [sms, ...malheureuse.vus.slice(1)] }, 'le dit perdu, et il est dit remis'],
  ['un avis revenu dit remis', { avis: [{ numero: 'C', remis: 1, revenus: 0 }] }, 'avis remis 1 fois, 0 attendu'],
  ['un avis revenu sans lettre', { vus: malheureuse.vus.slice(0, -1) }, 'C, avis par courriel : échoué, et rien'],
  ['un échec sans accusé', { accuses: [{ reference: 'r4', etat: 'rebond' }] }, 'parti, et dit echec'],
])('voit, de ce qui s’est perdu, %s', (_, faute, dit) => {
  expect(checkRappels({ ...malheureuse, ...faute }).join('\n')).toContain(dit)
})
