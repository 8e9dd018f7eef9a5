/**
 * The child process that marks one file. On standard input: the length of the marks in eight hexadecimal digits, the
 * marks as JSON, then the file. On standard output: one line of JSON, then the workbook when there is one.
 */
import type { Annotation } from '#lib/domain/guichet/recensement/annotation.ts'
import { marquer } from './marquer.ts'

const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
const input = Buffer.concat(chunks)
const length = Number.parseInt(input.toString('latin1', 0, 8), 16)
const annotation: Annotation = JSON.parse(input.toString('utf8', 8, 8 + length))
const answer = await marquer(input.subarray(8 + length), annotation)
process.stdout.write(`${JSON.stringify(answer.ok ? { ok: true, value: answer.value.refait } : answer)}\n`)
if (answer.ok) process.stdout.write(answer.value.octets)
process.stdout.end()
