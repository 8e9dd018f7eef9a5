import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, request as sendTo } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ENVOI_ILLISIBLE, TROP_DE_FICHIERS } from '#lib/documents/trop-de-demandes.ts'
import { type FichierRecu, findFichier } from './fichier-recu.ts'
import { keepSansNom } from './fichier-sans-nom.ts'
import type { Garder } from './formulaire-recu.ts'
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
async function site({
  place = { adresse: 2_000_000, tous: 3_000_000 },
  lire = true,
  delais = {},
  garder = (flux) => keepSansNom(flux, dossier),
}: {
  place?: { adresse: number; tous: number }
  lire?: boolean
  delais?: { sursis?: number; finition?: number }
  garder?: Garder
} = {}) {
  const reception = makeReception({
    place,
    delais: { sursis: 60_000, finition: 60_000, ecoute: 20_000, ...delais },
    garder,
  })
  const vus: Vu[] = []
  const partis: Promise<unknown>[] = []
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
  server.on('connection', (socket) => partis.push(new Promise((done) => socket.once('close', done))))
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const hold = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    held = promise
    return resolve
  }
  return { url: `http://127.0.0.1:${address.port}`, vus, partis, hold }
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

/** A deposit of which as much is sent as is asked; what answers it, with the whole of its page. */
function sendSlowly(url: string, { body, type }: Readonly<{ body: Buffer; type: string }>) {
  const asked = sendTo(`${url}${DEPOT}`, {
    method: 'POST',
    headers: { 'content-type': type, 'content-length': body.length },
  })
  const answer = new Promise<Readonly<{ statut: number | undefined; texte: string }>>((done, fail) => {
    asked.once('error', fail)
    asked.once('response', async (response) => {
      let texte = ''
      try {
        for await (const chunk of response.setEncoding('utf8')) texte += chunk
        done({ statut: response.statusCode, texte })
      } catch (error) {
        fail(error)
      }
    })
  })
  answer.catch(() => {})
  const send = (from: number, to: number) =>
    new Promise<void>((done) => asked.write(body.subarray(from, to), () => done()))
  return { send, answer, cut: () => asked.destroy(new Error('cut')) }
}

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
    expect(readdirSync(dossier)).toEqual([])
  })

  it('que le disque ne peut pas garder est une panne pour qui le lit, et l’envoi va à son terme', async () => {
    const { url } = await site({ garder: (flux) => keepSansNom(flux, join(dossier, 'absent')) })
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
        const fichier = await keepSansNom(flux, dossier)
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
        const fichier = await keepSansNom(flux, dossier)
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
        return keepSansNom(flux, dossier)
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
