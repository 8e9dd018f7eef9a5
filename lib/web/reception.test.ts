import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, request as sendTo } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ENVOI_ILLISIBLE, TROP_DE_FICHIERS } from '#lib/documents/trop-de-demandes.ts'
import { type FichierRecu, findFichier } from './fichier-recu.ts'
import { overhearBody } from './page-d-avant.ts'
import { makeReception } from './reception.ts'

const DEPOT = '/admin/recensements'
const ATTENTE = { timeout: 20_000 }
const servers: ReturnType<typeof createServer>[] = []
let dossier = ''
beforeEach(() => {
  process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
  delete process.env.PROXYS_DE_CONFIANCE
  dossier = mkdtempSync(join(tmpdir(), 'reception-'))
})
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
  rmSync(dossier, { recursive: true, force: true })
})

type Vu = { poids: number; champs: [string, string][]; fichiers: FichierRecu[]; lus: string[]; isRaccroche: boolean }

const whole = async (fichier: FichierRecu): Promise<string> => {
  const lus: Buffer[] = []
  for await (const morceau of fichier.lire()) lus.push(Buffer.from(morceau))
  return Buffer.concat(lus).toString('latin1')
}

/** A site that reads a form as Next does, whole; then as an action does, its files. */
async function site({ place = { adresse: 2_000_000, tous: 3_000_000 }, lire = true, folder = dossier } = {}) {
  const reception = makeReception({ place, dossier: folder })
  const vus: Vu[] = []
  let held: Promise<void> | undefined
  const server = createServer((asked, answered) =>
    reception(asked, answered, async (received) => {
      const heard = overhearBody(received)
      const chunks: Buffer[] = []
      for await (const chunk of received) chunks.push(chunk)
      const body = Buffer.concat(chunks)
      const type = received.headers['content-type'] ?? ''
      expect(Number(received.headers['content-length'])).toBe(body.length)
      expect([received.method, received.url, received.complete]).toEqual([asked.method, asked.url, true])
      if (body.length < 256 * 1024) expect(heard()).toEqual(body)
      const form = await new Response(body, { headers: { 'content-type': type } }).formData()
      const vu: Vu = { poids: body.length, champs: [], fichiers: [], lus: [], isRaccroche: false }
      vus.push(vu)
      answered.once('close', () => {
        vu.isRaccroche = !answered.writableFinished
      })
      await held
      for (const [champ, valeur] of form) {
        if (typeof valeur === 'string') vu.champs.push([champ, valeur])
        else vu.fichiers.push(findFichier(valeur))
      }
      try {
        if (lire) for (const fichier of vu.fichiers) vu.lus.push(await whole(fichier))
        answered.end('servi')
      } catch (error) {
        answered.statusCode = 500
        answered.end(String(error))
      }
    }),
  )
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const hold = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    held = promise
    return resolve
  }
  return { url: `http://127.0.0.1:${address.port}`, vus, hold }
}

const GRAND = '\r\n--\0é'.repeat(200_000)
function formulaire(contenu = GRAND, nom = 'Recensement d’été "2".xlsx'): FormData {
  const data = new FormData()
  data.append('$ACTION_KEY', 'k1')
  data.append('fichier', new File([contenu], nom, { type: 'application/zip' }))
  data.append('centreId', 'Foix\r\né')
  return data
}
const post = (url: string, body: BodyInit, init: RequestInit = {}) => fetch(url, { method: 'POST', body, ...init })
const bytes = (text: string): string => Buffer.from(text).toString('latin1')

/** The form as it is sent, and its type. */
async function encode(form: FormData): Promise<Readonly<{ body: Buffer; type: string }>> {
  const whole = new Response(form)
  return { body: Buffer.from(await whole.arrayBuffer()), type: whole.headers.get('content-type') ?? '' }
}

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
    expect(readdirSync(dossier)).toEqual([])
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
    expect(readdirSync(dossier)).toEqual([])
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
    for (let rang = 0; rang < 120; rang += 1) nombreux.append('n', 'x')
    for (const envoi of [
      { body: body.subarray(0, -30), type },
      { body: Buffer.from('rien de tel'), type },
      { body, type: 'multipart/form-data' },
      await encode(bavard),
      await encode(nombreux),
    ]) {
      const headers = { 'content-type': envoi.type }
      const answer = await post(`${url}${DEPOT}`, new Uint8Array(envoi.body), { headers })
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain(`<p>${ENVOI_ILLISIBLE}</p>`)
    }
    expect(vus).toEqual([])
    expect(readdirSync(dossier)).toEqual([])
  })

  it('que le disque ne peut pas garder est une panne pour qui le lit, et l’envoi va à son terme', async () => {
    const { url } = await site({ folder: join(dossier, 'absent') })
    const answer = await post(`${url}${DEPOT}`, formulaire())
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('ENOENT')
  })

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

  it('envoyé ailleurs, ou qui n’est pas un formulaire, passe tel qu’il est', async () => {
    const { url, vus } = await site()
    await post(`${url}/admin/recensements/autre`, formulaire('contenu'))
    expect(vus[0]?.poids).toBeGreaterThan(300)
    expect(vus[0]?.lus).toEqual(['contenu'])
  })
})
