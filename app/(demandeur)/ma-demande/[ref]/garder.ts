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

/** Where the page of a form sends what is typed, as it is typed. */
export const cheminDeSaisie = (ref: string, partie: PartieGardee): string => `/ma-demande/${ref}/saisie/${partie}`

/** Redirects once the form is kept; comes back when nothing could be: nobody's session, a left one, another's demande, contacts on a shared computer. */
export async function garderPour(partie: PartieGardee, { id, repris, ...saisies }: Valeurs): Promise<void> {
  const titulaire = await readTitulaire({ partage: isGardeeSurAppareilPartage(partie) })
  const ref = typeof id === 'string' ? parseDemandeRef(id) : undefined
  if (!titulaire || !ref) return
  const valeurs = Object.fromEntries(
    Object.entries(saisies).flatMap(([nom, valeur]) => (typeof valeur === 'string' ? [[nom, valeur]] : [])),
  )
  const envoi = { repris: typeof repris === 'string' ? repris : undefined }
  const kept = await keepSaisie({ ref, ctx: titulaire.ctx }, { partie, valeurs, envoi })
  if (kept.ok) redirect(`/ma-demande?gardee&retour=${encodeURIComponent(cheminDuFormulaire(ref, partie))}`)
}
