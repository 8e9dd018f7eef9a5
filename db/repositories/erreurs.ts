/** What an error of PostgreSQL says, however deep it is wrapped. */

/** Classes of SQLSTATE that blame what was sent: a value that cannot be, a constraint that it breaks. */
const CLASSES_DE_DONNEES = ['22', '23']

/** The SQLSTATE that an error holds; undefined for an error of something else. */
function sqlstateDe(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code: unknown = Reflect.get(at, 'code')
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code
  }
  return undefined
}

/** Whether the database refused the data itself, rather than failed. */
export const isDonneeRefusee = (error: unknown): boolean =>
  CLASSES_DE_DONNEES.includes(sqlstateDe(error)?.slice(0, 2) ?? '')

/** Whether it gave up waiting for a lock (`lock_timeout`). */
export const isVerrouAttendu = (error: unknown): boolean => sqlstateDe(error) === '55P03'

/** Whether it rolled a transaction back for another's sake: a deadlock that it cut, or an order that it could not keep. */
export const isSacrifiee = (error: unknown): boolean => ['40P01', '40001'].includes(sqlstateDe(error) ?? '')
