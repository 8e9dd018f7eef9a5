'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { PARTIES_GARDEES } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { discardSaisie } from '#lib/usecases/discard-saisie.ts'
import { defineAction } from '#lib/web/define-action.ts'
import { cheminDuFormulaire } from './garder.ts'

export const discardSaisieAction = defineAction({
  nom: 'effacer-ce-qui-attend',
  acces: 'modifier-ma-demande',
  schema: z.object({ id: z.uuid(), partie: z.enum(PARTIES_GARDEES) }),
  run: async ({ id, partie }, ctx) => {
    const ref = parseDemandeRef(id)
    return ref ? discardSaisie({ ref, ctx }, { partie }) : refuse({ code: 'introuvable' })
  },
  ensuite: ({ id, partie }) => redirect(cheminDuFormulaire(id, partie)),
})
