import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'portail-npm-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('npm run n’ajoute rien à la sortie d’une commande : elle est aux données', () => {
  cpSync(resolve(import.meta.dirname, '../.npmrc'), join(folder, '.npmrc'))
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'x', version: '1.0.0', scripts: { dit: 'node -e "console.log(1)"' } }),
  )
  expect(execFileSync('npm', ['run', 'dit'], { cwd: folder, encoding: 'utf8' })).toBe('1\n')
})
