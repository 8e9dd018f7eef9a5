import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from '../base.ts'
import { ensurePrograms } from '../systeme.ts'

const { systemdAnalyze } = ensurePrograms(['systemdAnalyze'])
const UNITS = ['portail-preparation.service', 'portail-web.service', 'portail-travaux.service']
/** From 0 (closed) to 10 (open), as systemd-analyze reckons, in tenths. */
const EXPOSURE = '25'

const read = (name: string) => readFileSync(join(root, 'docs/exploitation', name), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'portail-unites-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
// The Node of this machine stands in for /usr/bin/node, which the check wants to find.
for (const name of UNITS) writeFileSync(join(folder, name), read(name).replaceAll('/usr/bin/node', process.execPath))

describe('les unités systemd', () => {
  it('se lisent sans une remarque', () => {
    const { status, stdout, stderr } = spawnSync(
      systemdAnalyze,
      ['verify', '--man=no', '--recursive-errors=no', ...UNITS.map((name) => join(folder, name))],
      { encoding: 'utf8' },
    )
    expect(stdout + stderr).toBe('')
    expect(status).toBe(0)
  })

  it('signalent une faute : la vérification n’est pas muette', () => {
    const wrong = join(folder, 'fautive.service')
    writeFileSync(wrong, '[Service]\nExecStart=/programme/inconnu\nProtectSystem=peut-etre\n')
    const { stderr } = spawnSync(systemdAnalyze, ['verify', '--man=no', wrong], { encoding: 'utf8' })
    expect(stderr).toMatch(/inconnu|ProtectSystem/)
  })

  it.each(['portail-web.service', 'portail-travaux.service'])('ferment %s', (name) => {
    const report = execFileSync(
      systemdAnalyze,
      ['security', '--offline=true', `--threshold=${EXPOSURE}`, '--no-pager', join(folder, name)],
      { encoding: 'utf8' },
    )
    expect(report).toMatch(/Overall exposure level for portail-\w+\.service: [0-2]\.\d OK/)
  })

  it('n’ouvrent /opt/portail en écriture que pendant la préparation', () => {
    expect(UNITS.filter((name) => /^ReadWritePaths=/m.test(read(name)))).toEqual(['portail-preparation.service'])
    for (const name of UNITS) expect(read(name)).toMatch(/^ProtectSystem=strict$/m)
  })
})
