/** Reads, publishes and reverts a census where its size says: in this process, or in one of its own (docs/adr/0025). */
import { setTimeout } from 'node:timers/promises'
import { findPetitFichier, findTailleDImport } from '#db/queries/imports.ts'
import { runAPart } from '#lib/adapters/processus/recensement-a-part.ts'
import { declaredSize } from '#lib/adapters/xlsx/archive.ts'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import type { Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { BUDGET, type Budget, GRAND, isGrandFichier } from '#lib/domain/guichet/recensement/a-part.ts'
import type { Defauts } from '#lib/domain/guichet/recensement/champs.ts'
import type { ColonneDite } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { accept } from '#lib/domain/resultat.ts'
import { checkFormulaires } from '#lib/usecases/correct-import.ts'
import { leadLecture } from '#lib/usecases/lead-lecture.ts'
import { confirmPublication, publishRecensement } from '#lib/usecases/publish-recensement.ts'
import { type LireClasseur, readImport } from '#lib/usecases/read-recensement.ts'
import { reopenImport, revertImport } from '#lib/usecases/revert-import.ts'

/** What the other process must know of who asks, and nothing more. */
const parOf = ({ acteur, maintenant }: Contexte): Contexte => ({ acteur, maintenant })

/** What was set once for the file in its preview, and what its headers were said to mean. */
type Dit = Readonly<{ defauts?: Defauts; colonnes?: readonly ColonneDite[] }>

async function isGrand(importId: string): Promise<boolean> {
  const { octets } = await findTailleDImport(importId)
  const fichier = await findPetitFichier(importId, GRAND.octets)
  return isGrandFichier({ octets, depaquetes: fichier ? declaredSize(fichier) : 0 })
}

/** What is read or refused by then is shown at once, without a page between. */
const PATIENCE_MS = 3_000

/** A file that was just left, or is read again as it was: a large one behind its page, which tells how far it is. */
export async function readOrLead(importId: string, ctx: Contexte, aPart = runAPart) {
  if (!(await isGrand(importId))) return readWhereFit(importId, ctx, {}, aPart)
  const led = await leadLecture(importId, ctx, (jeton) => aPart({ acte: 'lire', importId, par: parOf(ctx), jeton }))
  if (!led.ok) return led
  const fin = await Promise.race([led.value.finie, setTimeout(PATIENCE_MS, undefined, { ref: false })])
  return fin && !fin.ok ? fin : accept({ importId })
}

export async function readWhereFit(
  importId: string,
  ctx: Contexte,
  { defauts = {}, colonnes = [] }: Dit = {},
  aPart = runAPart,
  budget: Budget = BUDGET,
) {
  const readAPart = () => aPart({ acte: 'lire', importId, par: parOf(ctx), defauts, colonnes })
  if (await isGrand(importId)) return readAPart()
  const lire: LireClasseur = (bytes, { colonnes, suivi }) =>
    readClasseur(bytes, { colonnes, suivi, reponse: GRAND.reponse })
  const lu = await readImport(importId, { lire, defauts, colonnes: new Map(colonnes), budget }, ctx)
  // Interrupted, the import stays as it was: what holds more cells than its size says, or cells that take longer to read,
  // has room and time in a process of its own.
  return !lu.ok && lu.refus.code === 'lecture-interrompue' ? readAPart() : lu
}

/** For a form that was sent wrong, from a page of before: whether the page of its import shows it still. */
export const encoreLa = ({ id }: Valeurs, ctx: Contexte) => checkFormulaires(String(id), ctx)

type Choix = Readonly<{ retirer: readonly string[]; confirmer: readonly string[] | 'tout'; versionVue: number }>

/** How a publication ends that was cut, perhaps after it had published. */
const COUPURES: readonly RefusDeRecensement['code'][] = ['trop-long', 'trop-de-memoire', 'publication-interrompue']

export async function publishWhereFit(importId: string, ctx: Contexte, choix: Choix, aPart = runAPart) {
  const { lignes } = await findTailleDImport(importId)
  if (lignes <= GRAND.lignes) return publishRecensement(importId, ctx, choix)
  const done = await aPart({ acte: 'publier', importId, par: parOf(ctx), ...choix })
  return done.ok || !COUPURES.includes(done.refus.code) ? done : confirmPublication(importId, ctx, done.refus)
}

/** Cut, it is asked again: what was given back is not given back twice (R-REC-62). */
export async function revertWhereFit(importId: string, ctx: Contexte, choisis: readonly string[], aPart = runAPart) {
  const { lignes } = await findTailleDImport(importId)
  if (lignes <= GRAND.lignes) return revertImport(importId, ctx, { choisis })
  return aPart({ acte: 'annuler', importId, par: parOf(ctx), choisis })
}

export async function reopenWhereFit(importId: string, ctx: Contexte, aPart = runAPart) {
  const { lignes } = await findTailleDImport(importId)
  return lignes <= GRAND.lignes ? reopenImport(importId, ctx) : aPart({ acte: 'rouvrir', importId, par: parOf(ctx) })
}
