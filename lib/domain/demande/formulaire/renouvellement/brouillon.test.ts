import { describe, expect, it } from 'vitest'
import { addDays, jour } from '../../../calendrier.ts'
import {
  type AvisDeBrouillon,
  forgetConfirmees,
  forgetReponses,
  isToutGarde,
  mergeReponses,
  suiteDuBrouillon,
} from './brouillon.ts'

describe('le brouillon d’un renouvellement', () => {
  it('garde champ par champ ce qui est écrit, le dernier mot l’emportant (R-BRO-01)', () => {
    const avant = { 'demandeur.courriel': 'a@exemple.fr', 'demandeur.adresse.voie': 'rue' }
    expect(mergeReponses(avant, { 'demandeur.courriel': '', 'exact.vous': 'oui' })).toEqual({
      'demandeur.courriel': '',
      'demandeur.adresse.voie': 'rue',
      'exact.vous': 'oui',
    })
  })

  it.each(['', 'x', '__proto__.polluted', 'a b.c', '<b>.c', `a.${'b'.repeat(80)}`, 'a.b.c.d.e.f.g.h'])(
    'ne garde pas un champ nommé « %s » (R-BRO-01)',
    (nom) => {
      expect(mergeReponses({}, { [nom]: 'x' })).toEqual({})
    },
  )

  it('la demande changée entre-temps, « c’est exact » et « toujours » sont à redire, ce qui est écrit reste (R-BRO-03)', () => {
    const ecrites = {
      'demandeur.courriel': 'a@exemple.fr',
      'demandeur.revenuFiscal.reponse': 'rien',
      'cotitulaires.0.ressources.reponse': 'autre',
      'cotitulaires.0.ressources.lignes.0.euros': '900',
    }
    const toujours = { 'demandeur.ressources.reponse': 'toujours', 'cotitulaires.0.revenuFiscal.reponse': 'toujours' }
    expect(forgetConfirmees({ ...ecrites, ...toujours, 'exact.vous': 'oui', 'exact.foyer': 'oui' })).toEqual(ecrites)
  })

  it('coupe un texte sans fin, tait l’invisible et le NIR, et ne déborde pas (R-BRO-01)', () => {
    expect(mergeReponses({}, { 'a.b': 'x'.repeat(1001) })['a.b']).toHaveLength(1000)
    expect(mergeReponses({}, { 'a.b': 'x'.repeat(1000) })['a.b']).toHaveLength(1000)
    const maisons = mergeReponses({}, { 'a.b': `x${'🏠'.repeat(1000)}` })['a.b'] ?? ''
    expect([maisons.isWellFormed(), maisons]).toEqual([true, `x${'🏠'.repeat(999)}`])
    expect(mergeReponses({}, { 'a.b': 'x\ud83c' })['a.b']?.isWellFormed()).toBe(true)
    expect(mergeReponses({}, { 'a.b': 'ru\u202Ee' })['a.b']).toBe('rue')
    // Month 13 does not exist in a real one; the key is right all the same.
    const cle = String(97 - (2801399999999 % 97)).padStart(2, '0')
    expect(mergeReponses({}, { 'a.b': `2801399999999${cle}` })).toEqual({ 'a.b': '' })
    const plein = mergeReponses({}, Object.fromEntries(Array.from({ length: 401 }, (_, n) => [`a.b${n}`, 'x'])))
    expect(Object.keys(plein)).toHaveLength(400)
    expect(mergeReponses(plein, { 'a.b0': 'y' })['a.b0']).toBe('y')
    const long = mergeReponses(
      {},
      Object.fromEntries(Array.from({ length: 41 }, (_, n) => [`a.b${n}`, 'x'.repeat(1000)])),
    )
    expect(Object.keys(long)).toHaveLength(40)
  })

  it('dit si tout est gardé, et ne le dit pas d’un texte coupé ou laissé (R-BRO-10)', () => {
    const mille = (nombre: number) =>
      Object.fromEntries(Array.from({ length: nombre }, (_, n) => [`a.b${n}`, 'x'.repeat(1000)]))
    expect([1000, 1001].map((n) => isToutGarde({}, { 'a.b': 'x'.repeat(n) }))).toEqual([true, false])
    expect([40, 41].map((n) => isToutGarde({}, mille(n)))).toEqual([true, false])
    expect([40, 39].map((n) => isToutGarde(mille(n), { 'a.c': 'x' }))).toEqual([false, true])
    const champs = (nombre: number) => Object.fromEntries(Array.from({ length: nombre }, (_, n) => [`a.b${n}`, 'x']))
    expect([400, 401].map((n) => isToutGarde({}, champs(n)))).toEqual([true, false])
    // What is no field of ours is not typed by anybody, and a NIR is left out on purpose.
    expect(isToutGarde({}, { x: 'version', 'a.b': 'ru\u202Ee' })).toBe(true)
  })

  it('oublie un groupe sans toucher aux autres', () => {
    expect(forgetReponses({ 'a.b': '1', 'c.d': '2' }, (nom) => nom.startsWith('a.'))).toEqual({ 'c.d': '2' })
  })

  const suite = (change: string, le: string, avis?: AvisDeBrouillon, isJoignable = true) =>
    suiteDuBrouillon({ changeLe: jour(change), isJoignable, avis }, jour(le))
  const parti = (le: string): AvisDeBrouillon => ({ partiLe: jour(le) })

  it.each([
    ['2026-11-28', '2027-05-13', '2027-05-28'],
    ['2026-08-31', '2027-02-13', '2027-02-28'],
  ])('changé le %s, il s’annonce le %s et s’efface le %s (R-BRO-02)', (change, avisLe, effaceLe) => {
    const veille = (le: string) => addDays(jour(le), -1)
    expect(suite(change, veille(avisLe))).toEqual({ suite: 'garder' })
    expect(suite(change, avisLe)).toEqual({ suite: 'annoncer', effaceLe })
    expect(suite(change, veille(effaceLe), parti(avisLe))).toEqual({ suite: 'garder' })
    expect(suite(change, effaceLe, parti(avisLe))).toEqual({ suite: 'effacer' })
    expect(suite(change, veille(effaceLe), undefined, false)).toEqual({ suite: 'garder' })
    expect(suite(change, effaceLe, undefined, false)).toEqual({ suite: 'effacer' })
  })

  it('annoncé tard, il attend quinze jours de plus ; pas encore parti, il attend (R-BRO-06)', () => {
    const change = '2026-11-28'
    expect(suite(change, '2027-05-20')).toEqual({ suite: 'annoncer', effaceLe: '2027-06-04' })
    expect(suite(change, '2027-09-01')).toEqual({ suite: 'annoncer', effaceLe: '2027-09-16' })
    expect(suite(change, '2027-09-01', { partiLe: null })).toEqual({ suite: 'garder' })
    expect(suite(change, '2027-09-15', parti('2027-09-01'))).toEqual({ suite: 'garder' })
    expect(suite(change, '2027-09-16', parti('2027-09-01'))).toEqual({ suite: 'effacer' })
  })
})
