/** The product in production mode, started through the launcher as an operator would. */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { freePort } from '../../db/port-libre.ts'
import { root } from '../base.ts'
import { TEST_BUILD } from '../navigateur.ts'

/** Complete settings; nothing here is reached by a start. */
export const SETTINGS = {
  ATTESTATION_CLES: `2026-01-01=${Buffer.from(`302e020100300506032b657004220420${'07'.repeat(32)}`, 'hex').toString('base64')}`,
  PORTAIL_SECRET: 'secret-des-tests-de-production-0123456789',
  SITE_URL: 'https://logement.exemple.fr',
  PROCONNECT_ISSUER: 'https://identite.exemple.fr',
  PROCONNECT_CLIENT_ID: 'portail',
  PROCONNECT_CLIENT_SECRET: 'secret-du-portail-chez-proconnect',
  SMTP_URL: 'smtp://127.0.0.1:9',
  COURRIEL_EXPEDITEUR: 'portail@exemple.fr',
}

export type Run = Readonly<{
  url: string
  /** Of the launcher, whose only child starts the product. */
  pid: number
  said: () => string
  lastLine: () => string
  /** Whether it said that it is ready; false when it ended first. */
  ready: Promise<boolean>
  ended: Promise<number | null>
  stop: () => Promise<void>
}>

/**
 * `npm start -- OPTIONS` on a base; `env` adds or replaces settings, an empty string takes one away. `folder` holds the
 * version to start: this one unless given.
 */
export async function start(
  databaseUrl: string,
  options: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  folder: string = root,
): Promise<Run> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(folder, 'scripts/launch.mjs'), 'start', ...options], {
    cwd: folder,
    env: {
      ...process.env,
      ...TEST_BUILD,
      ...SETTINGS,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      HOST: '127.0.0.1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const ready = new Promise<boolean>((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (/^Prêt/m.test(said)) done(true)
      })
    child.once('close', () => done(false))
  })
  const ended = new Promise<number | null>((done) => child.once('close', done))
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    said: () => said,
    lastLine: () => said.trim().split('\n').at(-1) ?? '',
    ready,
    ended,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** `npm run COMMANDE -- ARGUMENTS` on a base, as an operator would; waits for its end. */
export function runCommande(databaseUrl: string, commande: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/launch.mjs'), commande, ...args],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...TEST_BUILD, ...SETTINGS, DATABASE_URL: databaseUrl },
    },
  )
  return { status, stdout, stderr }
}
