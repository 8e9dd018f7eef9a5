import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import { decideConfirmation, isQuestionDue, lastDayOfLink } from './verification.ts'

const le = jour('2026-11-28')

describe('la question annuelle à un centre', () => {
  it.each([
    ['2025-11-27', null, true],
    ['2025-11-28', null, false],
    ['2025-11-29', null, false],
    [null, null, false],
    ['2024-01-01', '2025-11-27', true],
    ['2024-01-01', '2025-11-28', false],
    ['2024-01-01', '2026-11-28', false],
  ])('point confirmé le %s, question posée le %s : posée aujourd’hui %s (R-FRA-04)', (plusAncien, derniere, due) => {
    const jourOu = (dit: string | null) => (dit === null ? null : jour(dit))
    const jours = { plusAncien: jourOu(plusAncien), derniereLe: jourOu(derniere) }
    expect(isQuestionDue(jours, le)).toBe(due)
  })

  it('son lien vaut deux mois, le bout du mois compris (R-FRA-05)', () => {
    expect(lastDayOfLink(jour('2026-11-28'))).toBe('2027-01-28')
    expect(lastDayOfLink(jour('2026-12-31'))).toBe('2027-02-28')
  })
})

describe('la réponse du centre', () => {
  const une = { id: 'v', centreId: 'c', expireLe: jour('2026-12-31'), confirmeeLe: null }
  const vu = (jourDit: string, publies = 'a') => ({ vus: 'a', publies, le: jour(jourDit) })

  it('se reçoit jusqu’au dernier jour, pas le lendemain (R-FRA-05)', () => {
    expect(decideConfirmation(une, vu('2026-12-30'))).toEqual({ ok: true, value: 'confirmer' })
    expect(decideConfirmation(une, vu('2026-12-31'))).toEqual({ ok: true, value: 'confirmer' })
    expect(decideConfirmation(une, vu('2027-01-01'))).toEqual({
      ok: false,
      refus: { code: 'lien-expire', expireLe: '2026-12-31' },
    })
  })

  it('ne confirme que ce qui a été vu, et une seule fois (R-FRA-06)', () => {
    expect(decideConfirmation(une, vu('2026-12-01', 'b'))).toEqual({ ok: false, refus: { code: 'points-changes' } })
    const faite = { ...une, confirmeeLe: jour('2026-12-02') }
    expect(decideConfirmation(faite, vu('2027-03-01', 'b'))).toEqual({ ok: true, value: 'deja' })
  })
})
