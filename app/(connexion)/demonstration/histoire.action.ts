'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { courrielDHistoire, HISTOIRES_RACONTEES, type SlugDHistoire } from '#lib/documents/histoires.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { env } from '#lib/env.ts'
import { enterHistoire } from '#lib/usecases/enter-histoire.ts'
import { defineAction } from '#lib/web/define-action.ts'
import { giveSessionDeDemandeur, readSidDeDemandeur } from '#lib/web/demandeur.ts'

/** Does not exist beside real demandes: in production it finds nothing, whatever is sent. */
export const enterHistoireAction = defineAction({
  nom: 'entrer-dans-une-histoire',
  acces: 'public',
  schema: z.object({ slug: z.enum(Object.keys(HISTOIRES_RACONTEES) as [SlugDHistoire, ...SlugDHistoire[]]) }),
  run: async ({ slug }) => {
    if (env.mode !== 'demonstration') return refuse({ code: 'introuvable' })
    const precedente = (await readSidDeDemandeur()) ?? null
    const entree = await enterHistoire(courrielDHistoire(slug), precedente)
    if (entree.ok) await giveSessionDeDemandeur(entree.value.sid, false)
    return entree
  },
  ensuite: (_, { ref }) => redirect(`/ma-demande/${ref}`),
})
