/**
 * What a log may say of an error. Its message is never written: a failed query carries its values there, a refusing
 * mail server the address of the person, a parser what it could not read. The kind, the code and the place are enough
 * to mend. A field is written only in the form that programs give it, in which nobody writes a name or a number.
 */
import { types } from 'node:util'

const IDENTIFIANT = /^[a-z_][a-z0-9_]{0,62}$/

/** Fields that name the base, or what the page shows of an incident, each with the only form that it may have. */
const CHAMPS = {
  code: /^(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*|[0-9A-Z]{5})$/,
  // Next's: a hash, never a number that begins by 0 nor of more than ten digits, sometimes with the code of its sentence.
  digest: /^[1-9]\d{0,9}(?:@E\d{1,4})?$/,
  severity: /^[A-Z]{3,10}$/,
  schema_name: IDENTIFIANT,
  table_name: IDENTIFIANT,
  column_name: IDENTIFIANT,
  constraint_name: IDENTIFIANT,
  routine: /^[A-Za-z_]\w{0,62}$/,
} as const

export type ErreurDite = Readonly<{ type: string; stack?: string; cause?: ErreurDite }> &
  Readonly<Partial<Record<keyof typeof CHAMPS, string>>>

const TYPE = /^\$?[A-Z]?[A-Za-z0-9]*(?:Error|Exception|Warning)$/

/** A frame as V8 writes it: a function, a file of ours, of a library or of Node, a line, a column. */
const FRAME = /^\s+at (?:async )?(?:[\w$.<>#[\] ]+ \()?(?:file:\/\/\/|\/|node:)[^()?]*:\d+:\d+\)?$/

/** The frames alone: the head of a stack repeats the message, whose lines may look like frames. */
const saySteps = ({ stack, message }: Readonly<{ stack?: unknown; message: unknown }>): string => {
  const [whole, head] = [typeof stack === 'string' ? stack : '', String(message)]
  const at = head ? whole.indexOf(head) : -1
  return (at < 0 ? whole : whole.slice(at + head.length))
    .split('\n')
    .filter((line) => FRAME.test(line))
    .join('\n')
}

/** Next runs some code in a realm of its own, whose errors are not instances of our Error. */
export const isErreur = (thrown: unknown): thrown is Error => thrown instanceof Error || types.isNativeError(thrown)

/** An error as it may be written, its causes with it; of what is not an error, only which kind of value it is. */
export function sayErreur(error: unknown, depth = 0): ErreurDite {
  if (!isErreur(error)) return { type: typeof error }
  const fields = Object.entries(CHAMPS).flatMap(([name, form]) => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' && form.test(value) ? [[name, value] as const] : []
  })
  return {
    type: typeof error.name === 'string' && TYPE.test(error.name) ? error.name : 'Error',
    ...Object.fromEntries(fields),
    stack: saySteps(error),
    ...(error.cause !== undefined && depth < 3 && { cause: sayErreur(error.cause, depth + 1) }),
  }
}
