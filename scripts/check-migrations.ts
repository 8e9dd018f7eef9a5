/**
 * Migrations as they must be to apply in order everywhere: a journal that only grows, a file and a snapshot for each
 * entry, no file that the journal ignores, and a schema that asks for nothing more.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const journalSchema = z.object({
  entries: z.array(z.object({ idx: z.int(), when: z.number(), tag: z.string() })),
})

/** One sentence for each fault of the journal and its files. */
export function checkJournal(folder: string): string[] {
  const path = join(folder, 'meta/_journal.json')
  if (!existsSync(path)) return ['Le journal des migrations manque.']
  const { entries } = journalSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  const tags = new Set(entries.map(({ tag }) => tag))
  return [
    ...entries.flatMap(({ idx, when, tag }, at) => [
      ...(idx === at ? [] : [`${tag} : rang ${idx} au lieu de ${at}.`]),
      // The migrator skips what is older than the last one applied: an entry in disorder would never run.
      ...(when > (entries[at - 1]?.when ?? 0) ? [] : [`${tag} : sa date n’est pas après celle de la précédente.`]),
      ...(files.includes(`${tag}.sql`) ? [] : [`${tag} : son fichier SQL manque.`]),
      ...(existsSync(join(folder, 'meta', `${String(idx).padStart(4, '0')}_snapshot.json`))
        ? []
        : [`${tag} : sa photographie du schéma manque.`]),
    ]),
    ...files.filter((file) => !tags.has(file.slice(0, -4))).map((file) => `${file} : absent du journal.`),
  ]
}

/** What the schema still asks for: the SQL that a new migration would hold, or nothing. */
export function checkDifference(root: string, folder: string): string[] {
  // Beside the repository's own files: drizzle-kit takes paths from where it runs only.
  const copy = mkdtempSync(join(root, '.next-migrations-'))
  try {
    cpSync(folder, join(copy, 'migrations'), { recursive: true })
    const config = join(copy, 'drizzle.config.ts')
    const out = join(copy, 'migrations').slice(root.length + 1)
    const own = readFileSync(join(root, 'drizzle.config.ts'), 'utf8')
    writeFileSync(config, own.replace(/out: '[^']*'/, `out: ${JSON.stringify(out)}`))
    const before = readdirSync(join(copy, 'migrations'))
    const done = spawnSync(
      process.execPath,
      [join(root, 'node_modules/drizzle-kit/bin.cjs'), 'generate', '--config', config.slice(root.length + 1)],
      // A question (was this column renamed?) is a difference too: without a terminal it fails at once.
      { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 },
    )
    const made = readdirSync(join(copy, 'migrations')).filter((file) => file.endsWith('.sql') && !before.includes(file))
    if (made.length > 0)
      return made.map(
        (file) => `Le schéma demande une migration :\n${readFileSync(join(copy, 'migrations', file), 'utf8')}`,
      )
    return done.status === 0 ? [] : [`drizzle-kit n’a pas pu comparer : ${done.stderr || done.stdout}`]
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** Journal, files and schema. */
export const checkMigrations = (root: string): string[] => {
  const folder = join(root, 'db/migrations')
  const faults = checkJournal(folder)
  return faults.length > 0 ? faults : checkDifference(root, folder)
}
