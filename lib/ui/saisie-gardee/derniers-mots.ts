/**
 * The last words of a form that is left while its document stays: « Back » may ask for its page before the server has them,
 * and read what waits in the browser once it has.
 */
import type { FrappesRecues } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import { type Entree, resteDe } from './frappes.ts'

type Mots = Readonly<{ entree: Entree; isGardee: Promise<boolean> }>
const derniers = new Map<string, Mots>()

/** A page that is left without a word leaves those of the one before it. */
export function noterDerniersMots(adresse: string, mots: Mots): void {
  if (Object.keys(mots.entree.champs).length > 0) derniers.set(adresse, mots)
}

/**
 * Whether the page of this form was made before the server took them: said of each such page, since the one that the
 * browser remembers is shown, and followed, before the one that the server made.
 */
export async function isDAvantSesDerniersMots(adresse: string, recues: FrappesRecues): Promise<boolean> {
  const mots = derniers.get(adresse)
  return mots !== undefined && (await mots.isGardee) && Object.keys(resteDe(mots.entree, recues)).length > 0
}
