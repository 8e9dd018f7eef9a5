import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import { hasFigure, isAnnee, nomDuChamp, readSaisie, TYPES, toSaisie } from './saisie-de-chiffres.ts'

const ici = { codeInsee: '09122', annee: 2026 }

describe('saisir les chiffres d’une commune', () => {
  it('vide est inconnu, jamais 0 ; 0 est 0 (R-CHI-10)', () => {
    const lue = readSaisie({ 't1.logements': '', 't2.logements': '0', 't3.logements': '1 234' }, ici)
    expect(lue.ok && lue.value.map(({ type, logements }) => [type, logements]).slice(2, 5)).toEqual([
      ['t1', null],
      ['t2', 0],
      ['t3', 1234],
    ])
    expect(lue.ok && lue.value.filter(hasFigure)).toHaveLength(2)
  })
  it('dit toutes les erreurs ensemble (R-CHI-10)', () => {
    const lue = readSaisie({ 't1.logements': '-1', 't2.attributionsN1': '1,5', arreteAu: '2026-02-30' }, ici)
    expect(!lue.ok && Object.keys(lue.refus.erreurs)).toEqual(['arreteAu', 't1.logements', 't2.attributionsN1'])
  })
  it('une année à venir n’a pas de chiffres (R-CHI-11)', () => {
    const le = jour('2026-12-31')
    expect([1999, 2000, 2026, 2027, 2026.5].map((annee) => isAnnee(annee, le))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ])
  })
  it('ce qui est montré est relu à l’identique', () => {
    const nombre = fc.option(fc.nat(999_999), { nil: null })
    const row = fc.record({ logements: nombre, demandesEnAttente: nombre, attributionsN1: nombre })
    fc.assert(
      fc.property(fc.array(row, { minLength: TYPES.length, maxLength: TYPES.length }), (figures) => {
        const rows = TYPES.map((type, rang) => ({
          ...ici,
          type,
          arreteAu: jour('2025-12-31'),
          source: 'SNE',
          ...(figures[rang] ?? { logements: null, demandesEnAttente: null, attributionsN1: null }),
        }))
        expect(readSaisie(toSaisie(rows), ici)).toEqual({ ok: true, value: rows })
      }),
    )
  })
  it('nomme ses champs par type et par chiffre', () => {
    expect(nomDuChamp('t6-et-plus', 'attributionsN1')).toBe('t6-et-plus.attributionsN1')
  })
})
