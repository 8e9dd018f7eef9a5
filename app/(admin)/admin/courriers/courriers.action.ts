'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { ecrireUneLettre } from '#lib/documents/courriers.ts'
import { parseJour } from '#lib/domain/calendrier.ts'
import { codesOf } from '#lib/domain/demande/formulaire/codes.ts'
import { parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { parseTerritoire } from '#lib/domain/demande/territoire.ts'
import { SUITES_D_UN_RETOUR } from '#lib/domain/rappels/courrier.ts'
import { env } from '#lib/env.ts'
import { correctRemise } from '#lib/usecases/correct-remise.ts'
import { giveUpLot, handOverLot, returnCourrier } from '#lib/usecases/settle-courriers.ts'
import { takeCourriers } from '#lib/usecases/take-courriers.ts'
import { defineAction } from '#lib/web/define-action.ts'

const id = z.string().min(1).max(40)
const territoire = z.string().transform((code, issue) => {
  const parsed = parseTerritoire(code)
  if (!parsed) issue.addIssue('Ce territoire n’existe pas. Rouvrez la page des courriers.')
  return parsed ?? z.NEVER
})
const jour = z.string({ error: 'Écrivez le jour de la remise à la poste.' }).transform((texte, issue) => {
  const lu = parseJour(texte)
  if (!lu) issue.addIssue('Écrivez une date qui existe, par exemple 12/03/2026.')
  return lu ?? z.NEVER
})

export const takeCourriersAction = defineAction({
  nom: 'prendre-courriers',
  acces: 'tenir-courriers',
  schema: z.object({ id, territoire }),
  run: ({ id: lot, territoire: code }, ctx) =>
    takeCourriers({ id: lot, territoire: code, ecrire: ecrireUneLettre(env.siteUrl) }, ctx),
  ensuite: ({ id: lot }) => redirect(`/admin/courriers/${lot}`),
})

export const handOverLotAction = defineAction({
  nom: 'remettre-courriers',
  acces: 'tenir-courriers',
  schema: z.object({ id, remisLe: jour }),
  run: ({ id: lot, remisLe }, ctx) => handOverLot({ id: lot, remisLe }, ctx),
  ensuite: ({ id: lot }) => redirect(`/admin/courriers/${lot}?remis`),
})

export const correctRemiseAction = defineAction({
  nom: 'corriger-la-remise-de-courriers',
  acces: 'tenir-courriers',
  schema: z.object({ id, remisLe: jour }),
  run: ({ id: lot, remisLe }, ctx) => correctRemise({ id: lot, remisLe }, ctx),
  ensuite: ({ id: lot }, { radieesTropTot }) =>
    redirect(`/admin/courriers/${lot}?corrige${radieesTropTot > 0 ? `=${radieesTropTot}` : ''}`),
})

export const giveUpLotAction = defineAction({
  nom: 'abandonner-courriers',
  acces: 'tenir-courriers',
  schema: z.object({
    id,
    detruites: z.literal(true, { error: 'Détruisez d’abord les lettres imprimées, puis cochez la case.' }),
  }),
  run: ({ id: lot }, ctx) => giveUpLot(lot, ctx),
  ensuite: ({ id: lot }) => redirect(`/admin/courriers/${lot}?abandonne`),
})

export const returnCourrierAction = defineAction({
  nom: 'noter-un-retour-de-courrier',
  acces: 'tenir-courriers',
  schema: z.object({
    id,
    rang: z.coerce
      .number<string>({ error: 'Écrivez le numéro de la lettre, en bas de la feuille.' })
      .int({ error: 'Écrivez un nombre entier.' })
      .positive({ error: 'Écrivez le numéro de la lettre, en bas de la feuille.' }),
    numeroUnique: z
      .string({ error: 'Écrivez le numéro de la demande, en bas de la feuille.' })
      .transform((texte, issue) => {
        const lu = parseNumeroUnique(texte)
        if (!lu) issue.addIssue('Écrivez les dix-huit caractères du numéro de la demande, en bas de la feuille.')
        return lu ?? z.NEVER
      }),
    suite: z.enum(codesOf(SUITES_D_UN_RETOUR), { error: 'Choisissez ce qu’il faut faire de cette lettre.' }),
  }),
  run: ({ id: lot, ...retour }, ctx) => returnCourrier({ id: lot, ...retour }, ctx),
  ensuite: ({ id: lot }, { isRadiee }) => redirect(`/admin/courriers/${lot}?revenue${isRadiee ? '=radiee' : ''}`),
})
