/** What a form of « Ma demande » was opened on, read again from the faits of its demande. */
import type { Tx } from '#db/client.ts'
import { findContenuA } from '#db/repositories/brouillons.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { contenuSchema } from '#lib/domain/demande/formulaire/contenu.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import type { Page } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'

/** Which page the texts of a form say that they were typed on; a year that is none is kept nowhere. */
export const pageDite = ({ version = '', annee = '' }: Reponses): PageDite => ({
  version: Number.parseInt(version, 10),
  annee: /^\d{4}$/.test(annee) ? annee : undefined,
})
type PageDite = Readonly<{ version: number; annee: string | undefined }>

/** `version` and `annee` as the page says them; no content of a version that never was, or of which nothing is left. */
export async function loadPageVue(
  tx: Tx,
  { numeroUnique, version: actuelle, contenu }: Pick<DemandeActive, 'numeroUnique' | 'version' | 'contenu'>,
  { version, annee }: PageDite,
): Promise<Page> {
  if (version === actuelle) return { contenu, annee }
  if (!(version >= 1 && version < actuelle)) return { contenu: undefined, annee }
  // A content of a form that was replaced since may not be read any more: the page opens again.
  const ancien = await findContenuA(tx, numeroUnique, version)
  return { contenu: contenuSchema.safeParse(ancien).data, ancien, annee }
}
