'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { avisDeContactChange } from '#lib/documents/courriels.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { courrielSchema, telephoneSchema } from '#lib/domain/demande/formulaire/contacts.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { env } from '#lib/env.ts'
import { askCorrection } from '#lib/usecases/edit-demande.ts'
import { updateContacts } from '#lib/usecases/update-contacts.ts'
import { defineAction } from '#lib/web/define-action.ts'
import { garderPour } from './garder.ts'

export const updateContactsAction = defineAction({
  nom: 'changer-mes-coordonnees',
  acces: 'modifier-ma-demande',
  schema: z.object({
    id: z.uuid(),
    version: z.coerce.number<string>().int(),
    // Of what the page showed as kept (garder.ts).
    repris: z.string().optional(),
    courriel: courrielSchema.optional(),
    telephonePortable: telephoneSchema.optional(),
    telephoneDuDomicile: telephoneSchema.optional(),
    telephoneDuTravail: telephoneSchema.optional(),
  }),
  run: async ({ id, version, ...saisis }, ctx) => {
    const ref = parseDemandeRef(id)
    if (!ref) return refuse({ code: 'introuvable' })
    const contacts = {
      courriel: saisis.courriel ?? null,
      telephonePortable: saisis.telephonePortable ?? null,
      telephoneDuDomicile: saisis.telephoneDuDomicile ?? null,
      telephoneDuTravail: saisis.telephoneDuTravail ?? null,
    }
    return updateContacts({ ref, ctx }, { contacts, version }, avisDeContactChange(env.siteUrl))
  },
  garder: (valeurs) => garderPour('coordonnees', valeurs),
  ensuite: ({ id }) => redirect(`/ma-demande/${id}?enregistre`),
})

export const askCorrectionAction = defineAction({
  nom: 'demander-une-correction',
  acces: 'modifier-ma-demande',
  schema: z.object({
    id: z.uuid(),
    // Of the page, for what is kept of it (garder.ts).
    version: z.string().optional(),
    repris: z.string().optional(),
    nom: z.string({ error: 'Écrivez le nom tel qu’il doit être.' }).trim().max(80, 'Ce nom est trop long.'),
    nomDeNaissance: z.string().trim().max(80, 'Ce nom est trop long.').optional(),
    prenom: z.string().trim().max(80, 'Ce prénom est trop long.').optional(),
    motif: z
      .string({ error: 'Dites en une phrase ce qui ne va pas.' })
      .trim()
      .max(500, 'Dites-le en 500 caractères au plus.'),
  }),
  run: async ({ id, nom, nomDeNaissance = null, prenom = null, motif }, ctx) => {
    const ref = parseDemandeRef(id)
    if (!ref) return refuse({ code: 'introuvable' })
    return askCorrection({ ref, ctx }, { nouvelle: { nom, nomDeNaissance, prenom }, motif })
  },
  garder: (valeurs) => garderPour('nom', valeurs),
  ensuite: ({ id }) => redirect(`/ma-demande/${id}?enregistre`),
})
