/** A form that answers in one tap, beside what was just typed: no text of its page arrives after its answer. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { COURRIEL, fermerLaPage, GARDE, JAMAIS, longtemps, ouvrirUnePage, repondre } from './testing.ts'

type Page = ReturnType<typeof ouvrirUnePage>
let form: Page['form']
let reponse: Page['reponse']
let etats: Page['etats']
let suivreDans: Page['suivreDans']
beforeEach(() => {
  ;({ form, reponse, etats, suivreDans } = ouvrirUnePage())
})
afterEach(fermerLaPage)

describe('une réponse d’une touche, à côté de ce qui vient d’être tapé (R-MAJ-13)', () => {
  const envois = () =>
    vi
      .mocked(fetch)
      .mock.calls.map(([, dite]) => z.record(z.string(), z.string()).parse(JSON.parse(String(dite?.body))))

  it('part seule quand le texte est déjà enregistré : quitter son champ ne le redit pas', async () => {
    suivreDans(GARDE)
    await vi.advanceTimersByTimeAsync(0)
    form.ecrire('13 50')
    await vi.advanceTimersByTimeAsync(1000)
    expect(etats.at(-1)).toEqual({ nature: 'enregistre', heure: '14 h 32' })
    form.quitter()
    reponse.requestSubmit()
    window.dispatchEvent(new Event('pagehide'))
    await longtemps()
    expect(reponse.departs).toMatchObject([{ frappe: '1', frappeAuDepart: '1' }])
    expect(envois()).toHaveLength(1)
  })

  it('part après le texte qui attendait encore, et rien ne part après elle', async () => {
    let repondu = 0
    repondre(async () => {
      repondu += 1
      expect(reponse.departs).toEqual([])
      return Response.json({ enregistre: '14 h 32' })
    })
    suivreDans(GARDE)
    await vi.advanceTimersByTimeAsync(0)
    form.ecrire('13 50')
    form.quitter()
    reponse.requestSubmit()
    await longtemps()
    window.dispatchEvent(new Event('pagehide'))
    expect(reponse.departs).toMatchObject([{ frappe: '1', frappeAuDepart: '1' }])
    expect([repondu, envois()]).toMatchObject([1, [{ [COURRIEL]: '13 50' }]])
  })

  it.each([
    ['ne répond pas', () => JAMAIS],
    ['tombe', () => Promise.reject(new TypeError('no network'))],
  ])('part sans attendre toujours un réseau qui %s, et compte ce qui arriverait après elle', async (_, reseau) => {
    repondre(reseau)
    suivreDans(GARDE)
    await vi.advanceTimersByTimeAsync(0)
    form.ecrire('13 50')
    form.quitter()
    reponse.requestSubmit()
    await longtemps()
    window.dispatchEvent(new Event('pagehide'))
    expect(reponse.departs).toHaveLength(1)
    const [{ frappeDe = '', frappe } = {}] = reponse.departs
    expect(envois().length).toBeGreaterThan(0)
    for (const envoi of envois()) {
      expect(envoi).toMatchObject({ frappeDe })
      expect(Number(envoi.frappe)).toBeLessThanOrEqual(Number(frappe))
    }
  })

  it('sans elle, un texte dit par son champ que l’on quitte, et par lui seul, part', async () => {
    suivreDans(GARDE)
    await vi.advanceTimersByTimeAsync(0)
    form.courriel.value = 'neuf@exemple.fr'
    form.quitter()
    window.dispatchEvent(new Event('pagehide'))
    expect(envois()).toMatchObject([{ [COURRIEL]: 'neuf@exemple.fr' }])
  })
})
