'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { distinguishPersonnes, undoDistinction } from '#lib/usecases/distinguish-personnes.ts'
import { defineAction } from '#lib/web/define-action.ts'
import { PORTE_DU_GESTIONNAIRE } from '../corrections/porte.ts'

const CERTAINE = 'certaine'

export const distinguishPersonnesAction = defineAction({
  nom: 'dire-deux-personnes',
  acces: 'comparer-demandes',
  schema: z.object({ id: z.uuid(), autreId: z.uuid(), vu: z.string(), certitude: z.string().default('') }),
  run: async ({ id, autreId, vu, certitude }, ctx) => {
    const [ref, avec] = [parseDemandeRef(id), parseDemandeRef(autreId)]
    if (!ref || !avec) return refuse({ code: 'introuvable' })
    return distinguishPersonnes(
      { ref, avec, ctx, porte: PORTE_DU_GESTIONNAIRE },
      { vu, certaines: certitude === CERTAINE },
    )
  },
  ensuite: ({ id, certitude }, { reste }) => {
    if (!reste) redirect('/admin/demandes-a-traiter?choix=dit#memes-personnes')
    const certaines = certitude === CERTAINE ? `&certitude=${CERTAINE}` : ''
    redirect(`/admin/demandes-a-traiter/${id}?choix=dit${certaines}#deux-personnes`)
  },
})

export const undoDistinctionAction = defineAction({
  nom: 'annuler-deux-personnes',
  acces: 'comparer-demandes',
  schema: z.object({ id: z.uuid(), autreId: z.uuid() }),
  run: async ({ id, autreId }, ctx) => {
    const [ref, avec] = [parseDemandeRef(id), parseDemandeRef(autreId)]
    if (!ref || !avec) return refuse({ code: 'introuvable' })
    return undoDistinction({ ref, avec, ctx, porte: PORTE_DU_GESTIONNAIRE })
  },
  ensuite: () => redirect('/admin/demandes-a-traiter?choix=annule#memes-personnes'),
})
