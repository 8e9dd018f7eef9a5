/**
 * Amounts of the form. What is not known is null, and zero is a statement of its own: « si un cerfa vous parvient
 * incomplet, il ne faut pas inscrire de 0 dans les champs Type de ressources ou Revenu Fiscal de Référence ».
 */
import { z } from 'zod'
import { RESSOURCES } from './codes.ts'
import { unDe } from './phrases.ts'

/** Spaces that part groups of three digits, and nothing else: `13 900`, `1 240,50`. */
const GROUPES_DE_TROIS = /^[1-9]\d{0,2}(?:\s+\d{3})+(?:[.,]\d{1,2})?$/
/** The unit stands at one end, before the cents, or where the decimal comma would: `1240 €`, `1240 €,50`, `1240 € 50`. */
const UNITE = /(?:\s*(?:€|euros?))+$/i
const UNITE_DEVANT = /^€\s*(?=\d)/
const UNITE_AVANT_LA_VIRGULE = /^(\d[\d\s]*?)\s*(?:€|euros?)\s*([.,]\s*\d{1,2})$/i
const UNITE_ET_CENTIMES = /^(\d[\d\s]*?)\s*(?:€|euros?)\s*(\d{2})$/i

/** A number without what people put around it: its unit, the spaces that part thousands. */
export function netDuNombre(texte: string): string {
  const sansUnite = texte
    .trim()
    .replace(UNITE_ET_CENTIMES, '$1,$2')
    .replace(UNITE_AVANT_LA_VIRGULE, '$1$2')
    .replace(UNITE, '')
    .replace(UNITE_DEVANT, '')
  const dit = sansUnite.replace(/\s*([.,])\s*/g, '$1')
  // R-FORM-27 — choix du portail : « 1240 50 » est douze cent quarante euros cinquante, pas cent fois plus, on redemande
  return GROUPES_DE_TROIS.test(dit) ? dit.replace(/\s/g, '') : dit
}

/** A number that reads in two ways, since three digits follow its only separator: `13.900`, `1,240`. */
const DEUX_LECTURES = /^([1-9]\d{0,2})[.,](\d{3})$/
export const isADeuxLectures = (net: string): boolean => DEUX_LECTURES.test(net)

/** What is said of what is no number: how to write it when it reads in two ways, else the sentence given. */
export const phraseDuNombre =
  (phrase: string) =>
  ({ input }: Readonly<{ input?: unknown }>): string => {
    const [, milliers, reste] = DEUX_LECTURES.exec(typeof input === 'string' ? netDuNombre(input) : '') ?? []
    return milliers === undefined
      ? phrase
      : `Écrivez ${milliers}${reste} ou ${milliers}\u00A0${reste}, sans point ni virgule.`
  }

/** Above, a typing error: ten million euros. */
const MONTANT_MAXIMAL = 10_000_000
/** Euros above zero, to the cent. */
export const eurosSchema = z
  .number({ error: phraseDuNombre('Écrivez un montant en euros, par exemple 1240.') })
  // R-FORM-01 — bulletin de juillet 2014, « Bonnes pratiques » : l’inconnu n’est jamais 0, un zéro se déclare
  .positive({ error: 'Écrivez un montant plus grand que 0. Si vous n’avez rien perçu, choisissez « Rien ».' })
  .max(MONTANT_MAXIMAL, { error: 'Vérifiez ce montant : il est trop grand.' })
  .refine((euros) => Math.abs(euros * 100 - Math.round(euros * 100)) < 1e-6, {
    error: 'Écrivez au plus deux chiffres après la virgule.',
  })

/** A yearly amount: one that is declared, a zero that is declared, or null for what is not known. */
export const montantSchema = z
  .discriminatedUnion(
    'statut',
    [z.object({ statut: z.literal('declare'), euros: eurosSchema }), z.object({ statut: z.literal('zero-declare') })],
    { error: 'Écrivez un montant, ou dites qu’il est de 0.' },
  )
  .nullable()
export type Montant = Readonly<z.infer<typeof montantSchema>>

/** Euros of a declared amount, a declared zero included; null when it is not known. */
export const eurosDe = (montant: Montant): number | null =>
  montant === null ? null : montant.statut === 'declare' ? montant.euros : 0

/** Lines of the resources of one person. */
export const RESSOURCES_AU_PLUS = 30

/**
 * Monthly resources of one person: their lines, the statement that there are none, or null for what is not known. A
 * line may lack its type or its amount: such a form is kept, and is not complete.
 */
export const ressourcesSchema = z
  .discriminatedUnion(
    'statut',
    [
      z.object({
        statut: z.literal('declarees'),
        lignes: z
          .array(z.object({ code: unDe(RESSOURCES).nullable(), euros: eurosSchema.nullable() }))
          .min(1, { error: 'Écrivez un montant, ou choisissez « Rien ».' })
          .max(30, { error: 'Écrivez 30 montants au plus.' }),
      }),
      z.object({ statut: z.literal('aucune') }),
    ],
    { error: 'Écrivez vos ressources, ou dites que vous n’en avez pas.' },
  )
  .nullable()
export type Ressources = Readonly<
  | { statut: 'aucune' }
  | { statut: 'declarees'; lignes: readonly Readonly<{ code: keyof typeof RESSOURCES | null; euros: number | null }>[] }
> | null

/** Whether nothing of them is left unknown. */
export const areConnues = (ressources: Ressources): boolean =>
  ressources !== null &&
  (ressources.statut === 'aucune' ||
    // R-FORM-01 — bulletin de juillet 2014, « Bonnes pratiques » : ni type ni montant ne se devinent
    ressources.lignes.every(({ code, euros }) => code !== null && euros !== null))

/** Euros a month; null as soon as one amount is not known. */
export const totalDesRessources = (ressources: Ressources): number | null => {
  if (ressources === null) return null
  if (ressources.statut === 'aucune') return 0
  const cents = ressources.lignes.map(({ euros }) => (euros === null ? null : Math.round(euros * 100)))
  return cents.includes(null) ? null : cents.reduce<number>((sum, one) => sum + (one ?? 0), 0) / 100
}
