import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkImports, judgeReport } from './check-imports.ts'

const root = resolve(import.meta.dirname, '..')
// Apart from the repository: a file planted in it would be met by whatever reads it meanwhile, and left by a kill.
const apart = mkdtempSync(join(tmpdir(), 'portail-imports-'))
afterAll(() => rmSync(apart, { recursive: true, force: true }))

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(apart, path)), { recursive: true })
  writeFileSync(join(apart, path), text)
}

describe('la loi des imports', () => {
  it('se déclenche quand le domaine importe la base, et se tait sinon', () => {
    for (const file of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json'])
      cpSync(join(root, file), join(apart, file))
    symlinkSync(join(root, 'node_modules'), join(apart, 'node_modules'))
    write('db/client.ts', 'export const db = 1\n')
    write('lib/usecases/permis.ts', "import { db } from '#db/client.ts'\nexport const y = db\n")
    expect(checkImports(apart)).toEqual({ problems: [], files: 2 })
    write('lib/domain/interdit.ts', "import { db } from '#db/client.ts'\nexport const x = db\n")
    expect(checkImports(apart)).toEqual({
      problems: ['domain-alone : lib/domain/interdit.ts → db/client.ts. The rule has one home and knows nobody.'],
      files: 3,
    })
  })

  it('refuse de conclure quand un fichier n’a pas été lu', () => {
    const report = JSON.stringify({
      modules: [{ source: 'lib/lu.ts' }],
      summary: { violations: [], ruleSetUsed: { forbidden: [] } },
    })
    expect(judgeReport(report, ['lib/lu.ts'])).toEqual([])
    expect(judgeReport(report, ['lib/lu.ts', 'lib/oublie.ts'])).toEqual([
      'Fichiers non lus : 1 sur 2, dont lib/oublie.ts. Rien n’est prouvé.',
    ])
  })
})
