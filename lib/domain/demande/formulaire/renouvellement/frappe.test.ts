import { describe, expect, it } from 'vitest'
import { ecrireFrappe, isRecue, type PageRecue, quiComptent, readFrappe } from './frappe.ts'

const page = '0123456789abcdef'.repeat(2)

describe('ce que l’on tape sur une page, compté (R-BRO-07)', () => {
  it('se lit comme il s’est écrit, et rien d’autre ne se lit', () => {
    expect(readFrappe({ ...ecrireFrappe({ page, rang: 12 }), 'demandeur.courriel': 'a@exemple.fr' })).toEqual({
      page,
      rang: 12,
    })
    for (const frappe of [
      { page, rang: 0, depart: 0 },
      { page, rang: 3, depart: 5 },
      { page, rang: 3, hors: ['demandeur.nom', 'recherche.type'] },
    ])
      expect(readFrappe(ecrireFrappe(frappe))).toEqual(frappe)
    expect(readFrappe({})).toBeUndefined()
    expect(readFrappe({ frappeDe: page })).toBeUndefined()
    expect(readFrappe({ frappeDe: 'x', frappe: '1' })).toBeUndefined()
    for (const frappe of ['', '0', '-1', '1.5', '1e3', '9999999999', 'NaN'])
      expect(readFrappe({ frappeDe: page, frappe })).toBeUndefined()
  })

  const reponses = { a: '1', b: '2' }
  const deLaPage = (rang: number, depart = 0) => ({ rang, depart })
  const texte = (rang: number, recue: PageRecue, hors?: readonly string[]) =>
    quiComptent(reponses, { page, rang, ...(hors && { hors }) }, recue)

  it('un texte compte après le dernier reçu ; parti avant un formulaire reçu, ce que celui-ci n’a pas seulement', () => {
    expect([4, 5, 6].map((rang) => texte(rang, deLaPage(5)))).toEqual([undefined, undefined, reponses])
    expect([7, 8].map((rang) => texte(rang, deLaPage(5, 7)))).toEqual([undefined, reponses])
    expect([5, 6].map((rang) => texte(rang, deLaPage(5, 7), ['b', 'c']))).toEqual([undefined, { b: '2' }])
  })

  it('est reçu jusqu’au dernier rang que le serveur a de cette page, et d’elle seule', () => {
    expect([11, 12, 13].map((rang) => isRecue({ page, rang }, { [page]: 12 }))).toEqual([true, true, false])
    expect(isRecue({ page, rang: 1 }, {})).toBe(false)
    expect(isRecue({ page: 'constructor', rang: 1 }, {})).toBe(false)
  })
})
