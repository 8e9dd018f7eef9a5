/** For the tests of the reception of workbooks: sites that hold what they receive, and people who send at their own pace. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request as sendTo } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { type FichierRecu, findFichier } from './fichier-recu.ts'
import { keepSansNom } from './fichier-sans-nom.ts'
import type { Garder } from './formulaire-recu.ts'
import { overhearBody } from './page-d-avant.ts'
import { makeReception } from './reception.ts'

export const DEPOT = '/admin/recensements'
export const ATTENTE = { timeout: 20_000 }
type Vu = { poids: number; champs: [string, string][]; fichiers: FichierRecu[]; lus: string[]; isRaccroche: boolean }

export const whole = async (fichier: FichierRecu): Promise<string> => {
  const lus: Buffer[] = []
  for await (const morceau of fichier.lire()) lus.push(Buffer.from(morceau))
  return Buffer.concat(lus).toString('latin1')
}

export const GRAND = '\r\n--\0é'.repeat(200_000)
export function formulaire(contenu = GRAND, nom = 'Recensement d’été "2".xlsx'): FormData {
  const data = new FormData()
  data.append('$ACTION_KEY', 'k1')
  data.append('fichier', new File([contenu], nom, { type: 'application/zip' }))
  data.append('centreId', 'Foix\r\né')
  return data
}
export const post = (url: string, body: BodyInit, init: RequestInit = {}) =>
  fetch(url, { method: 'POST', body, ...init })
export const bytes = (text: string): string => Buffer.from(text).toString('latin1')

/** A deposit of which as much is sent as is asked; what answers it, with the whole of its page. */
export function sendSlowly(url: string, { body, type }: Readonly<{ body: Buffer; type: string }>) {
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
export async function encode(form: FormData): Promise<Readonly<{ body: Buffer; type: string }>> {
  const whole = new Response(form)
  return { body: Buffer.from(await whole.arrayBuffer()), type: whole.headers.get('content-type') ?? '' }
}

/** Opens sites that keep on the disk, in a folder of each test; all goes with it. */
export function withSites() {
  const servers: ReturnType<typeof createServer>[] = []
  let dossier = ''
  beforeEach(() => {
    vi.stubEnv('PORTAIL_SECRET', 'un-secret-pour-les-tests-de-32-caracteres')
    vi.stubEnv('PROXYS_DE_CONFIANCE', undefined)
    dossier = mkdtempSync(join(tmpdir(), 'reception-'))
  })
  afterEach(() => {
    for (const server of servers.splice(0)) server.close()
    vi.unstubAllEnvs()
    rmSync(dossier, { recursive: true, force: true })
  })

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

  return { site, dossier: () => dossier }
}
