'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { CHAMPS_DE_MENTIONS } from '#lib/domain/attestation/mentions.ts'
import { editMentions, undoMentions } from '#lib/usecases/edit-mentions.ts'
import { defineAction } from '#lib/web/define-action.ts'

const departement = z.string().max(3)
/** The rule says what is too long, of which line: this only bounds what is read. */
const champs = Object.fromEntries(
  Object.keys(CHAMPS_DE_MENTIONS).map((nom) => [
    nom,
    z.string().max(50_000, { error: 'Ce texte est démesuré : raccourcissez-le.' }).optional(),
  ]),
)

export const editMentionsAction = defineAction({
  nom: 'modifier-mentions',
  acces: 'modifier-mentions',
  schema: z.object({ departement, version: z.coerce.number<string>().int(), ...champs }),
  run: ({ departement: code, version, ...saisie }, ctx) => editMentions({ departement: code, version, saisie }, ctx),
  ensuite: (_input, { departement: code }) => redirect(`/admin/mentions/${code}?enregistre`),
})

export const undoMentionsAction = defineAction({
  nom: 'annuler-mentions',
  acces: 'modifier-mentions',
  schema: z.object({ departement, annulee: z.coerce.number<string>().int() }),
  run: ({ departement: code, annulee }, ctx) => undoMentions({ departement: code, version: annulee }, ctx),
  ensuite: (_input, { departement: code }) => redirect(`/admin/mentions/${code}?annule`),
})
