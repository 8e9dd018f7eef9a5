'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import {
  FIGURES,
  type Figure,
  listMelanges,
  nomDeGarde,
  nomDuChamp,
  nomDuMelange,
  ORIGINES,
  readSaisie,
  TYPES,
} from '#lib/domain/guichet/saisie-de-chiffres.ts'
import { FORME_DE_CODE_INSEE } from '#lib/domain/territoire/code-insee.ts'
import { editChiffres } from '#lib/usecases/edit-chiffres.ts'
import { defineAction } from '#lib/web/define-action.ts'

const NOMS = Object.keys(FIGURES).filter((nom): nom is Figure => nom in FIGURES)
const champs = Object.fromEntries(
  TYPES.flatMap((type) => NOMS.map((figure) => [nomDuChamp(type, figure), z.string().max(30).optional()] as const)),
)

const melanges = Object.fromEntries(
  ORIGINES.flatMap((nom) => [nomDuMelange(nom), nomDeGarde(nom)]).map((nom) => [nom, z.string().max(10).optional()]),
)

export const editChiffresAction = defineAction({
  nom: 'modifier-chiffres',
  acces: 'modifier-chiffres',
  schema: z.object({
    codeInsee: z.string().regex(FORME_DE_CODE_INSEE),
    annee: z.coerce.number<string>().int(),
    version: z.coerce.number<string>().int(),
    arreteAu: z.string().optional(),
    source: z.string().optional(),
    ...champs,
    ...melanges,
  }),
  run: async ({ codeInsee, annee, version, ...saisie }, ctx) => {
    const lue = readSaisie(saisie, { codeInsee, annee })
    if (!lue.ok) return lue
    return editChiffres({ codeInsee, annee, version, rows: lue.value, melanges: listMelanges(saisie) }, ctx)
  },
  ensuite: ({ codeInsee, annee }) => redirect(`/admin/communes/${codeInsee}?annee=${annee}&enregistre`),
})
