/** How to reach an applicant: numbers of France, to which reminders can be sent, and one address of mail. */
import { z } from 'zod'
import { parseCourriel, parseTelephone } from '../../guichet/recensement/joindre.ts'

const TELEPHONE_ILLISIBLE = 'Écrivez un numéro de téléphone français, par exemple 06 39 98 12 34.'
export const telephoneSchema = z.string({ error: TELEPHONE_ILLISIBLE }).transform((typed, ctx) => {
  const numero = parseTelephone(typed)
  // A short number answers nobody's call: it is no number of a person.
  // R-FORM-04 — choix du portail : un rappel ne part que vers un numéro français, qui a dix chiffres
  if (numero && numero.replace(/\D/g, '').length >= 8) return numero
  ctx.addIssue({ code: 'custom', message: TELEPHONE_ILLISIBLE })
  return z.NEVER
})

const COURRIEL_ILLISIBLE = 'Écrivez une adresse de courriel, par exemple prenom.nom@exemple.fr.'
export const courrielSchema = z.string({ error: COURRIEL_ILLISIBLE }).transform((typed, ctx) => {
  const courriel = parseCourriel(typed)
  if (courriel) return courriel
  ctx.addIssue({ code: 'custom', message: COURRIEL_ILLISIBLE })
  return z.NEVER
})

export type Contacts = Readonly<
  Record<'courriel' | 'telephonePortable' | 'telephoneDuDomicile' | 'telephoneDuTravail', string | null>
>

/** Said of a number that costs whoever calls it. */
export const NUMERO_SURTAXE = 'Ce numéro est surtaxé : personne ne vous joindra par lui. Écrivez un autre numéro.'
const TELEPHONES = ['telephonePortable', 'telephoneDuDomicile', 'telephoneDuTravail'] as const
type Telephones = Pick<Contacts, (typeof TELEPHONES)[number]>

/** Which of these numbers reach nobody; the schema reads them, since a demande may hold one from before. */
export const listSurtaxes = (contacts: Telephones): readonly (keyof Telephones)[] =>
  // R-FORM-30 — plan de numérotation (ARCEP) : les numéros en 089 sont à tarification majorée, nul n’y joint une personne
  TELEPHONES.filter((nom) => contacts[nom]?.startsWith('08 9'))

/** The same, of those that do not stand already: what is written anew is asked again, what stands is kept. */
export const listSurtaxesEcrits = (avant: Telephones, ecrits: Telephones): readonly (keyof Telephones)[] =>
  listSurtaxes(ecrits).filter((nom) => !isMemeNumero(ecrits[nom], avant[nom]))

/** Whether two texts say one number, however each is written. */
export const isMemeNumero = (a: unknown, b: unknown): boolean => numeroLu(a) === numeroLu(b)
const numeroLu = (texte: unknown): unknown => telephoneSchema.safeParse(texte).data ?? texte

/** The contacts as their form shows them. */
export const textesDesContacts = (contacts: Contacts): Readonly<Record<keyof Contacts, string>> => ({
  courriel: contacts.courriel ?? '',
  telephonePortable: contacts.telephonePortable ?? '',
  telephoneDuDomicile: contacts.telephoneDuDomicile ?? '',
  telephoneDuTravail: contacts.telephoneDuTravail ?? '',
})

/** Whether a form says of the contacts what is recorded already. */
export const areSameContacts = (a: Contacts, b: Contacts): boolean => {
  const [dits, ecrits] = [a, b].map(textesDesContacts)
  return JSON.stringify(dits) === JSON.stringify(ecrits)
}

// R-RAP-61 — plan de numérotation (ARCEP) : 33, 262, 590, 594, 596 et 508 devant neuf chiffres en 6 ou 7 disent un mobile
const DEPUIS_L_ETRANGER = /^(?:00)?(?:33|262|590|594|596|508)0?(?=[67]\d{8}$)/

/** The number that may receive SMS, in digits: `0639981234`; null for a fixed line, or none. */
export function mobileOf(telephone: string | null): string | null {
  const chiffres = (telephone ?? '').replace(/\D/g, '').replace(DEPUIS_L_ETRANGER, '0')
  // R-RAP-07 — plan de numérotation (ARCEP) : 06 et 07 sont les mobiles, outre-mer compris
  return /^0[67]\d{8}$/.test(chiffres) ? chiffres : null
}
