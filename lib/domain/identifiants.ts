/** Identifiers that come from a browser: a malformed one is nobody's, and never reaches the database. */
import { z } from 'zod'

/** Drawn with a form that creates something: the same form again creates it once. */
export const cleDeFormulaireSchema = z.uuid({
  error: 'Ce formulaire est incomplet. Rechargez la page, puis recommencez.',
})

export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)

/** Id of a point de contact, ours or that of an older base. */
export const isPointId = (text: string): boolean => /^[\w-]{1,40}$/.test(text)

/** Number of a row of history: a whole one, that PostgreSQL's `integer` holds. */
export const isNumeroDeFait = (nombre: number): boolean =>
  Number.isInteger(nombre) && nombre > 0 && nombre <= 2_147_483_647
