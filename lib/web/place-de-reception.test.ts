import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { TROP_DE_FICHIERS } from '#lib/documents/trop-de-demandes.ts'
import { keepSansNom } from './fichier-sans-nom.ts'
import { ATTENTE, DEPOT, encode, formulaire, post, sendSlowly, whole, withSites } from './testing.ts'

const { site, dossier } = withSites()

describe('la place d’un classeur déposé', () => {
  it('attend son tour quand le disque est pris, par une adresse ou par toutes (R-DEB-05)', async () => {
    const { url, vus, hold } = await site()
    const { body } = await encode(formulaire())
    expect(body.length * 2).toBeGreaterThan(2_000_000)
    const release = hold()
    const premier = post(`${url}${DEPOT}`, formulaire())
    await expect.poll(() => vus.length, ATTENTE).toBe(1)
    const refuse = await post(`${url}${DEPOT}`, formulaire(), { headers: { 'next-action': '7f00' } })
    expect([refuse.status, refuse.headers.get('retry-after')]).toEqual([429, '60'])
    expect(await refuse.text()).toBe(TROP_DE_FICHIERS)
    release()
    expect((await premier).status).toBe(200)
    await expect.poll(async () => (await post(`${url}${DEPOT}`, formulaire())).status, ATTENTE).toBe(200)
    // To the byte.
    const juste = await site({ place: { adresse: body.length, tous: body.length } })
    const court = await site({ place: { adresse: body.length, tous: body.length - 1 } })
    expect((await post(`${juste.url}${DEPOT}`, formulaire())).status).toBe(200)
    expect((await post(`${court.url}${DEPOT}`, formulaire())).status).toBe(429)
  })

  it('a tous ses mots jusqu’à la limite (R-DEB-05)', async () => {
    const { url, vus } = await site()
    const plein = new FormData()
    for (let rang = 0; rang < 4; rang += 1) plein.append('n', 'x'.repeat(64 * 1024 - 1))
    expect((await post(`${url}${DEPOT}`, plein)).status).toBe(200)
    expect(vus[0]?.champs).toHaveLength(4)
    plein.append('n', '')
    expect((await post(`${url}${DEPOT}`, plein)).status).toBe(400)
  })

  it('dont la personne raccroche juste avant d’être servie rend sa place et son fichier', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    let gardes = 0
    const { url, vus, partis } = await site({
      lire: false,
      delais: { sursis: 1 },
      garder: async (flux) => {
        const fichier = await keepSansNom(flux, dossier())
        gardes += 1
        await held
        return fichier
      },
    })
    const envoi = await encode(formulaire())
    const { send, cut } = sendSlowly(url, envoi)
    await send(0, envoi.body.length)
    await expect.poll(() => gardes, ATTENTE).toBe(1)
    cut()
    await partis[0]
    release()
    // There is room for one.
    await expect.poll(async () => (await post(`${url}${DEPOT}`, formulaire())).status, ATTENTE).toBe(200)
    const [fichier] = vus[0]?.fichiers ?? []
    if (!fichier) throw new Error('no file')
    await expect(whole(fichier)).rejects.toThrow('read once')
  })

  it('que l’on n’a pas commencé à lire peu après que la personne a raccroché rend sa place', async () => {
    const { url, vus, partis, hold } = await site({ delais: { sursis: 1 } })
    const release = hold()
    const envoi = await encode(formulaire())
    const { send, cut } = sendSlowly(url, envoi)
    await send(0, envoi.body.length)
    await expect.poll(() => vus.length, ATTENTE).toBe(1)
    cut()
    await partis[0]
    hold()()
    await expect.poll(async () => (await post(`${url}${DEPOT}`, formulaire())).status, ATTENTE).toBe(200)
    release()
  })

  it('garde sa place tant qu’il se lit, aussi après que la personne a raccroché (R-DEB-05)', async () => {
    const { promise: debut, resolve: begun } = Promise.withResolvers<void>()
    const { promise: suite, resolve: goOn } = Promise.withResolvers<void>()
    let rendus = 0
    const { url, partis } = await site({
      delais: { sursis: 1 },
      garder: async (flux) => {
        const fichier = await keepSansNom(flux, dossier())
        return {
          ...fichier,
          lire: async function* () {
            for await (const morceau of fichier.lire()) {
              begun()
              await suite
              yield morceau
            }
          },
          close: async () => {
            const closed = fichier.close()
            rendus += 1
            await closed
          },
        }
      },
    })
    const envoi = await encode(formulaire())
    const { send, cut } = sendSlowly(url, envoi)
    await send(0, envoi.body.length)
    await debut
    cut()
    await partis[0]
    await expect.poll(() => rendus, ATTENTE).toBe(1)
    expect((await post(`${url}${DEPOT}`, formulaire())).status).toBe(429)
    goOn()
    await expect.poll(async () => (await post(`${url}${DEPOT}`, formulaire())).status, ATTENTE).toBe(200)
  })

  it('que l’on ne finit pas de lire, arrivé entier, est refusé et rend sa place', async () => {
    let isBloque = true
    const { url, vus } = await site({
      delais: { finition: 1 },
      // Nothing of it is read before it is destroyed.
      garder: async (flux) => {
        if (isBloque) await once(flux, 'close')
        return keepSansNom(flux, dossier())
      },
    })
    const answer = await post(`${url}${DEPOT}`, formulaire('contenu'))
    expect([answer.status, vus.length]).toEqual([400, 0])
    isBloque = false
    const juste = await site()
    expect((await post(`${juste.url}${DEPOT}`, formulaire())).status).toBe(200)
  })

  it('annoncé et qui n’arrive pas ne prend la place de personne d’autre (R-DEB-05)', async () => {
    const { url } = await site({ place: { adresse: 50_000_000, tous: 2_000_000 } })
    const envoi = await encode(formulaire())
    const lents = Array.from({ length: 20 }, () => sendSlowly(url, envoi))
    await Promise.all(lents.map(({ send }) => send(0, 300)))
    expect((await post(`${url}${DEPOT}`, formulaire())).status).toBe(200)
    for (const { cut } of lents) cut()
  })

  it('pour qui la place manque en chemin est écouté jusqu’au bout, puis lit pourquoi (R-DEB-05)', async () => {
    const { url, vus, hold } = await site({ place: { adresse: 50_000_000, tous: 2_000_000 } })
    const release = hold()
    const envoi = await encode(formulaire())
    const lent = sendSlowly(url, envoi)
    await lent.send(0, 300)
    const premier = post(`${url}${DEPOT}`, formulaire())
    await expect.poll(() => vus.length, ATTENTE).toBe(1)
    await lent.send(300, envoi.body.length)
    const { statut, texte } = await lent.answer
    expect([statut, texte.includes(`<p>${TROP_DE_FICHIERS}</p>`)]).toEqual([429, true])
    release()
    expect((await premier).status).toBe(200)
    await expect.poll(async () => (await post(`${url}${DEPOT}`, formulaire())).status, ATTENTE).toBe(200)
  })
})
