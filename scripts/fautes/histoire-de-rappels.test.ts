/** The checker of the reminders, on faults that are planted: it sees each, and nothing where there is none. */
import { expect, it } from 'vitest'
import { checkRappels, type HistoireDeRappels, type RappelVu } from './histoire-de-rappels.ts'

const sms: RappelVu = { reference: 'r1', numero: 'A', jalon: 'dernier-mois', canal: 'sms', etat: 'remis' }
const courriel: RappelVu = { ...sms, reference: 'r2', canal: 'courriel', etat: 'envoye' }
const annule: RappelVu = { ...sms, reference: 'r3', numero: 'B', etat: 'annule' }
const bonne: HistoireDeRappels = {
  attendus: [sms, courriel, annule],
  vus: [sms, courriel, annule],
  partis: ['r1', 'r2'],
  renvois: [],
  renouvelees: new Set(['B']),
  avisRemis: ['C'],
}

it('ne trouve rien à dire de ce qui s’est bien passé', () => {
  expect(checkRappels(bonne)).toEqual([])
  const incertain = { ...courriel, etat: 'a-verifier' as const }
  for (const partis of [['r1'], ['r1', 'r2']])
    expect(checkRappels({ ...bonne, vus: [sms, incertain, annule], partis })).toEqual([])
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
  ['deux avis remis', { avisRemis: ['C', 'C'] }, 'avis dit remis 2 fois'],
])('voit %s', (_, faute, dit) => {
  expect(checkRappels({ ...bonne, ...faute }).join('\n')).toContain(dit)
})
