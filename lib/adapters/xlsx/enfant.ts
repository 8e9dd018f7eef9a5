/**
 * The child process that reads one file: bytes on standard input; on standard output a line of JSON for each sheet and
 * each row (`messages.ts`), written as they are read and no faster than they are taken, then how it ended.
 */
import { once } from 'node:events'
import type { ColonneDePoint } from '#lib/domain/guichet/recensement/colonnes.ts'
import { convertTo } from './conversion.ts'
import { MESSAGE_DE_REPRISE, messageDeFeuille, messageDeFin, openDiction } from './messages.ts'

const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
const bytes = Buffer.concat(chunks)
chunks.length = 0
const colonnes: [string, ColonneDePoint | null][] = JSON.parse(process.argv[2] ?? '[]')

const PAQUET = 64 * 1024
let waiting = ''
const send = async (): Promise<void> => {
  const ready = process.stdout.write(waiting)
  waiting = ''
  if (!ready) await once(process.stdout, 'drain')
}
const say = (message: string): Promise<void> | undefined => {
  waiting += `${message}\n`
  return waiting.length < PAQUET ? undefined : send()
}

const messageDeLigne = openDiction()
const fin = await convertTo(bytes, new Map(colonnes), {
  reprise: () => say(MESSAGE_DE_REPRISE),
  feuille: (feuille) => say(messageDeFeuille(feuille)),
  ligne: (ligne) => say(messageDeLigne(ligne)),
})
say(messageDeFin(fin))
process.stdout.end(waiting)
