/** The tools of the developers, run as the continuous integration does: when they fail, they say why. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
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

it('l’environnement ne se lit que dans lib/env.ts, et dans ce qui ne sert personne', () => {
  const refuses = ['app/a.ts', 'db/a.ts', 'lib/a.ts', 'lib/ui/a.tsx', 'lib/web/a.ts', 'proxy.ts']
  const permis = ['lib/env.ts', 'lib/a.test.ts', 'db/embedded.ts', 'db/testing/a.ts', 'scripts/a.ts']
  const copie = join(folder, 'lint')
  mkdirSync(copie)
  cpSync(join(root, 'biome.json'), join(copie, 'biome.json'))
  for (const path of [...refuses, ...permis]) {
    mkdirSync(dirname(join(copie, path)), { recursive: true })
    writeFileSync(join(copie, path), 'export const lu = process.env.REGLAGE\n')
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint', '--vcs-enabled=false', '.'], {
    cwd: copie,
    encoding: 'utf8',
  })
  const said = [...(stdout + stderr).matchAll(/^(\S+?):1:\d+ lint\/style\/noProcessEnv/gm)].map(([, path]) => path)
  expect(said.sort()).toEqual(refuses)
})
