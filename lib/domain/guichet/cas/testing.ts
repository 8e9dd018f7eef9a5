/**
 * The corpus of hours as people write them: each text with what a French reader understands of it, or why it should not
 * be read. `jour`: the text is in the cell of that day.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const JOURS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const

const casSchema = z.union([
  z.strictObject({ texte: z.string(), jour: z.enum(JOURS).optional(), osm: z.string() }),
  /** `lisible`: a person understands it all the same; the portal prefers to ask. */
  z.strictObject({ texte: z.string(), jour: z.enum(JOURS).optional(), refus: z.string(), lisible: z.boolean() }),
])
export type CasDHoraires = z.infer<typeof casSchema>

/** Every case of lib/domain/guichet/cas/horaires-*.json. */
export function readCasDHoraires(): readonly CasDHoraires[] {
  const folder = new URL('.', import.meta.url)
  return readdirSync(folder)
    .filter((name) => /^horaires-.*\.json$/.test(name))
    .flatMap((name) => z.array(casSchema).parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
}

/** The rank of the day of a cell, Monday first; undefined for a free text. */
export const jourDuCas = ({ jour }: CasDHoraires) =>
  jour === undefined ? undefined : ([0, 1, 2, 3, 4, 5, 6] as const)[JOURS.indexOf(jour)]

/**
 * Markup, formulas, addresses and signs that a page, a spreadsheet, a mail or a program might run or obey, were they not
 * held as texts: lib/domain/guichet/cas/charges-hostiles.json, by what they are.
 */
export function readChargesHostiles(): ReadonlyMap<string, readonly string[]> {
  const file = new URL('charges-hostiles.json', import.meta.url)
  return new Map(
    Object.entries(z.record(z.string(), z.array(z.string())).parse(JSON.parse(readFileSync(file, 'utf8')))),
  )
}
