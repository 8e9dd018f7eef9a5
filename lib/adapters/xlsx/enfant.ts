/** The child process that reads one file: bytes on standard input, one JSON answer on standard output, then it ends. */
import { convert } from './conversion.ts'

const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
const answer = JSON.stringify(await convert(Buffer.concat(chunks)))
process.stdout.end(answer)
