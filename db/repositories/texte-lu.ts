/** Texts of the base that a rule reads. */
import { z } from 'zod'

/** What the rule reads in a column; a text that it does not know is a bug, and throws without saying it. */
export const texteLu = <T>(parse: (texte: string) => T | undefined, quoi: string) =>
  z.string().transform((texte) => {
    const lu = parse(texte)
    if (lu === undefined) throw new Error(`The base holds a ${quoi} that is none`)
    return lu
  })
