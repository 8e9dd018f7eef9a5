/** What FranceConnect says of a person, read from claims whose signature was verified; and how a sign-in there fails. */
import { z } from 'zod'
import { naissanceSchema } from '../demande/formulaire/naissance.ts'
import { FORME_DE_CODE_INSEE } from '../territoire/code-insee.ts'
import type { IdentitePivot } from './demandeur.ts'

/** Each is a moment of the way to FranceConnect and back where it may stop. */
export type RefusDeFranceConnect = {
  code:
    | 'franceconnect-arrete'
    | 'franceconnect-rejoue'
    | 'franceconnect-injoignable'
    | 'franceconnect-non-verifie'
    | 'franceconnect-sans-identite'
    | 'franceconnect-trop-de-demandes'
}

const LONGUEUR = 200
const texte = z.string().trim().max(LONGUEUR)
/** « 99999 », « » or nothing: FranceConnect knows no commune for who was born abroad. */
const codeDeLieu = z.string().regex(FORME_DE_CODE_INSEE).nullable().catch(null)

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  family_name: texte.min(1),
  given_name: texte.default(''),
  /** The same first names, parted as the civil status parts them. */
  given_name_array: z.array(texte.min(1)).max(30).optional().catch(undefined),
  preferred_username: texte.optional(),
  birthdate: naissanceSchema,
  birthplace: codeDeLieu,
  birthcountry: codeDeLieu,
})

/** The identity that verified claims hold; undefined when the name or the date of birth is not there. */
export function readIdentitePivot(claims: unknown): Readonly<{ sub: string; identite: IdentitePivot }> | undefined {
  // R-ACC-24 — FranceConnect, identité pivot : sans nom de naissance ou sans date, l’identité ne se compare à rien
  const read = claimsSchema.safeParse(claims)
  if (!read.success) return undefined
  const { sub, family_name, given_name, given_name_array, preferred_username, birthdate, birthplace, birthcountry } =
    read.data
  return {
    sub,
    identite: {
      nomDeNaissance: family_name,
      nomDUsage: preferred_username || null,
      prenoms: given_name_array?.length ? given_name_array : given_name.split(/\s+/).filter(Boolean),
      naissance: birthdate,
      communeDeNaissance: birthplace,
      paysDeNaissance: birthcountry,
    },
  }
}
