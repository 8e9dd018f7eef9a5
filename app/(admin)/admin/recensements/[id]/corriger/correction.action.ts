'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { VUES_DE_LIGNES } from '#db/queries/apercu-d-import.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { COLONNES } from '#lib/domain/guichet/recensement/colonnes.ts'
import { correctImport, correctLignes } from '#lib/usecases/correct-import.ts'
import { defineAction } from '#lib/web/define-action.ts'
import { encoreLa, readWhereFit } from '../../traitement.ts'
import { champsDesCellules, champsDesLignes, lignesOf, saisiesOf } from './saisie.ts'

/** A row of the file, and the page of the preview to come back to. */
const place = {
  id: z.uuid(),
  feuille: z.string().max(1000).default(''),
  ligne: z.coerce.number<string>().int().min(1).max(10_000_000),
  vue: z.enum(VUES_DE_LIGNES),
  page: z.coerce.number<string>().int().min(1).max(10_000),
}

type Place = Readonly<{ id: string; ligne: number; vue: string; page: number }>

/** Sheets and values stay out of the address: a number and a state say enough. */
const comeBack = ({ id, ligne, vue, page }: Place, { statut }: Readonly<{ statut: string }>) =>
  redirect(`/admin/recensements/${id}?vue=${vue}&page=${page}&corrigee=${ligne}&suite=${statut}#lignes`)

const relireFor = (ctx: Contexte) => (importId: string) => readWhereFit(importId, ctx)

const limite = { nombre: 300, secondes: 600 }

export const correctAction = defineAction({
  nom: 'corriger-recensement',
  acces: 'deposer-recensement',
  schema: z.object({ ...place, reparation: z.string().max(50_000).optional(), ...champsDesCellules }),
  limite,
  encore: encoreLa,
  run: ({ id, feuille, ligne, vue: _, page: __, reparation, ...champs }, ctx) =>
    correctImport(id, { feuille, ligne, cellules: saisiesOf(champs, reparation) }, { relire: relireFor(ctx) }, ctx),
  ensuite: comeBack,
})

export const correctAllAction = defineAction({
  nom: 'corriger-plusieurs-lignes',
  acces: 'deposer-recensement',
  schema: z.object({
    id: place.id,
    vue: place.vue,
    page: place.page,
    reparation: z.string().max(50_000).optional(),
    ...champsDesLignes,
  }),
  limite,
  encore: encoreLa,
  run: ({ id, vue: _, page: __, reparation, ...champs }, ctx) =>
    correctLignes(id, lignesOf(champs, reparation), { relire: relireFor(ctx) }, ctx),
  ensuite: ({ id, vue, page }, { ecrites, refusees }) =>
    redirect(
      `/admin/recensements/${id}?vue=${vue}&page=${page}&ensemble=oui&ecrites=${ecrites}&refusees=${refusees}#lignes`,
    ),
})

export const giveBackAction = defineAction({
  nom: 'rendre-cellule',
  acces: 'deposer-recensement',
  schema: z.object({ ...place, colonne: z.enum(COLONNES), vu: z.string().max(20_000).default('') }),
  limite,
  run: ({ id, feuille, ligne, colonne, vu }, ctx) =>
    correctImport(id, { feuille, ligne, cellules: [{ colonne, vu, valeur: null }] }, { relire: relireFor(ctx) }, ctx),
  ensuite: comeBack,
})
