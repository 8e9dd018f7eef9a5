import { describe, expect, it } from 'vitest'
import { ecrireFrappe, isRecue, readFrappe } from './frappe.ts'

const page = '0123456789abcdef'.repeat(2)

describe('ce que l’on tape sur une page, compté (R-BRO-07)', () => {
  it('se lit comme il s’est écrit, et rien d’autre ne se lit', () => {
    expect(readFrappe({ ...ecrireFrappe({ page, rang: 12 }), 'demandeur.courriel': 'a@exemple.fr' })).toEqual({
      page,
      rang: 12,
    })
    expect(readFrappe({})).toBeUndefined()
    expect(readFrappe({ frappeDe: page })).toBeUndefined()
    expect(readFrappe({ frappeDe: 'x', frappe: '1' })).toBeUndefined()
    for (const frappe of ['', '0', '-1', '1.5', '1e3', '9999999999', 'NaN'])
      expect(readFrappe({ frappeDe: page, frappe })).toBeUndefined()
  })

  it('est reçu jusqu’au dernier rang que le serveur a de cette page, et d’elle seule', () => {
    expect([11, 12, 13].map((rang) => isRecue({ page, rang }, { [page]: 12 }))).toEqual([true, true, false])
    expect(isRecue({ page, rang: 1 }, {})).toBe(false)
    expect(isRecue({ page: 'constructor', rang: 1 }, {})).toBe(false)
  })
})
