/** The tools of the developers, run as the continuous integration does: when they fail, they say why. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'portail-outils-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (script: string, args: readonly string[], env: Record<string, string> = {}) => {
  const environment: NodeJS.ProcessEnv = { ...process.env, TMPDIR: folder, ...env }
  delete environment.DATABASE_URL
  return spawnSync(process.execPath, ['--conditions=react-server', join(root, 'scripts', script), ...args], {
    cwd: root,
    env: environment,
    encoding: 'utf8',
  })
}

it.each([
  ['bench.ts', '--jsn', 'L’option « --jsn » n’existe pas. Écrivez : npm run bench -- '],
  ['fautes.ts', '--gran', 'L’option « --gran » n’existe pas. Écrivez : npm run fautes -- '],
])('%s %s : nomme l’option qui ne va pas', (script, option, sentence) => {
  const { status, stderr } = run(script, [option])
  expect(stderr).toContain(sentence)
  expect(status).toBe(1)
})

it('npm test dit pourquoi le portail des parcours ne démarre pas', () => {
  const { status, stderr } = run('test.ts', ['e2e'], { CHROMIUM_PATH: process.execPath, TUILES_URL: 'partout' })
  expect(stderr).toContain('The portal did not start:')
  expect(stderr).toContain('TUILES_URL doit être')
  expect(status).toBe(1)
})

it('npm test dit le détail d’une erreur que personne n’avait prévue dans le portail des parcours', () => {
  // Before the base begins: nothing that outlives the test.
  const thrown = `process.on('newListener', (name) => {
    if (process.argv[1].endsWith('start.ts') && name === 'unhandledRejection')
      process.nextTick(() => { throw new TypeError('imprévu') })
  })`
  const { stderr } = run('test.ts', ['e2e'], {
    CHROMIUM_PATH: process.execPath,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(thrown)}`,
  })
  expect(stderr).toContain('Une erreur imprévue arrête la commande.')
  expect(stderr).toMatch(/"type": "TypeError"/)
})
