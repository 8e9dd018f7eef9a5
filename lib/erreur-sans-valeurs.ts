/**
 * What a log may say of an error. A failed query carries its values in its words, a refusing mail server the address of
 * the person: the kind, the code and the place are enough to mend, the rest stays out.
 */

/** Fields that name the base, or what the page shows of an incident, and never what someone typed. */
const CHAMPS = [
  'code',
  'digest',
  'severity',
  'schema_name',
  'table_name',
  'column_name',
  'constraint_name',
  'routine',
] as const

export type ErreurDite = Readonly<{ type: string; message: string; stack?: string; cause?: ErreurDite }> &
  Readonly<Partial<Record<(typeof CHAMPS)[number], string>>>

/** A first line, without what is quoted or looks like an e-mail: PostgreSQL quotes the value that it could not read. */
const sayMessage = (message: string): string =>
  (message.split('\n')[0] ?? '')
    .replace(/\S+@\S+/g, '…')
    .replace(/"[^"]*"|'[^']*'|«[^»]*»|\([^)]*\)/g, '…')
    .slice(0, 300)

/** The frames alone: the head of a stack repeats the message. */
const saySteps = (stack: string | undefined): string =>
  (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')

/** An error as it may be written, its causes with it. */
export function sayErreur(error: unknown, depth = 0): ErreurDite {
  if (!(error instanceof Error)) return { type: typeof error, message: '' }
  const fields = CHAMPS.flatMap((name) => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  return {
    type: error.name,
    // The whole query stands there, and its values after it: the cause says what went wrong.
    message: error.message.startsWith('Failed query:') ? 'Failed query' : sayMessage(error.message),
    ...Object.fromEntries(fields),
    stack: saySteps(error.stack),
    ...(error.cause instanceof Error && depth < 3 && { cause: sayErreur(error.cause, depth + 1) }),
  }
}
