/**
 * The import law (.dependency-cruiser.cjs) as it is checked: what dependency-cruiser found, what reaches the browser,
 * and whether every file of the rooms was read. It may find nothing to say because it read nothing (no usable
 * TypeScript): each file is looked for.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

export const ROOMS = ['app', 'lib', 'db', 'scripts', 'bench', 'e2e']

const reportSchema = z.object({
  modules: z.array(
    z.object({
      source: z.string(),
      dependencies: z.array(z.object({ resolved: z.string(), dependencyTypes: z.array(z.string()) })).default([]),
    }),
  ),
  summary: z.object({
    violations: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        rule: z.object({ name: z.string() }),
        cycle: z.array(z.object({ name: z.string() })).optional(),
      }),
    ),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string(), comment: z.string().optional() })) }),
  }),
})

type Report = z.infer<typeof reportSchema>
type Directive = 'use client' | 'use server' | undefined

const OURS = new RegExp(`^(${ROOMS.join('|')})/`)
const IN_A_BROWSER = /^(app|lib\/(ui|domain|documents))\//

/** An action lies beside the form that sends it, or above. */
const isOwnAction = (form: string, action: string): boolean => `${dirname(form)}/`.startsWith(`${dirname(action)}/`)

/**
 * What the browser runs: the files that say so, and all that they import, down to an action, which stays on the server.
 * One sentence for each import of anything but components, rules, texts, and an action of their own. Of what they
 * import in turn, a type alone is erased before the browser.
 */
function judgeBrowser({ modules }: Report, directiveOf: (file: string) => Directive): string[] {
  const importsOf = new Map(modules.map(({ source, dependencies }) => [source, dependencies]))
  const clients = [...importsOf.keys()].filter((file) => directiveOf(file) === 'use client')
  const reached = new Set(clients)
  const problems: string[] = []
  // A set gives in turn what is added while it is walked.
  for (const file of reached) {
    for (const { resolved: to, dependencyTypes } of importsOf.get(file) ?? []) {
      const isErased = dependencyTypes.includes('type-only') && !clients.includes(file)
      if (!OURS.test(to) || isErased) continue
      const isAction = directiveOf(to) === 'use server'
      if (isAction ? !isOwnAction(file, to) : !IN_A_BROWSER.test(to))
        problems.push(
          `client-components : ${file} → ${to}. The browser runs components, rules and texts, and asks its own action.`,
        )
      else if (!isAction) reached.add(to)
    }
  }
  return problems
}

/** One sentence for each broken rule and each file that was not read. */
export function judgeReport(
  json: string,
  files: readonly string[],
  directiveOf: (file: string) => Directive = () => undefined,
): string[] {
  const report = reportSchema.parse(JSON.parse(json))
  const { modules, summary } = report
  const read = new Set(modules.map(({ source }) => source))
  const missed = files.filter((file) => !read.has(file))
  const commentOf = (name: string) => summary.ruleSetUsed.forbidden.find((rule) => rule.name === name)?.comment ?? ''
  return [
    ...summary.violations.map(({ from, to, rule, cycle }) => {
      const path = cycle ? cycle.map(({ name }) => name).join(' → ') : to
      return `${rule.name} : ${from} → ${path}. ${commentOf(rule.name)}`.trim()
    }),
    ...judgeBrowser(report, directiveOf),
    ...(missed.length > 0
      ? [`Fichiers non lus : ${missed.length} sur ${files.length}, dont ${missed[0]}. Rien n’est prouvé.`]
      : []),
  ]
}

const sourcesOf = (root: string): string[] =>
  ROOMS.filter((room) => existsSync(join(root, room))).flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `${room}/${file}`),
  )

/** What a file says of itself, before its first statement. */
const directiveIn =
  (root: string) =>
  (file: string): Directive => {
    if (!/^(app|lib)\/.*\.tsx?$/.test(file)) return undefined
    const text = readFileSync(join(root, file), 'utf8')
    const [, said] = /^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*['"](use client|use server)['"]/.exec(text) ?? []
    return said === 'use client' || said === 'use server' ? said : undefined
  }

/** Reads the repository and judges; `files` stands for what must have been read. */
export function checkImports(root: string): { problems: string[]; files: number } {
  const files = sourcesOf(root)
  const done = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      ...ROOMS.filter((room) => existsSync(join(root, room))),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  if (!done.stdout.startsWith('{')) {
    const reason = done.stderr.trim() || done.error?.message || `fin par ${done.signal ?? `le code ${done.status}`}`
    return { problems: [`dependency-cruiser n’a pas pu lire les imports : ${reason}`], files: files.length }
  }
  return { problems: judgeReport(done.stdout, files, directiveIn(root)), files: files.length }
}
