import { readdirSync } from 'node:fs'
import { request as sendTo } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ENVOI_ILLISIBLE, TROP_DE_FICHIERS } from '#lib/documents/trop-de-demandes.ts'
import { findFichier } from './fichier-recu.ts'
import { keepSansNom } from './fichier-sans-nom.ts'
import { ATTENTE, bytes, DEPOT, encode, formulaire, GRAND, post, sendSlowly, whole, withSites } from './testing.ts'

const { site, dossier } = withSites()

describe('un classeur déposé', () => {
  it('va sur le disque : Next ne reçoit que les mots du formulaire, l’action lit le fichier entier', async () => {
    const { url, vus } = await site()
    const answer = await post(`${url}${DEPOT}?avant=x`, formulaire())
    expect([answer.status, await answer.text()]).toEqual([200, 'servi'])
    const [vu] = vus
    expect(vu?.poids).toBeLessThan(1000)
    expect(vu?.champs).toEqual([
      ['$ACTION_KEY', 'k1'],
      ['centreId', 'Foix\r\né'],
    ])
    expect(vu?.fichiers).toMatchObject([{ nom: 'Recensement d’été "2".xlsx', taille: Buffer.byteLength(GRAND) }])
    expect(vu?.lus[0] === bytes(GRAND)).toBe(true)
    // It has no name: there is nothing to find, and nothing to take away.
    expect(readdirSync(dossier())).toEqual([])
  })

  it('se lit une fois, et n’est à personne d’autre', async () => {
    const { url, vus } = await site()
    await post(`${url}${DEPOT}`, formulaire('un'))
    const [fichier] = vus[0]?.fichiers ?? []
    if (!fichier) throw new Error('no file')
    await expect(whole(fichier)).rejects.toThrow('read once')
    // Whoever writes the key of another in a form of theirs holds an empty file.
    const faux = new File([], 'faux.xlsx', { type: 'application/x-portail-depot.0' })
    expect(findFichier(faux).taille).toBe(0)
  })

  it('que personne ne lit est rendu au système quand la réponse est partie', async () => {
    const { url, vus } = await site({ lire: false })
    await post(`${url}${DEPOT}`, formulaire())
    const [fichier] = vus[0]?.fichiers ?? []
    if (!fichier) throw new Error('no file')
    // There is room for one: the next passes once the first is gone.
    await expect.poll(async () => (await post(`${url}${DEPOT}`, formulaire())).status, ATTENTE).toBe(200)
    await expect(whole(fichier)).rejects.toThrow('read once')
  })

  it('sans fichier choisi, ou vide, reste ce qu’il est', async () => {
    const { url, vus } = await site()
    await post(`${url}${DEPOT}`, formulaire('', ''))
    await post(`${url}${DEPOT}`, formulaire('', 'vide.xlsx'))
    expect(vus.map(({ fichiers }) => fichiers)).toMatchObject([[], [{ nom: 'vide.xlsx', taille: 0 }]])
  })

  it('dont l’envoi est coupé ne laisse rien, et le suivant passe', async () => {
    const { url, vus } = await site()
    const { body, type } = await encode(formulaire())
    await new Promise<void>((done) => {
      const asked = sendTo(`${url}${DEPOT}`, {
        method: 'POST',
        headers: { 'content-type': type, 'content-length': body.length },
      })
      asked.once('error', () => done())
      asked.write(body.subarray(0, body.length / 2), () => setTimeout(() => asked.destroy(new Error('cut')), 50))
    })
    // Its room too is given back: 1.4 of 2 MB.
    await expect.poll(async () => (await post(`${url}${DEPOT}`, formulaire())).status, ATTENTE).toBe(200)
    expect(vus).toHaveLength(1)
    expect(readdirSync(dossier())).toEqual([])
  })

  it('arrivé entier se lit encore quand la personne raccroche avant la réponse', async () => {
    const { url, vus, hold } = await site()
    const release = hold()
    const coupure = new AbortController()
    const parti = post(`${url}${DEPOT}`, formulaire(), { signal: coupure.signal })
    await expect.poll(() => vus.length, ATTENTE).toBe(1)
    coupure.abort()
    await expect(parti).rejects.toThrow()
    await expect.poll(() => vus[0]?.isRaccroche, ATTENTE).toBe(true)
    release()
    await expect.poll(() => vus[0]?.lus[0] === bytes(GRAND), ATTENTE).toBe(true)
  })

  it('dont le formulaire est tronqué, trop long ou illisible reçoit une page qui dit quoi faire', async () => {
    const { url, vus } = await site()
    const { body, type } = await encode(formulaire('contenu'))
    const bavard = formulaire('contenu')
    bavard.append('note', 'x'.repeat(70_000))
    const nombreux = formulaire('contenu')
    for (let rang = 0; rang < 22; rang += 1) nombreux.append('n', 'x')
    const deux = formulaire('contenu')
    deux.append('fichier', new File(['autre'], 'autre.xlsx'))
    const comble = formulaire('contenu')
    for (let rang = 0; rang < 5; rang += 1) comble.append('n', 'x'.repeat(60_000))
    for (const envoi of [
      { body: body.subarray(0, -30), type },
      { body: Buffer.from('rien de tel'), type },
      { body, type: 'multipart/form-data' },
      await encode(bavard),
      await encode(nombreux),
      await encode(deux),
      await encode(comble),
    ]) {
      const headers = { 'content-type': envoi.type }
      const answer = await post(`${url}${DEPOT}`, new Uint8Array(envoi.body), { headers })
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain(`<p>${ENVOI_ILLISIBLE}</p>`)
    }
    expect(vus).toEqual([])
    expect(readdirSync(dossier())).toEqual([])
  })

  it('que le disque ne peut pas garder est une panne pour qui le lit, et l’envoi va à son terme', async () => {
    const { url } = await site({ garder: (flux) => keepSansNom(flux, join(dossier(), 'absent')) })
    const answer = await post(`${url}${DEPOT}`, formulaire())
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('ENOENT')
  })

  it('refusé sur son en-tête ou dès ses premiers mots est écouté jusqu’au bout : la page se lit', async () => {
    const { url } = await site({ place: { adresse: 12_000_000, tous: 12_000_000 } })
    const plein = await site({ place: { adresse: 1, tous: 1 } })
    const { body, type } = await encode(formulaire('x'.repeat(10_000_000)))
    for (const [lent, statut, phrase] of [
      [sendSlowly(plein.url, { body, type }), 429, TROP_DE_FICHIERS],
      [sendSlowly(url, { body, type: 'multipart/form-data' }), 400, ENVOI_ILLISIBLE],
    ] as const) {
      await lent.send(0, 1_000_000)
      await lent.send(1_000_000, body.length)
      const answer = await lent.answer
      expect([answer.statut, answer.texte.includes(`<p>${phrase}</p>`)]).toEqual([statut, true])
    }
  })

  it('envoyé ailleurs, ou qui n’est pas un formulaire, passe tel qu’il est', async () => {
    const { url, vus } = await site()
    await post(`${url}/admin/recensements/autre`, formulaire('contenu'))
    expect(vus[0]?.poids).toBeGreaterThan(300)
    expect(vus[0]?.lus).toEqual(['contenu'])
  })
})
