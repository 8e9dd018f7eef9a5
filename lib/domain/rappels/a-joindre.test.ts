import { describe, expect, it } from 'vitest'
import { addDays, type Jour, parseJour } from '../calendrier.ts'
import { type EnvoiVu, etapesPerdues, isEncoreUtile } from './a-joindre.ts'
import type { Suivi } from './jalons.ts'

const jour = (texte: string): Jour => {
  const lu = parseJour(texte)
  if (!lu) throw new Error(texte)
  return lu
}
const CYCLE = jour('2025-12-15')
const SUIVI: Suivi = {
  valideDepuis: CYCLE,
  avisAuPlusTardLe: jour('2026-11-15'),
  expireLe: jour('2026-12-15'),
  dernierJour: jour('2027-01-15'),
  avisRemisLe: jour('2026-11-06'),
  radieeLe: null,
}
const sms: EnvoiVu = {
  ...{ jalon: 'relance', canal: 'sms', duLe: jour('2026-11-30') },
  ...{ cycle: CYCLE, etat: 'echec', motif: 'numero-invalide' },
}
const courriel: EnvoiVu = { ...sms, canal: 'courriel', motif: 'rebond' }
const suivant: EnvoiVu = { ...sms, jalon: 'fin-proche', duLe: jour('2026-12-12'), etat: 'envoye', motif: null }
const jalonsDe = (suivi: Suivi, envois: readonly EnvoiVu[]) => etapesPerdues(suivi, envois).map(({ jalon }) => jalon)

describe('une étape que personne n’a reçue', () => {
  it('est celle dont tout a échoué, avec ce qui a manqué, canal par canal (R-RAP-64)', () => {
    expect(etapesPerdues(SUIVI, [sms, courriel])).toEqual([
      {
        jalon: 'relance',
        duLe: sms.duLe,
        rates: [
          { canal: 'sms', motif: 'numero-invalide' },
          { canal: 'courriel', motif: 'rebond' },
        ],
      },
    ])
  })

  it.each(['envoye', 'remis', 'a-envoyer', 'en-cours', 'a-verifier', 'a-prendre', 'pris'] as const)(
    'n’est pas celle dont un message est %s (R-RAP-64)',
    (etat) => {
      expect(jalonsDe(SUIVI, [sms, { ...courriel, etat, motif: null }])).toEqual([])
    },
  )

  it.each([
    ['sans-contact', ['relance']],
    ['contact-mort', ['relance']],
    ['prefere-pas', []],
    ['plus-due', []],
  ])('annulée partout parce que %s (R-RAP-64)', (motif, dites) => {
    const annules = [sms, courriel].map((un): EnvoiVu => ({ ...un, etat: 'annule', motif }))
    expect(jalonsDe(SUIVI, annules)).toEqual(dites)
  })

  it('dont le SMS a échoué et dont la personne ne veut pas de courriel se dit, sans ce qu’elle refuse (R-RAP-64)', () => {
    expect(etapesPerdues(SUIVI, [sms, { ...courriel, etat: 'annule', motif: 'prefere-pas' }])).toEqual([
      { jalon: 'relance', duLe: sms.duLe, rates: [{ canal: 'sms', motif: 'numero-invalide' }] },
    ])
  })

  it('ne compte plus quand un message d’après est parti, sauf l’avis, qui reste jusqu’à sa remise (R-RAP-64)', () => {
    expect(jalonsDe(SUIVI, [sms, courriel, suivant])).toEqual([])
    expect(jalonsDe(SUIVI, [sms, courriel, { ...suivant, etat: 'echec' }])).toEqual(['relance', 'fin-proche'])
    expect(jalonsDe(SUIVI, [sms, courriel, { ...suivant, duLe: addDays(sms.duLe, -1) }])).toEqual(['relance'])
    const avis: EnvoiVu = { ...courriel, jalon: 'avis', duLe: jour('2026-11-05') }
    expect(jalonsDe({ ...SUIVI, avisRemisLe: null }, [avis, suivant])).toEqual(['avis'])
    expect(jalonsDe(SUIVI, [avis, suivant])).toEqual([])
  })

  it('est de la validité en cours : celle d’une validité d’avant ne se dit plus (R-RAP-64)', () => {
    expect(jalonsDe({ ...SUIVI, valideDepuis: addDays(CYCLE, 1) }, [sms, courriel])).toEqual([])
  })

  it('d’une demande radiée est sa radiation, d’une active toutes les autres (R-RAP-64)', () => {
    const radiation: EnvoiVu = {
      ...courriel,
      jalon: 'radiation',
      canal: 'courrier',
      duLe: jour('2027-01-16'),
      motif: 'npai',
    }
    expect(jalonsDe({ ...SUIVI, radieeLe: radiation.duLe }, [sms, radiation])).toEqual(['radiation'])
    expect(jalonsDe(SUIVI, [radiation])).toEqual([])
  })
})

it('joindre quelqu’un sert jusqu’à son dernier jour ; radié, jusqu’à celui où un guichet réactive (R-RAP-64)', () => {
  const le = SUIVI.dernierJour
  expect([-1, 0, 1].map((n) => isEncoreUtile(SUIVI, null, addDays(le, n)))).toEqual([true, true, false])
  const radiee: Suivi = { ...SUIVI, radieeLe: addDays(le, 1) }
  const jusquAu = addDays(le, 150)
  expect([-1, 0, 1].map((n) => isEncoreUtile(radiee, jusquAu, addDays(jusquAu, n)))).toEqual([true, true, false])
})
