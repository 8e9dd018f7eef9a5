/** Accounts and centres: what must be said to create them. */
import { z } from 'zod'
import { CODE_GUICHET } from '../demande/numero-unique.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import { defautDeNumero, direDefaut, parseSiren, parseSiret } from '../siret.ts'
import { isRoleOuvert, ROLES_DE_CENTRE } from './acces.ts'
import type { Role } from './acteur.ts'
import { foldCourriel } from './entree.ts'

/** The roles that an account of this portal may carry today. */
export const ROLES_DE_COMPTE = [
  'agent-de-guichet',
  'responsable-de-guichet',
  'gestionnaire-territorial',
  'coordinateur-regional',
  'administrateur-national',
] as const satisfies readonly Role[]
export type RoleDeCompte = (typeof ROLES_DE_COMPTE)[number]

const courriel = z
  .string({ error: 'Écrivez une adresse de courriel.' })
  .trim()
  .max(254, 'Cette adresse est trop longue.')
  .pipe(z.email('Écrivez une adresse de courriel, par exemple nom@mairie.fr.'))
  .transform(foldCourriel)
const siret = z.string().transform((text, ctx) => {
  const parsed = parseSiret(text)
  if (parsed) return parsed
  ctx.addIssue({ code: 'custom', message: direDefaut('SIRET', defautDeNumero('SIRET', text)) })
  return z.NEVER
})
const siren = z.string().transform((text, ctx) => {
  const parsed = parseSiren(text)
  if (parsed) return parsed
  ctx.addIssue({ code: 'custom', message: direDefaut('SIREN', defautDeNumero('SIREN', text)) })
  return z.NEVER
})
const departements = z
  .array(z.string().regex(/^(?!20)(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])$/, 'Ce code de département n’existe pas.'))
  .transform((codes) => [...new Set(codes)].sort())

const compteSchema = z.object({
  courriel,
  role: z.enum(ROLES_DE_COMPTE, { error: 'Choisissez un rôle.' }),
  siret: siret.optional(),
  departements: departements.default([]),
  centreIds: z.array(z.uuid()).default([]),
})

/** An invitation: what its role needs besides is said with the rest, in one go, though another field is wrong. */
export const invitationSchema = compteSchema.superRefine(
  (dit, ctx) => {
    if (!isRole(dit.role)) return
    for (const [champ, message] of Object.entries(manquesOf(dit)))
      ctx.addIssue({ code: 'custom', message, path: [champ] })
  },
  { when: () => true },
)
export type Invitation = z.output<typeof invitationSchema>

/** What an account acts on, and the body that its identity must show: what may be corrected once it exists. */
export type PorteeDeCompte = Pick<Invitation, 'siret' | 'departements' | 'centreIds'>
export const correctionSchema = compteSchema.pick({ siret: true, departements: true, centreIds: true })

export const centreSchema = z.object({
  nom: z
    .string({ error: 'Donnez un nom au centre.' })
    .trim()
    .min(3, 'Donnez un nom d’au moins 3 caractères.')
    .max(150, 'Ce nom est trop long : 150 caractères au plus.'),
  code: z
    .string()
    .trim()
    .transform((text) => text.toUpperCase())
    .pipe(z.string().regex(CODE_GUICHET, 'Le code guichet a 5 caractères, des lettres et des chiffres.'))
    .optional(),
  siren: siren.optional(),
  courriel: courriel.optional(),
  departements: departements.pipe(z.array(z.string()).min(1, 'Choisissez au moins un département.')),
})
export type NouveauCentre = z.output<typeof centreSchema>

export type RefusDeCompte =
  | { code: 'role-sans-porte'; role: RoleDeCompte }
  | { code: 'saisie-a-revoir'; erreurs: Manques }
  | { code: 'courriel-deja-invite' }
  /** The same form had invited already, and that account was closed since. */
  | { code: 'invite-ferme'; id: string }
  | { code: 'compte-ferme' }
  | { code: 'acces-deja-ouvert' }
  | { code: 'soi-meme' }
export type RefusDeCentre = { code: 'code-guichet-pris' }

type Manques = Readonly<Partial<Record<keyof PorteeDeCompte, string>>>

/** What the role needs and is not said: a sentence by field. */
function manquesOf({
  role,
  siret,
  departements,
  centreIds,
}: PorteeDeCompte & Readonly<{ role: RoleDeCompte }>): Manques {
  if (isDeCentre(role))
    // R-ACC-14 — choix du portail : agents are invited by e-mail and SIRET, for a centre
    return {
      ...(siret === undefined && {
        siret: 'Donnez le SIRET de l’organisme de l’agent : il sera vérifié à sa première connexion.',
      }),
      ...(centreIds.length === 0 && { centreIds: 'Choisissez le centre pour lequel l’agent travaille.' }),
    }
  // R-ACC-15 — bulletin de juillet 2014 : a gestionnaire territorial is that of départements
  return role !== 'administrateur-national' && departements.length === 0
    ? { departements: 'Choisissez au moins un département.' }
    : {}
}

const isRole = (role: unknown): boolean => ROLES_DE_COMPTE.some((one) => one === role)
const isDeCentre = (role: RoleDeCompte): boolean => ROLES_DE_CENTRE.some((one) => one === role)

/** Decides whether an account says all that its role needs; what the role does not use is dropped. */
export function checkCompte<T extends PorteeDeCompte & Readonly<{ role: RoleDeCompte }>>(
  dit: T,
): Resultat<T, RefusDeCompte> {
  const erreurs = manquesOf(dit)
  if (Object.keys(erreurs).length > 0) return refuse({ code: 'saisie-a-revoir', erreurs })
  if (isDeCentre(dit.role)) return accept({ ...dit, departements: [] })
  return accept({ ...dit, centreIds: [], ...(dit.role === 'administrateur-national' && { departements: [] }) })
}

/** Decides whether this person may be invited in that role, and whether all that it needs is said. */
export function checkInvitation(invitation: Invitation): Resultat<Invitation, RefusDeCompte> {
  // R-ACC-19 — choix du portail : une invitation qui ne mène à aucune page trompe qui la reçoit
  if (!isRoleOuvert(invitation.role)) return refuse({ code: 'role-sans-porte', role: invitation.role })
  return checkCompte(invitation)
}
