/** Starts the process that reads and publishes large censuses, and waits for its answer. */
import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { DemandeAPart } from '#lib/domain/guichet/recensement/a-part.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { type Resultat, refuse } from '#lib/domain/resultat.ts'

type Reponse = Resultat<Readonly<{ importId: string }>, RefusDeRecensement>

const SCRIPT = 'lib/jobs/recensement-a-part.ts'
/** Of the heap: with what stands beside it, under the 768 MB of a reading. */
const TAS = 640

/**
 * A process that dies without an answer has its transaction undone, and has written nothing: a reading may then be tried
 * again, a publication throws.
 */
export function runAPart(demande: DemandeAPart): Promise<Reponse> {
  const root = realpathSync(/* turbopackIgnore: true */ process.cwd())
  const child = spawn(
    process.execPath,
    [
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      `--max-old-space-size=${TAS}`,
      '--max-semi-space-size=32',
      join(root, SCRIPT),
    ],
    { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
  )
  return new Promise((done, fail) => {
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    child.stdin.on('error', () => {})
    child.on('error', fail)
    child.on('close', (code, signal) => {
      const lines = said.split('\n').filter((line) => line !== '')
      const answer = code === 0 ? lines.pop() : undefined
      // What it logged belongs to the log of the web process.
      for (const line of lines) process.stdout.write(`${line}\n`)
      if (answer !== undefined) done(JSON.parse(answer))
      else if (demande.acte === 'lire') done(refuse({ code: 'lecture-interrompue' }))
      else fail(new Error(`The process of a large census ended without an answer (${signal ?? code}).`))
    })
    child.stdin.end(JSON.stringify(demande))
  })
}
