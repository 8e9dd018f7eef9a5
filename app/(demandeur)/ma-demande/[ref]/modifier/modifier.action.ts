'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { isPartie } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { updateDemande } from '#lib/usecases/update-demande.ts'
import { defineAction } from '#lib/web/define-action.ts'
import { garderPour } from '../garder.ts'

/** The fields of a part are named by the content of the demande: the rule reads those that it knows. */
export const updateDemandeAction = defineAction({
  nom: 'mettre-a-jour-ma-demande',
  acces: 'modifier-ma-demande',
  schema: z
    .object({
      id: z.uuid(),
      partie: z.string(),
      version: z.coerce.number<string>().int(),
      // Of what the page showed as kept (garder.ts): it says nothing of the demande.
      repris: z.string().optional(),
    })
    .catchall(z.string()),
  run: async ({ id, partie, version, repris: _, ...envoyes }, ctx) => {
    const ref = parseDemandeRef(id)
    if (!ref || !isPartie(partie)) return refuse({ code: 'introuvable' })
    return updateDemande({ ref, ctx }, { partie, version, envoyes })
  },
  garder: async (valeurs) => {
    const { partie } = valeurs
    if (typeof partie === 'string' && isPartie(partie)) await garderPour(partie, valeurs)
  },
  ensuite: ({ id }) => redirect(`/ma-demande/${id}?enregistre`),
})
