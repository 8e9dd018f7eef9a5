import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const planted = join(root, 'lib/domain/loi-des-imports')

const cruise = () =>
  spawnSync(
    process.execPath,
    [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      planted,
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
    ],
    { cwd: root, encoding: 'utf8' },
  )

afterAll(() => rmSync(planted, { recursive: true, force: true }))

describe('la loi des imports', () => {
  it('se déclenche quand le domaine importe la base', { timeout: 60_000 }, () => {
    mkdirSync(planted, { recursive: true })
    writeFileSync(join(planted, 'interdit.ts'), "import { db } from '#db/client.ts'\nexport const x = db\n")
    const { status, stdout } = cruise()
    expect(stdout).toContain('domain-alone')
    expect(status).not.toBe(0)
  })
})
