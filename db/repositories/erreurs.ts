/** What an error of PostgreSQL says, however deep it is wrapped. */

/** Classes of SQLSTATE that blame what was sent: a value that cannot be, a constraint that it breaks. */
const CLASSES_DE_DONNEES = ['22', '23']

/** Whether the database refused the data itself, rather than failed. */
export function isDonneeRefusee(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code: unknown = Reflect.get(at, 'code')
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return CLASSES_DE_DONNEES.includes(code.slice(0, 2))
  }
  return false
}
