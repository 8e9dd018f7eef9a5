/** The child process that reads one file: bytes on standard input, one JSON answer on standard output, then it ends. */
import type { ColonneDePoint } from '#lib/domain/guichet/recensement/colonnes.ts'
import { convert } from './conversion.ts'

const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
const colonnes: [string, ColonneDePoint | null][] = JSON.parse(process.argv[2] ?? '[]')
const answer = JSON.stringify(await convert(Buffer.concat(chunks), new Map(colonnes)))
process.stdout.end(answer)
