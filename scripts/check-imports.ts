/**
 * The import law (.dependency-cruiser.cjs) as it is checked: what dependency-cruiser found, and whether it read every
 * file of the rooms. It may find nothing to say because it read nothing (no usable TypeScript): each file is looked for.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export const ROOMS = ['app', 'lib', 'db', 'scripts', 'bench', 'e2e']

const reportSchema = z.object({
  modules: z.array(z.object({ source: z.string() })),
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

/** One sentence for each broken rule and each file that was not read. */
export function judgeReport(json: string, files: readonly string[]): string[] {
  const { modules, summary } = reportSchema.parse(JSON.parse(json))
  const read = new Set(modules.map(({ source }) => source))
  const missed = files.filter((file) => !read.has(file))
  const commentOf = (name: string) => summary.ruleSetUsed.forbidden.find((rule) => rule.name === name)?.comment ?? ''
  return [
    ...summary.violations.map(({ from, to, rule, cycle }) => {
      const path = cycle ? cycle.map(({ name }) => name).join(' → ') : to
      return `${rule.name} : ${from} → ${path}. ${commentOf(rule.name)}`.trim()
    }),
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
  return { problems: judgeReport(done.stdout, files), files: files.length }
}
