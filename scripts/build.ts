/** Builds the web application when its sources changed since the last build, and only then. */
import { spawn } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDir, Obstacle, root } from './base.ts'
import { keepDetail } from './panne.ts'
import { areBuilt, buildProgrammes } from './programmes.ts'
import { writeStyles } from './styles.ts'

/** Folder of the build: `.next`, or the one that a test run asks for, so that both live side by side. */
export const distDir = process.env.PORTAIL_DIST ?? '.next'

const SOURCES = [
  'app',
  'lib',
  'db',
  'public',
  'next.config.mjs',
  'tsconfig.json',
  // Its version is written into the pages, and its imports say where `#lib` leads.
  'package.json',
  'package-lock.json',
  'instrumentation.ts',
  'proxy.ts',
  'scripts/programmes.ts',
]
// Data read at run time and tests are not part of the build.
const IGNORED = /(\.test\.tsx?|\.xlsx|db\/(migrations|seed|testing)\/.*)$/

function* filesUnder(path: string): Generator<string> {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return
  if (stat.isFile()) {
    if (!IGNORED.test(path)) yield path
    return
  }
  for (const name of readdirSync(path).sort()) yield* filesUnder(join(path, name))
}

/** Digest of every source of the build in a checkout, with what is compiled into it. */
export function sourcesDigest(folder = root): string {
  const hash = createHash('sha256')
    .update(process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? '')
    .update(process.version)
    // next.config.mjs writes it into the headers of the build. Other settings only show in pages, and the pages of a
    // build are never shown: the server makes its own (lib/web/magasin.ts).
    .update(process.env.TUILES_URL ?? '')
  for (const source of SOURCES)
    for (const file of filesUnder(join(folder, source)))
      hash.update(file.slice(folder.length)).update(readFileSync(file))
  return hash.digest('hex')
}

/** A fixed key: a form opened before a new version was built still submits after it. */
export const actionsKey = (): string =>
  createHmac('sha256', process.env.PORTAIL_SECRET ?? '')
    .update('actions')
    .digest()
    .toString('base64')

const marker = join(root, distDir, 'portail-sources')

/** Whether the pages were built from these very sources. */
export const isBuilt = (digest = sourcesDigest()): boolean =>
  existsSync(marker) && readFileSync(marker, 'utf8') === digest && areBuilt(join(root, distDir, 'programmes'))

/** A short name of the pages that are there, for people to compare: the same sources and settings, the same name. */
export const nameOfBuild = (): string | undefined =>
  existsSync(marker) ? readFileSync(marker, 'utf8').slice(0, 12) : undefined

export function buildIfNeeded(say: (text: string) => void): Promise<void> {
  writeStyles()
  const digest = sourcesDigest()
  if (isBuilt(digest)) return Promise.resolve()
  say('Construction des pages (une minute environ)…')
  // A type file left by the development server breaks the next build.
  rmSync(join(root, distDir, 'dev'), { recursive: true, force: true })
  // Next empties its folder as it begins.
  return buildNow()
    .then(() => buildProgrammes(root, join(distDir, 'programmes')).catch((error: unknown) => failBuild(String(error))))
    .then(() => writeFileSync(marker, digest))
}

async function buildNow(): Promise<void> {
  const output: Buffer[] = []
  const code = await new Promise<number | null>((done, fail) => {
    const next = spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    // A command that gives up takes its build along: left alone it would refuse the next one.
    const takeAlong = () => next.kill()
    process.once('exit', takeAlong)
    next.once('exit', () => process.off('exit', takeAlong))
    for (const stream of [next.stdout, next.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk))
    next.once('error', fail)
    next.once('exit', done)
  })
  if (code !== 0) failBuild(Buffer.concat(output))
}

/** Keeps what the build said, and says where it is. */
function failBuild(said: Buffer | string): never {
  const file = keepDetail(dataDir, 'construction.txt', said)
  throw new Obstacle(
    file
      ? `La construction des pages a échoué. ${file} dit pourquoi ; corrigez-le, puis relancez la commande.`
      : 'La construction des pages a échoué, et aucun fichier n’a pu recevoir ses messages. Libérez de la place sur le disque, puis relancez la commande.',
  )
}
