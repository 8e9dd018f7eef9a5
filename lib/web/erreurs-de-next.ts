/** Next prints the errors that pages and actions throw, whole: here they go to our journal, which leaves their values out. */
import { types } from 'node:util'
import { journal } from '#lib/journal.ts'

/** Call once in a web process, before it answers. What is not an error is printed as before. */
export function writeErrorsAsOurs(
  output: Pick<Console, 'error'> = console,
  write: (err: unknown) => void = (err) => journal.error({ err }, 'incident'),
): void {
  const print = output.error.bind(output)
  output.error = (...said: unknown[]) => {
    const error = said.find((one) => one instanceof Error || types.isNativeError(one))
    if (error) write(error)
    else print(...said)
  }
}
