'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { type DemandeRef, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { MEMES_AU_PLUS } from '#lib/domain/demande/memes-personnes.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { distinguishPersonnes, undoDistinction } from '#lib/usecases/distinguish-personnes.ts'
import { defineAction } from '#lib/web/define-action.ts'
import { PORTE_DU_GESTIONNAIRE } from '../corrections/porte.ts'

const CERTAINE = 'certaine'

/** Reads `{ref}:{imprint}`, as the page writes each demande that it shows. */
function parseVue(texte: string): readonly [DemandeRef, string] | undefined {
  const [ref = '', vu = ''] = texte.split(':')
  const lue = parseDemandeRef(ref)
  return lue && [lue, vu]
}

const vues = z
  .array(z.string().max(80))
  .max(MEMES_AU_PLUS + 1)
  .default([])

/** `vus`: the two of a pair; `choisis`: those that were ticked of all of the page. */
export const distinguishPersonnesAction = defineAction({
  nom: 'dire-deux-personnes',
  acces: 'comparer-demandes',
  schema: z.object({ id: z.uuid(), vus: vues, choisis: vues, certitude: z.string().default('') }),
  run: async ({ id, vus, choisis, certitude }, ctx) => {
    const ref = parseDemandeRef(id)
    const lues = [...vus, ...choisis].map(parseVue).filter((une) => une !== undefined)
    if (!ref || lues.length < vus.length + choisis.length) return refuse({ code: 'introuvable' })
    return distinguishPersonnes(
      { ref, ctx, porte: PORTE_DU_GESTIONNAIRE },
      { vues: new Map(lues), certaines: certitude === CERTAINE },
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
