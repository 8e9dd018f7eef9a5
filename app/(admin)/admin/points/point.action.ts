'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { phraseDeRemarque } from '#lib/documents/recensement-remarques.ts'
import { jourSchema } from '#lib/domain/calendrier.ts'
import { CHAMPS_DU_FORMULAIRE } from '#lib/domain/guichet/formulaire-de-point.ts'
import { type Resultat, refuse } from '#lib/domain/resultat.ts'
import {
  closePoint,
  correctPoint,
  createPoint,
  type RefusDeRetablissement,
  restoreWithdrawnPoint,
  withdrawPoint,
} from '#lib/usecases/edit-point.ts'
import { mergePoints } from '#lib/usecases/merge-points.ts'
import { defineAction } from '#lib/web/define-action.ts'

/** Characters of a field. A territory lists its communes by code: a whole département has nearly nine hundred. */
const LONGUEUR_MAX = { autre: 2000, territoire: 12_000 }
const champs = Object.fromEntries(
  CHAMPS_DU_FORMULAIRE.map((nom) => [
    nom,
    nom === 'services'
      ? z.array(z.string().max(50)).default([])
      : z
          .string()
          .max(nom === 'territoire' ? LONGUEUR_MAX.territoire : LONGUEUR_MAX.autre, 'Ce texte est trop long.')
          .optional(),
  ]),
)
const id = z.string().min(1).max(40)

/** The remarks of the reading become the errors of the fields, in the sentences of the importer. */
function atFields<T>(done: Resultat<T, RefusDeRetablissement>) {
  if (done.ok) return done
  const { refus } = done
  if (refus.code !== 'point-refuse') return refuse(refus)
  const erreurs: Record<string, string> = {}
  for (const remarque of refus.remarques) erreurs[remarque.colonne] ??= phraseDeRemarque(remarque)
  return refuse({ code: 'saisie-a-revoir', erreurs })
}

export const createPointAction = defineAction({
  nom: 'creer-point',
  acces: 'modifier-point',
  schema: z.object({ ...champs, centreId: z.uuid().optional() }),
  run: async ({ centreId, ...saisie }, ctx) => atFields(await createPoint({ saisie, centreId: centreId ?? null }, ctx)),
  ensuite: (_input, { id: created }) => redirect(`/admin/points/${created}?cree`),
})

export const correctPointAction = defineAction({
  nom: 'corriger-point',
  acces: 'modifier-point',
  schema: z.object({ ...champs, id, version: z.coerce.number<string>().int() }),
  run: async ({ id: point, version, ...saisie }, ctx) =>
    atFields(await correctPoint({ id: point, version, saisie }, ctx)),
  ensuite: ({ id: point }) => redirect(`/admin/points/${point}?enregistre`),
})

export const closePointAction = defineAction({
  nom: 'fermer-point',
  acces: 'modifier-point',
  schema: z.object({ id, du: jourSchema, au: jourSchema.optional() }),
  run: async ({ id: point, du, au }, ctx) =>
    atFields(await closePoint({ id: point, fermeture: { du, au: au ?? du } }, ctx)),
  ensuite: ({ id: point }) => redirect(`/admin/points/${point}?ferme`),
})

export const withdrawPointAction = defineAction({
  nom: 'retirer-point',
  acces: 'modifier-point',
  schema: z.object({ id }),
  run: async ({ id: point }, ctx) => atFields(await withdrawPoint(point, ctx)),
  ensuite: ({ id: point }) => redirect(`/admin/points/${point}?retire`),
})

export const mergePointAction = defineAction({
  nom: 'reunir-points',
  acces: 'modifier-point',
  schema: z.object({ id, garde: id }),
  run: async ({ id: doublon, garde }, ctx) => mergePoints({ doublon, garde }, ctx),
  ensuite: ({ garde }) => redirect(`/admin/points/${garde}?reuni`),
})

export const restorePointAction = defineAction({
  nom: 'retablir-point',
  acces: 'modifier-point',
  schema: z.object({ id, choisis: z.array(z.string().max(1000)).max(1).default([]) }),
  run: async ({ id: point, choisis }, ctx) => atFields(await restoreWithdrawnPoint(point, ctx, choisis)),
  ensuite: ({ id: point }) => redirect(`/admin/points/${point}?retabli`),
})
