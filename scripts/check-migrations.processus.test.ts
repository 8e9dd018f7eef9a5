import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { checkDifference } from './check-migrations.ts'

const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'portail-migrations-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('la vérification des migrations voit un schéma qui demande davantage', () => {
  cpSync(join(root, 'db/migrations'), folder, { recursive: true })
  const snapshots = readdirSync(join(folder, 'meta')).filter((file) => file.endsWith('_snapshot.json'))
  const last = join(folder, 'meta', snapshots.sort().at(-1) ?? '')
  const snapshot = JSON.parse(readFileSync(last, 'utf8'))
  delete snapshot.tables['public.commune'].columns.population
  writeFileSync(last, JSON.stringify(snapshot))
  expect(checkDifference(root, folder).join('\n')).toContain('ADD COLUMN "population"')
})
