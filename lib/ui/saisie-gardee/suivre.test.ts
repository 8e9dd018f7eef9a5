/** A form that leaves, in a document, a browser and a network that a test holds in its hand. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { Coffre } from './coffre.ts'
import { compterLesFrappes, type Entree, resteDe } from './frappes.ts'
import { fermerLaPage, GARDE, JAMAIS, longtemps, MUET, ouvrirUnePage, repondre } from './testing.ts'

const RUE = 'demandeur.adresse.rue'

type Page = ReturnType<typeof ouvrirUnePage>
let form: Page['form']
let effacement: Page['effacement']
let etats: Page['etats']
let recharges: Page['recharges']
let suivreDans: Page['suivreDans']
beforeEach(() => {
  ;({ form, effacement, etats, recharges, suivreDans } = ouvrirUnePage())
})
afterEach(fermerLaPage)

describe('un formulaire qui part', () => {
  it('part tout de suite quand rien n’attend, et une seule fois quand on le redemande pendant qu’il attend', async () => {
    suivreDans(GARDE)
    await vi.advanceTimersByTimeAsync(0)
    form.requestSubmit()
    expect(form.departs).toHaveLength(1)
    form.ecrire('neuf@exemple.fr')
    form.requestSubmit()
    form.requestSubmit()
    expect(form.departs).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(0)
    expect(form.departs).toHaveLength(2)
    expect(form.departs[1]).toMatchObject({ frappe: '1' })
  })

  it('arrêté en route, laisse sa page envoyer ses derniers mots', async () => {
    suivreDans(GARDE)
    await vi.advanceTimersByTimeAsync(0)
    form.requestSubmit()
    expect(form.departs).toHaveLength(1)
    // Nothing was typed since: a page that goes with its form has nothing more to say.
    window.dispatchEvent(new Event('pagehide'))
    expect(fetch).not.toHaveBeenCalled()
    form.ecrire('neuf@exemple.fr')
    window.dispatchEvent(new Event('pagehide'))
    const [, dite] = vi.mocked(fetch).mock.calls.at(-1) ?? []
    expect([dite?.keepalive, String(dite?.body)]).toEqual([true, expect.stringContaining('neuf@exemple.fr')])
  })

  it('part sans un navigateur qui ne dit jamais s’il a lu, ni gardé (R-BRO-07)', async () => {
    suivreDans(MUET)
    form.ecrire('neuf@exemple.fr')
    form.requestSubmit()
    expect([form.departs.length, etats.at(-1)]).toEqual([0, { nature: 'envoi' }])
    await longtemps()
    expect(form.departs).toHaveLength(1)
    // The next one is heard too.
    form.requestSubmit()
    await longtemps()
    expect(form.departs).toHaveLength(2)
  })

  it.each([false, true])('part quand son abandon attend un tel navigateur (sur place : %s)', async (surPlace) => {
    suivreDans(MUET, surPlace)
    form.ecrire('neuf@exemple.fr')
    effacement.requestSubmit()
    await longtemps()
    expect([effacement.departs.length, form.departs.length]).toEqual([1, 0])
  })

  it('part quand on écrit toujours devant un portail qui tarde, et compte ce qu’il tient (R-BRO-07)', async () => {
    repondre(() => new Promise((done) => setTimeout(() => done(Response.json({ enregistre: null })), 2000)))
    const cesser = suivreDans(GARDE)
    form.ecrire('n')
    form.requestSubmit()
    for (let rang = 2; rang <= 10; rang += 1) {
      form.ecrire('n'.repeat(rang))
      // Longer than the pause after which a text goes: one is always on its way.
      await vi.advanceTimersByTimeAsync(800)
    }
    cesser()
    expect(form.departs).toHaveLength(1)
    expect(Number(form.departs[0]?.frappe)).toBeGreaterThan(1)
  })

  it('ne compte pas ce qui attend sans lui, que le navigateur le garde après ou jamais (R-BRO-07)', async () => {
    repondre(() => JAMAIS)
    const avant = compterLesFrappes({ version: '1' })
    avant.attendre(RUE, 'rue Neuve')
    const oublier = vi.fn<() => void>()
    let derniere = avant.entree()
    let auDepart: Entree | undefined
    form.addEventListener('formdata', () => {
      auDepart = derniere
    })
    const cesser = suivreDans({
      ...MUET,
      lire: async () => [{ ...avant.entree(), oublier }],
      garder: (entree) => {
        derniere = entree
        return JAMAIS
      },
    })
    await vi.advanceTimersByTimeAsync(0)
    form.ecrire('neuf@exemple.fr')
    form.requestSubmit()
    form.ecrire('autre@exemple.fr')
    // What is typed is on its way, and stays there.
    await longtemps()
    cesser()
    const [{ frappeDe = '', frappe, frappeAuDepart } = {}] = form.departs
    expect(form.departs).toHaveLength(1)
    // What was cut on its way left before the form, and says what the form does not hold.
    const envois = vi
      .mocked(fetch)
      .mock.calls.map(([, dite]) => z.record(z.string(), z.string()).parse(JSON.parse(String(dite?.body))))
    expect(envois.length).toBeGreaterThan(0)
    for (const envoi of envois) {
      expect(envoi).toMatchObject({ frappeDe, frappeHors: RUE })
      expect(Number(envoi.frappe)).toBeLessThanOrEqual(Number(frappeAuDepart))
    }
    // Written late, what the browser was given last is what the next page reads.
    for (const entree of [auDepart ?? avant.entree(), derniere]) {
      expect(entree.frappeDe).toBe(frappeDe)
      expect(resteDe(entree, { [frappeDe]: Number(frappe) })).toEqual({ [RUE]: 'rue Neuve' })
    }
    expect(oublier).not.toHaveBeenCalled()
  })
})

describe('la ligne qui dit si ce qui se tape est gardé', () => {
  it('redit gardé ce que le navigateur garde de nouveau, et fragile ce qu’il refuse', async () => {
    repondre(() => Promise.reject(new TypeError('no network')))
    const garder = vi.fn<Coffre['garder']>(async () => {})
    const cesser = suivreDans({ ...GARDE, garder })
    const direApres = async (texte: string) => {
      form.ecrire(texte)
      await vi.advanceTimersByTimeAsync(1000)
      return etats.at(-1)
    }
    expect(await direApres('un')).toEqual({ nature: 'attente' })
    garder.mockRejectedValue(new DOMException('full', 'QuotaExceededError'))
    expect(await direApres('deux')).toEqual({ nature: 'attente-fragile' })
    garder.mockResolvedValue()
    form.ecrire('trois')
    await vi.advanceTimersByTimeAsync(0)
    expect(etats.at(-1)).toEqual({ nature: 'attente' })
    cesser()
  })

  it('ne dit pas enregistré un texte que le serveur a coupé ; raccourci, il l’est (R-BRO-10)', async () => {
    repondre(async () => Response.json({ code: 'saisie-trop-longue' }))
    const cesser = suivreDans(GARDE)
    form.ecrire('x'.repeat(1001))
    await vi.advanceTimersByTimeAsync(1000)
    expect(etats.at(-1)).toEqual({ nature: 'trop-long' })
    repondre(async () => Response.json({ enregistre: '14 h 32' }))
    form.ecrire('x')
    await vi.advanceTimersByTimeAsync(1000)
    expect(etats.at(-1)).toEqual({ nature: 'enregistre', heure: '14 h 32' })
    cesser()
  })
})

it('rouvre la page demandée avant que le serveur ait ses derniers mots, et nulle autre', async () => {
  suivreDans(GARDE)()
  suivreDans(GARDE)()
  await vi.advanceTimersByTimeAsync(0)
  expect(recharges).toEqual([])
  const cesser = suivreDans(GARDE)
  form.ecrire('neuf@exemple.fr')
  cesser()
  // That which the browser remembers is left for the one of the server before it could be opened again.
  suivreDans(GARDE)()
  suivreDans(GARDE)
  await vi.advanceTimersByTimeAsync(0)
  expect(recharges).toEqual(['page'])
})

it('laisse ouverte la page où l’on écrit déjà', async () => {
  const cesser = suivreDans(GARDE)
  form.ecrire('neuf@exemple.fr')
  cesser()
  suivreDans(GARDE)
  form.ecrire('autre@exemple.fr')
  await vi.advanceTimersByTimeAsync(1000)
  expect(recharges).toEqual([])
})

it('laisse ouverte la page dont les derniers mots ne sont pas arrivés', async () => {
  repondre(async () => new Response(null, { status: 503 }))
  const cesser = suivreDans(GARDE)
  form.ecrire('neuf@exemple.fr')
  cesser()
  suivreDans(GARDE)
  await vi.advanceTimersByTimeAsync(0)
  expect(recharges).toEqual([])
})
