/** Addresses of a renewal: a reference that says nothing, and a step. */
import type { Acteur } from '#lib/domain/acces/acteur.ts'

export const cheminDe = (ref: string, etape: string | undefined = undefined): string =>
  etape === undefined || etape === 'faits' ? `/renouveler/${ref}` : `/renouveler/${ref}/${etape}`

/** The first page of one of theirs; undefined for another's. */
export const cheminDeLaSienne = (acteur: Acteur, ref: string): string | undefined =>
  acteur.role === 'demandeur' && acteur.demandes.includes(ref) ? cheminDe(ref) : undefined
