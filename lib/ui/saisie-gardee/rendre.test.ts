/** What waits of pages of before, given to a server that a test answers for. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Coffre } from './coffre.ts'
import { compterLesFrappes } from './frappes.ts'
import { montrerLues, rendreLesAutresPages } from './rendre.ts'

const RUE = 'demandeur.adresse.rue'
const PORTABLE = 'demandeur.telephonePortable'

/** An entry of a page that was left, and whether it waits still. */
function uneEntree(version: string, champs: Readonly<Record<string, string>>) {
  const frappes = compterLesFrappes({ version })
  for (const [nom, texte] of Object.entries(champs)) frappes.attendre(nom, texte, { libelle: `Champ ${nom}`, texte })
  const oublier = vi.fn<() => void>()
  return { lue: { ...frappes.entree(), oublier }, oublier, jusquOu: frappes.jusquOu(() => true) }
}
type Une = ReturnType<typeof uneEntree>
const rendre = (unes: readonly Une[], recues = {}) => {
  const coffre: Coffre = { lire: async () => unes.map(({ lue }) => lue), garder: async () => {}, fermer: () => {} }
  return rendreLesAutresPages(coffre, { adresse: '/saisie', page: { version: '2' }, recues })
}
const repondre = (...dites: readonly (Response | Error)[]) => {
  const envoyer = vi.fn<typeof fetch>()
  for (const dite of dites)
    if (dite instanceof Error) envoyer.mockRejectedValueOnce(dite)
    else envoyer.mockResolvedValueOnce(dite)
  vi.stubGlobal('fetch', envoyer)
  return envoyer
}
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('ce qui attend d’une autre page', () => {
  it('part avec la page où il s’est écrit et son compte, et s’oublie une fois gardé', async () => {
    const envoyer = repondre(Response.json({ enregistre: '14 h 32' }))
    const [ancienne, dIci] = [uneEntree('1', { [RUE]: 'rue Neuve' }), uneEntree('2', { [RUE]: 'ici' })]
    expect(await rendre([ancienne, dIci])).toEqual({ isRendu: true, refusees: [] })
    expect(envoyer).toHaveBeenCalledOnce()
    const { page, rang } = ancienne.jusquOu
    expect(JSON.parse(String(envoyer.mock.calls[0]?.[1]?.body))).toEqual({
      [RUE]: 'rue Neuve',
      version: '1',
      frappeDe: page,
      frappe: String(rang),
    })
    expect(ancienne.oublier).toHaveBeenCalledOnce()
    expect(dIci.oublier).not.toHaveBeenCalled()
  })

  it('s’oublie sans rien envoyer quand le serveur l’a déjà (R-BRO-07)', async () => {
    const envoyer = repondre()
    const une = uneEntree('1', { [RUE]: 'rue Neuve' })
    expect(await rendre([une], { [une.jusquOu.page]: une.jusquOu.rang })).toEqual({ isRendu: false, refusees: [] })
    expect(envoyer).not.toHaveBeenCalled()
    expect(une.oublier).toHaveBeenCalledOnce()
  })

  it('reste, et se montre, quand le serveur ne le prend pas ; reste sans se montrer quand il ne répond pas', async () => {
    repondre(Response.json({ code: 'page-depassee' }), Response.json({}, { status: 503 }))
    const [refusee, sansReponse] = [uneEntree('1', { [RUE]: 'rue Neuve' }), uneEntree('1', { [RUE]: 'rue d’avant' })]
    const { isRendu, refusees } = await rendre([refusee, sansReponse])
    expect({ isRendu, refusees }).toEqual({ isRendu: false, refusees: [refusee.lue] })
    expect(refusee.oublier).not.toHaveBeenCalled()
    expect(sansReponse.oublier).not.toHaveBeenCalled()
    repondre(new TypeError('no network'))
    await expect(rendre([refusee])).rejects.toThrow('no network')
    expect(refusee.oublier).not.toHaveBeenCalled()
  })

  it('se montre en mots, sans ce que le serveur a déjà, et ne s’efface que sur demande', () => {
    const une = uneEntree('1', { [RUE]: 'rue Neuve', [PORTABLE]: '06 39 98 00 00' })
    const ancienne = { page: { version: '1' }, champs: { [RUE]: '' }, oublier: vi.fn<() => void>() }
    const montrees = montrerLues([une.lue, ancienne], { [une.jusquOu.page]: 1 })
    expect(montrees?.textes.map(({ libelle, texte }) => [libelle, texte])).toEqual([
      [`Champ ${PORTABLE}`, '06 39 98 00 00'],
      ['Une réponse', ''],
    ])
    expect(new Set(montrees?.textes.map(({ cle }) => cle)).size).toBe(2)
    expect(une.oublier).not.toHaveBeenCalled()
    // Whether the server had the older one is not known, and not said.
    expect([montrees?.isSu, montrerLues([une.lue], {})?.isSu]).toEqual([false, true])
    // Nor of a page that counts, for a text without its number; what the server has says nothing of the rest.
    const sansRang = (rangs: Readonly<Record<string, number>>) => ({ ...une.lue, rangs })
    expect(montrerLues([sansRang({ [RUE]: 1 })], {})?.isSu).toBe(false)
    expect(montrerLues([sansRang({ [PORTABLE]: 2 })], {})?.isSu).toBe(false)
    expect(montrerLues([sansRang({ [RUE]: 1, [PORTABLE]: 2 })], { [une.jusquOu.page]: 1 })?.isSu).toBe(true)
    montrees?.effacer()
    expect([une.oublier, ancienne.oublier].map(({ mock }) => mock.calls.length)).toEqual([1, 1])
    expect(montrerLues([une.lue], { [une.jusquOu.page]: 2 })).toBeUndefined()
  })
})
