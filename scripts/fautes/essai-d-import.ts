/** One import by the door that may be killed, from the first bytes sent to its publication; what it told on its way. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { request as sendTo } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from '../base.ts'
import type { Consigne, Dit, Etape, Voie } from './porte-d-import.ts'
import { descendantsOf } from './processus-vus.ts'
import { DEPARTEMENTS, type Partie } from './terrain-d-import.ts'

/** An import that has said nothing after this long hangs. */
const ATTENTE = 120_000
/** A form is sent in so many pieces, so long one after the other: one that comes slowly may be cut on its way. */
const MORCEAUX = 12
const ENTRE_DEUX_MS = 15

export type Essai = Readonly<{
  /** Milliseconds from the first bytes. */
  etapes: ReadonlyMap<Etape, number>
  refus: string | undefined
  repondu: boolean
  /** Every process that was seen. */
  vus: ReadonlySet<number>
  /** Names of the files that the door leaves where it receives. */
  restes: readonly string[]
}>
export type Pendant = (porte: ChildProcess, isOver: () => boolean) => Promise<void>

async function encode(nom: string, octets: Buffer): Promise<Readonly<{ body: Buffer; type: string }>> {
  const form = new FormData()
  form.append('fichier', new File([new Uint8Array(octets)], nom))
  const whole = new Response(form)
  return { body: Buffer.from(await whole.arrayBuffer()), type: whole.headers.get('content-type') ?? '' }
}

/** Sends it piece by piece, as long as somebody takes it. */
async function send(port: number, { body, type }: Readonly<{ body: Buffer; type: string }>): Promise<void> {
  const headers = { 'content-type': type, 'content-length': body.length }
  const asked = sendTo({ port, host: '127.0.0.1', method: 'POST', path: '/admin/recensements', headers })
  asked.on('error', () => {})
  asked.on('response', (response) => response.on('error', () => {}).resume())
  const piece = Math.ceil(body.length / MORCEAUX)
  for (let at = 0; at < body.length && !asked.destroyed; at += piece) {
    asked.write(body.subarray(at, at + piece))
    await pause(ENTRE_DEUX_MS)
  }
  asked.end()
}

/** One import from its deposit to its publication; `pendant` is called as it begins, and may cut it. */
export async function importer(
  { par, centreId, retirer, octets }: Partie,
  { nom, voie }: Readonly<{ nom: string; voie: Voie }>,
  pendant: Pendant = async () => {},
): Promise<Essai> {
  const form = await encode(nom, octets)
  const dossier = mkdtempSync(join(tmpdir(), 'portail-porte-'))
  const porte = spawn(
    process.execPath,
    [
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      join(root, 'scripts/fautes/porte-d-import.ts'),
    ],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, TMPDIR: dossier, PORTAIL_SECRET: 'secret-invente-pour-des-fautes-sans-suite' },
    },
  )
  const pid = porte.pid ?? 0
  const vus = new Set([pid])
  const watch = setInterval(() => {
    for (const seen of descendantsOf(pid)) vus.add(seen)
  }, 5)
  const etapes = new Map<Etape, number>()
  let refus: string | undefined
  let over = false
  let start = 0
  let cut: Promise<unknown> | undefined
  porte.on('message', (dit: Dit) => {
    if ('refus' in dit) refus = dit.refus
    else if ('etape' in dit) {
      over ||= dit.etape === 'publie'
      etapes.set(dit.etape, performance.now() - start)
    } else {
      start = performance.now()
      cut = Promise.all([send(dit.port, form), pendant(porte, () => over)])
    }
  })
  porte.send({ par, centreId, departements: DEPARTEMENTS, retirer, voie } satisfies Consigne)
  const ended = new Promise<boolean>((done) =>
    porte.once('exit', () => {
      over = true
      done(true)
    }),
  )
  const repondu = await Promise.race([ended, pause(ATTENTE, false, { ref: false })])
  over = true
  porte.kill('SIGKILL')
  await cut
  clearInterval(watch)
  const restes = readdirSync(dossier)
  rmSync(dossier, { recursive: true, force: true })
  return { etapes, refus, repondu, vus, restes }
}
