import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { root } from './base.ts'

it('refuse une seconde adresse par une phrase, sans rien nommer', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/administrateur.ts', 'claire@exemple.fr', 'denis@exemple.fr'],
    { cwd: root, encoding: 'utf8' },
  )
  expect({ status, stdout, stderr: stderr.replaceAll('\u00a0', ' ').trim() }).toEqual({
    status: 1,
    stdout: '',
    stderr: 'Donnez une seule adresse de courriel : npm run administrateur -- nom@exemple.fr',
  })
})
