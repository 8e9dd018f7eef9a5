/** A form of « Ma demande » sent after its session went out: kept for whose session it was, who is led to the sign-in. */
import { redirect } from 'next/navigation'
import type { Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import {
  isGardeeSurAppareilPartage,
  type PartieGardee,
} from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { keepSaisie } from '#lib/usecases/keep-saisie.ts'
import { readTitulaire } from '#lib/web/demandeur.ts'

/** Where a form stands: a part, the contacts or the name. */
export const cheminDuFormulaire = (ref: string, partie: PartieGardee): string =>
  partie === 'coordonnees' || partie === 'nom'
    ? `/ma-demande/${ref}/${partie}`
    : `/ma-demande/${ref}/modifier/${partie}`

/** Redirects once the form is kept; comes back when nothing could be: nobody's session, a left one, another's demande, contacts on a shared computer. */
export async function garderPour(partie: PartieGardee, valeurs: Valeurs): Promise<void> {
  const titulaire = await readTitulaire({ partage: isGardeeSurAppareilPartage(partie) })
  const ref = typeof valeurs.id === 'string' ? parseDemandeRef(valeurs.id) : undefined
  if (!titulaire || !ref) return
  const kept = await keepSaisie({ ref, ctx: titulaire.ctx }, { partie, valeurs })
  if (kept.ok) redirect(`/ma-demande?gardee&retour=${encodeURIComponent(cheminDuFormulaire(ref, partie))}`)
}
