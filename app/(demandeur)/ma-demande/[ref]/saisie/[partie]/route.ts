/** What an applicant types in a form of « Ma demande », as they type it: kept for them, and recorded nowhere. */
import { formatHeure } from '#lib/documents/heures.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { readFrappe, SAISIE_TROP_LONGUE } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import {
  isGardeeSurAppareilPartage,
  isPartieGardee,
} from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { keepSaisie } from '#lib/usecases/keep-saisie.ts'
import { type Corps, defineEnvoi, defineRetour, type Expediteur, type Suite } from '#lib/web/define-envoi.ts'
import { cheminDuFormulaire } from '../../garder.ts'

export const acces = 'modifier-ma-demande'
type Params = Readonly<{ ref: string; partie: string }>

const cheminDe = ({ ref, partie }: Params): string =>
  isPartieGardee(partie) ? cheminDuFormulaire(ref, partie) : '/ma-demande'

/** Who comes by this address (a tab opened again) finds the form. */
export const GET = defineRetour<Params>(acces, ({ ctx: { acteur } }, params) =>
  acteur.role === 'demandeur' && acteur.demandes.includes(params.ref) && isPartieGardee(params.partie)
    ? cheminDe(params)
    : undefined,
)

export const POST = defineEnvoi<Params>({
  nom: 'saisie-de-mise-a-jour',
  acces,
  retour: cheminDe,
  garder: async (qui, params, corps) => (await garder(qui, params, corps))?.ok ?? false,
  run: async (qui, params, corps): Promise<Suite> => {
    const done = await garder(qui, params, corps)
    // Another's and nobody's are told apart by nothing, nor is a form that the demande does not have.
    if (!done || (!done.ok && ['introuvable', 'acces-refuse'].includes(done.refus.code))) return { introuvable: true }
    if (!corps.isFil) return { vers: cheminDe(params) }
    // No longer active, or of other persons than what is kept: the page says so.
    if (!done.ok) return { dit: { code: done.refus.code } }
    const { gardeeAt, isNouvelle, isEntiere, territoire } = done.value
    if (!isEntiere) return { dit: { code: SAISIE_TROP_LONGUE } }
    const enregistre = gardeeAt === null ? null : formatHeure(new Date(gardeeAt), territoire)
    return { dit: { enregistre, nouvelle: isNouvelle } }
  },
})

async function garder({ ctx, appareilPartage }: Expediteur, { ref: text, partie }: Params, corps: Corps) {
  const ref = parseDemandeRef(text)
  if (!ref || !isPartieGardee(partie)) return undefined
  if (appareilPartage && !isGardeeSurAppareilPartage(partie)) return undefined
  return keepSaisie({ ref, ctx }, { partie, valeurs: corps.champs, frappe: readFrappe(corps.champs) })
}
