import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkImports, judgeReport } from './check-imports.ts'

const root = resolve(import.meta.dirname, '..')
// Apart from the repository: a file planted in it would be met by whatever reads it meanwhile, and left by a kill.
const apart = mkdtempSync(join(tmpdir(), 'portail-imports-'))
afterAll(() => rmSync(apart, { recursive: true, force: true }))

/** A file that gives something, imports what it is told, and says what it is. */
const write = (path: string, imports: readonly string[] = [], said = '') => {
  mkdirSync(dirname(join(apart, path)), { recursive: true })
  const address = (to: string) => (/^(node:|zod)/.test(to) ? to : `./${relative(dirname(path), to)}`)
  const lines = imports.map((to, at) => `import { x as x${at} } from '${address(to)}'`)
  const used = imports.map((_, at) => `x${at}`).join(', ')
  writeFileSync(join(apart, path), [said, ...lines, `export const x = [${used}]`, ''].join('\n'))
}
const CLIENT = "// Ce que dit le fichier est dit d’abord.\n'use client'"
const SERVER = "'use server'"

/** Files that each room may have, and what they may import. */
const PERMIS: readonly (readonly [path: string, imports?: readonly string[], said?: string])[] = [
  ['db/client.ts'],
  ['db/schema/a.ts', ['lib/domain/a.ts']],
  ['db/queries/a.ts', ['db/client.ts', 'db/schema/a.ts', 'lib/domain/a.ts']],
  ['db/repositories/a.ts', ['db/schema/a.ts']],
  ['lib/env.ts'],
  ['lib/domain/a.ts', ['zod']],
  ['lib/documents/a.ts', ['lib/domain/a.ts']],
  ['lib/adapters/a.ts', ['lib/domain/a.ts']],
  ['lib/usecases/a.ts', ['db/client.ts', 'db/repositories/a.ts']],
  ['lib/jobs/a.ts', ['lib/usecases/a.ts', 'lib/adapters/a.ts', 'db/queries/a.ts']],
  ['lib/web/a.ts', ['db/queries/a.ts', 'lib/env.ts']],
  ['lib/web/debit.ts', ['db/client.ts']],
  ['lib/ui/a.tsx', ['lib/domain/a.ts', 'lib/documents/a.ts'], CLIENT],
  ['scripts/a.ts', ['db/client.ts']],
  ['app/(public)/page.tsx', ['db/queries/a.ts', 'lib/usecases/a.ts', 'lib/web/a.ts', 'app/(public)/a.form.tsx']],
  ['app/(public)/textes.ts', ['lib/documents/a.ts']],
  ['app/(public)/a.action.ts', ['lib/adapters/a.ts', 'lib/usecases/a.ts', 'app/(public)/traitement.ts'], SERVER],
  ['app/(public)/traitement.ts', ['lib/adapters/a.ts']],
  ['app/(public)/a.form.tsx', ['lib/ui/a.tsx', 'app/(public)/textes.ts', 'app/(public)/a.action.ts'], CLIENT],
  ['app/(public)/sous/b.form.tsx', ['app/(public)/a.action.ts'], CLIENT],
  ['app/(public)/sous/b.action.ts', [], SERVER],
  ['app/(public)/transfert/route.ts', ['lib/adapters/a.ts']],
]

/** For each rule, an import that it forbids. */
const INTERDITS: readonly (readonly [rule: string, path: string, to: string, said?: string])[] = [
  ['no-circular', 'lib/ui/ronde.ts', 'lib/ui/ronde.ts'],
  ['domain-alone', 'lib/domain/interdit.ts', 'db/client.ts'],
  ['domain-zod-only', 'lib/domain/systeme.ts', 'node:fs'],
  ['domain-proved-alone', 'lib/domain/a.test.ts', 'db/client.ts'],
  ['documents', 'lib/documents/interdit.ts', 'lib/adapters/a.ts'],
  ['ui', 'lib/ui/interdit.ts', 'db/queries/a.ts'],
  ['schema', 'db/schema/interdit.ts', 'db/client.ts'],
  ['db', 'db/queries/interdit.ts', 'lib/usecases/a.ts'],
  ['usecases', 'lib/usecases/interdit.ts', 'lib/adapters/a.ts'],
  ['usecases', 'lib/usecases/travail.ts', 'lib/jobs/a.ts'],
  ['adapters', 'lib/adapters/interdit.ts', 'db/client.ts'],
  ['jobs', 'lib/jobs/interdit.ts', 'lib/web/a.ts'],
  ['web', 'lib/web/interdit.ts', 'db/client.ts'],
  ['web', 'lib/web/session.ts', 'db/schema/a.ts'],
  ['web-debit', 'lib/web/debit.ts', 'db/schema/a.ts'],
  ['app', 'app/(public)/interdit.ts', 'db/client.ts'],
  ['app', 'app/(public)/interdit.action.ts', 'db/schema/a.ts'],
  ['app-adapters', 'app/(public)/dehors/page.tsx', 'lib/adapters/a.ts'],
  ['app-adapters', 'app/(public)/detour/page.tsx', 'app/(public)/traitement.ts'],
  ['areas-apart', 'app/(admin)/interdit.ts', 'app/(public)/textes.ts'],
  ['nothing-imports-app', 'scripts/interdit.ts', 'app/(public)/textes.ts'],
  ['tools-are-not-imported', 'lib/web/outil.ts', 'scripts/a.ts'],
  ['client-components', 'app/(public)/base.form.tsx', 'db/client.ts', CLIENT],
  ['client-components', 'app/(public)/web.form.tsx', 'lib/web/a.ts', CLIENT],
  ['client-components', 'app/(public)/env.form.tsx', 'lib/env.ts', CLIENT],
  ['client-components', 'app/(public)/acte.form.tsx', 'lib/usecases/a.ts', CLIENT],
  ['client-components', 'app/(public)/autre.form.tsx', 'app/(public)/sous/b.action.ts', CLIENT],
]

describe('la loi des imports', () => {
  it('se tait sur ce qu’elle permet, et chacune de ses règles se déclenche sur ce qu’elle interdit', () => {
    for (const file of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json'])
      cpSync(join(root, file), join(apart, file))
    symlinkSync(join(root, 'node_modules'), join(apart, 'node_modules'))
    for (const [path, imports, said] of PERMIS) write(path, imports, said)
    expect(checkImports(apart)).toEqual({ problems: [], files: PERMIS.length })

    for (const [, path, to, said] of INTERDITS) write(path, [to], said)
    // What a component imports runs in the browser with it.
    write('app/(public)/detourne.form.tsx', ['app/(public)/relais.ts'], CLIENT)
    write('app/(public)/relais.ts', ['lib/env.ts'])
    const { problems } = checkImports(apart)
    const expected = [
      ...INTERDITS.map(([rule, path, to]) => `${rule} : ${path} → ${to.replace('node:', '')}.`),
      'client-components : app/(public)/relais.ts → lib/env.ts.',
    ]
    for (const said of expected) expect(problems).toContainEqual(expect.stringContaining(said))
    const planted = new Set([...INTERDITS.map(([, path]) => path), 'app/(public)/relais.ts'])
    expect(problems.filter((problem) => !planted.has(problem.split(' : ')[1]?.split(' → ')[0] ?? ''))).toEqual([])
  })

  it('n’a pas de règle qu’aucun import n’éprouve', () => {
    const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
      forbidden: { name: string }[]
    }
    const proved = new Set(INTERDITS.map(([rule]) => rule))
    expect(forbidden.map(({ name }) => name).filter((name) => !proved.has(name))).toEqual([])
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
