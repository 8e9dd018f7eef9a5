'use server'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { findImport, findLecture } from '#db/queries/imports.ts'
import { direLesDeux } from '#lib/documents/changements.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { jourSchema } from '#lib/domain/calendrier.ts'
import { LIMITES } from '#lib/domain/guichet/recensement/classeur.ts'
import { COLONNES_DONNEES_UNE_FOIS } from '#lib/domain/guichet/recensement/colonnes.ts'
import { isPassager, type RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { CANAUX, codesOf, SERVICES, TYPES_DE_POINT } from '#lib/domain/guichet/vocabulaire.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { publishProposition } from '#lib/usecases/publish-proposition.ts'
import { receiveRecensement } from '#lib/usecases/read-recensement.ts'
import { defineAction } from '#lib/web/define-action.ts'
import { type FichierRecu, isFichierRecu } from '#lib/web/fichier-recu.ts'
import { contexteDuDepot } from './depot.ts'
import { encoreLa, publishWhereFit, readOrLead, readWhereFit } from './traitement.ts'

const depotSchema = z.object({
  fichier: z
    .custom<FichierRecu>(isFichierRecu, 'Choisissez un fichier.')
    .refine(
      ({ taille }) => taille <= LIMITES.octets,
      'Ce fichier pèse plus de 10 Mo. Retirez les images et les feuilles inutiles, puis recommencez.',
    ),
  centreId: z.uuid().optional(),
  jeton: z.string().max(500).optional(),
})

/** Of a passing failure nothing is kept with the import: the address says which, for this once. */
const showImport = (importId: string, lu: Resultat<unknown, RefusDeRecensement>) =>
  redirect(`/admin/recensements/${importId}${!lu.ok && isPassager(lu.refus.code) ? `?lecture=${lu.refus.code}` : ''}`)

const receive = async ({ fichier, centreId }: z.output<typeof depotSchema>, ctx: Contexte) =>
  receiveRecensement(
    {
      nom: fichier.nom,
      octets: fichier,
      centreId: centreId ?? null,
      departements: 'departements' in ctx.acteur ? ctx.acteur.departements : [],
      origine: 'administration',
    },
    ctx,
  )

export const depositAction = defineAction({
  nom: 'deposer-recensement',
  acces: 'deposer-recensement',
  schema: depotSchema,
  limite: { nombre: 30, secondes: 600 },
  run: async (input, ctx) => {
    const received = await receive(input, ctx)
    if (!received.ok) return received
    // What cannot be read says so on the page of the import: the file is kept either way.
    return accept({ ...received.value, lu: await readOrLead(received.value.importId, ctx) })
  },
  ensuite: (_input, { importId, lu }) => showImport(importId, lu),
  sansSession: async (input) => {
    const ctx = input.jeton ? await contexteDuDepot(input.jeton) : undefined
    const received = ctx && (await receive(input, ctx))
    if (received?.ok) redirect(`/connexion?retour=/admin/recensements/${received.value.importId}`)
  },
})

const id = z.uuid()

export const readAgainAction = defineAction({
  nom: 'lire-recensement',
  acces: 'deposer-recensement',
  schema: z.object({ id }),
  limite: { nombre: 30, secondes: 600 },
  run: async (input, ctx) => {
    const lu = await readOrLead(input.id, ctx)
    if (lu.ok || isPassager(lu.refus.code)) return accept(lu)
    // What the page of the import says, its form does not say once more.
    const dits = [(await findImport(ctx.acteur, input.id))?.refus, (await findLecture(input.id))?.echec]
    return dits.some((dit) => dit?.code === lu.refus.code) ? accept(lu) : lu
  },
  ensuite: (input, lu) => showImport(input.id, lu),
})

/** Of a publication that what was shown does not stand for any more. */
const A_REMONTRER: readonly RefusDeRecensement['code'][] = ['publie-entre-temps', 'relu-entre-temps', 'import-annule']

export const publishAction = defineAction({
  nom: 'publier-recensement',
  acces: 'publier-recensement',
  schema: z.object({
    id,
    retirer: z.array(z.string().max(40)).default([]),
    confirmer: z.array(z.string().max(1000)).default([]),
    // A page of before this field: no version is its own, and it is shown again.
    versionVue: z.coerce.number<string>().int().default(-1),
  }),
  run: async ({ id, retirer, confirmer, versionVue }, ctx) => {
    const done = await publishWhereFit(id, ctx, {
      retirer,
      confirmer: confirmer.includes('tout') ? 'tout' : confirmer,
      versionVue,
    })
    // What moved is shown at once, around the form that was sent.
    if (!done.ok && A_REMONTRER.includes(done.refus.code)) refresh()
    return done
  },
  ensuite: (input) => redirect(`/admin/recensements/${input.id}?publie`),
})

export const publishPropositionAction = defineAction({
  nom: 'publier-chiffres-proposes',
  acces: 'modifier-chiffres',
  schema: z.object({ id, version: z.coerce.number<string>().int().optional() }),
  run: async (input, ctx) => {
    const done = await publishProposition(input.id, ctx, { version: input.version })
    if (done.ok) return done
    const { refus } = done
    if (refus.code !== 'proposition-depassee') return refuse(refus)
    return refuse({ code: 'modifiee-entre-temps', version: refus.version, actuel: direLesDeux(refus.rangs) })
  },
  ensuite: (input) => redirect(`/admin/recensements/${input.id}?chiffres`),
})

const completerSchema = z
  .object({
    id,
    manquent: z.array(z.enum(COLONNES_DONNEES_UNE_FOIS)).default([]),
    canal: z.enum(codesOf(CANAUX)).optional(),
    type: z.enum(codesOf(TYPES_DE_POINT)).optional(),
    services: z.array(z.enum(codesOf(SERVICES))).default([]),
    misAJourLe: jourSchema.optional(),
  })
  // Asked together, answered together: what was given first is not asked again.
  .superRefine((input, ctx) => {
    for (const colonne of input.manquent) {
      const value = input[colonne]
      if (value === undefined || value.length === 0)
        ctx.addIssue({
          code: 'custom',
          path: [colonne],
          message: 'Donnez cette valeur : toutes les lignes l’attendent.',
        })
    }
  })

export const completeAction = defineAction({
  nom: 'completer-recensement',
  acces: 'deposer-recensement',
  schema: completerSchema,
  limite: { nombre: 30, secondes: 600 },
  encore: encoreLa,
  run: async ({ id: importId, canal, type, services, misAJourLe }, ctx) => {
    const defauts = { canal, type, services: services.length > 0 ? services : undefined, misAJourLe }
    return readWhereFit(importId, ctx, { defauts })
  },
  ensuite: (input) => redirect(`/admin/recensements/${input.id}`),
})
