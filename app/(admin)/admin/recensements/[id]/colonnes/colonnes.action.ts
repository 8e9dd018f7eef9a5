'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { findColonnesDuFichier } from '#db/queries/imports.ts'
import { phrasesDesColonnes } from '#lib/documents/recensement-colonnes.ts'
import { decideColonnes } from '#lib/domain/guichet/recensement/a-dire.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { defineAction } from '#lib/web/define-action.ts'
import { encoreLa, readWhereFit } from '../../traitement.ts'
import { actuelOf, champsDesColonnes, choixOf } from './saisie.ts'

export const nameColumnsAction = defineAction({
  nom: 'dire-colonnes',
  acces: 'deposer-recensement',
  schema: z.object({ id: z.uuid(), ...champsDesColonnes }),
  limite: { nombre: 60, secondes: 600 },
  encore: encoreLa,
  run: async ({ id, ...champs }, ctx) => {
    const choix = choixOf(champs)
    const fichier = await findColonnesDuFichier(ctx.acteur, id)
    const decided = decideColonnes(choix, fichier)
    if (!decided.ok && decided.refus.code === 'colonnes-dites-entre-temps')
      return refuse({ code: 'modifiee-entre-temps', version: 0, actuel: actuelOf(choix, fichier.dites) })
    if (!decided.ok) return refuse({ code: 'saisie-a-revoir', erreurs: phrasesDesColonnes(decided.refus) })
    return readWhereFit(id, ctx, { colonnes: decided.value })
  },
  ensuite: (input) => redirect(`/admin/recensements/${input.id}`),
})
