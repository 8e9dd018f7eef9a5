/** A command under test, its files in a folder of its own, on the database of the test. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, vi } from 'vitest'
import { Obstacle, root } from '../base.ts'
import type { Commande } from '../commande.ts'

/** What a person sees of a command; `json` is each line of its standard output when it was asked for that. */
type Reponse = Readonly<{ code: number | null; out: string; err: string; json: ReturnType<typeof JSON.parse>[] }>

const answerOf = (args: readonly string[], code: number | null, out: string, err: string): Reponse => ({
  code,
  out,
  err,
  json: args.includes('--json')
    ? out
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [],
})

/**
 * Call once at the top of a `*.db.test.ts`. `run` tries the command in this process; `launch` starts `script`, which
 * takes seconds: for what only a process shows (its exit code, what else stands on its outputs). `file` writes into the
 * folder where the person stands, and answers the name. An error that is no `Obstacle` is the test's.
 */
export function uneCommande(script: string, commande: Commande) {
  const folder = mkdtempSync(join(tmpdir(), 'portail-commande-'))
  beforeAll(() => {
    vi.stubEnv('INIT_CWD', folder)
  })
  afterAll(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    file: (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(folder, name), content)
      return name
    },
    run: async (...args: string[]): Promise<Reponse> => {
      let [out, err] = ['', '']
      const sorties = {
        out: async (text: string) => {
          out += text
        },
        err: (text: string) => {
          err += text
        },
      }
      const code = await commande(args, sorties).catch((error) => {
        if (!(error instanceof Obstacle)) throw error
        err += `${error.message}\n`
        return 1
      })
      return answerOf(args, code, out, err)
    },
    launch: (...args: string[]): Reponse => {
      const done = spawnSync(process.execPath, ['--conditions=react-server', join(root, 'scripts', script), ...args], {
        encoding: 'utf8',
        cwd: root,
      })
      return answerOf(args, done.status, done.stdout, done.stderr)
    },
  }
}
