/** Shows side by side the demandes of one person, to who answers for their territory: each is a reading of its own. */
import { db, type Tx } from '#db/client.ts'
import { clesDesTitulaires } from '#db/repositories/demandes.row.ts'
import { empreinteDe, loadDemande, loadDemandesDe } from '#db/repositories/demandes.ts'
import { recordLectures } from '#db/repositories/lectures-de-demandes.ts'
import { findMemesPersonnes } from '#db/repositories/memes-personnes.ts'
import { listDistinctesDe } from '#db/repositories/personnes-distinctes.ts'
import { checkPorte } from '#lib/domain/acces/acces.ts'
import { compteDe } from '#lib/domain/acces/contexte.ts'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { checkLecture } from '#lib/domain/demande/droits.ts'
import { MEMES_AU_PLUS, type MemePersonne } from '#lib/domain/demande/memes-personnes.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { type Demarche, findOrganisme, type RefusDOuverture } from './open-demande.ts'

/**
 * A demande, and the others of whoever holds it. `vu`: the imprint of who holds each, as they are shown. `distinctesLe`:
 * the day when people said that they are of two persons; null while nobody did. `isPlus`: there are others of which nobody said anything, and that are not shown.
 */
export type DemandesComparees = Readonly<{
  demande: DemandeActive
  vu: string
  memes: readonly Readonly<{
    demande: DemandeActive
    certitude: MemePersonne['certitude']
    vu: string
    distinctesLe: Jour | null
  }>[]
  isPlus: boolean
}>

/** The imprint by which a choice says of whom it was made. */
export const empreinteDesTitulaires = ({ contenu }: DemandeActive): string =>
  empreinteDe(JSON.stringify(clesDesTitulaires(contenu))).slice(0, 32)

/**
 * Refused as unknown where nobody of the demande has another one: there is nothing to compare, and nothing is read.
 * `certaines`: those that are certain alone, when these are what was asked for.
 */
export async function compareDemandes({
  ref,
  ctx,
  porte = null,
  certaines = false,
}: Demarche & Readonly<{ certaines?: boolean }>): Promise<Resultat<DemandesComparees, RefusDOuverture>> {
  const acces = checkPorte(ctx.acteur, 'comparer-demandes')
  if (!acces.ok) return acces
  return db.transaction(async (tx) => {
    const demande = await loadDemande(tx, ref)
    if (demande?.statut !== 'active') return refuse({ code: 'introuvable' })
    const { numeroUnique, territoire } = demande
    const organisme = await findOrganisme(tx, ctx.acteur, porte)
    const droit = checkLecture(ctx.acteur, { ref, territoire, departements: organisme?.departements ?? [] })
    if (!droit.ok) return droit
    const { aDire, dites, distinctes } = await findAComparer(tx, demande, certaines)
    const rangees = [...aDire, ...dites]
    // R-PER-05 — choix du portail : l’administration n’ouvre que ce qu’elle compare ; les homonymes d’une clé probable sont nombreux
    const lues = await loadMemes(tx, rangees.slice(0, MEMES_AU_PLUS))
    if (lues.length === 0) return refuse({ code: 'introuvable' })
    const memes = lues.map((une) => ({
      ...une,
      vu: empreinteDesTitulaires(une.demande),
      distinctesLe: distinctes.get(une.demande.numeroUnique) ?? null,
    }))
    // R-PER-05 — choix du portail : deux demandes ne se réunissent jamais d’office ; des gens les comparent, et c’est écrit
    const lecture = { compteId: compteDe(ctx.acteur), role: ctx.acteur.role, objet: 'meme-personne' }
    await recordLectures(tx, [numeroUnique, ...memes.map((une) => une.demande.numeroUnique)], lecture)
    return accept({ demande, vu: empreinteDesTitulaires(demande), memes, isPlus: aDire.length > MEMES_AU_PLUS })
  })
}

/** Those of whoever holds it: of which nobody said anything yet, and since when the others are said to be of another person. */
export async function findAComparer(
  tx: Tx,
  demande: DemandeActive,
  certaines: boolean,
): Promise<
  Readonly<{
    aDire: readonly MemePersonne[]
    dites: readonly MemePersonne[]
    distinctes: ReadonlyMap<NumeroUnique, Jour>
  }>
> {
  const fuseau = fuseauDuTerritoire(demande.territoire)
  const lues = await listDistinctesDe(tx, demande.numeroUnique)
  const distinctes = new Map(lues.map((une) => [une.numeroUnique, jourLocal(une.at, fuseau)]))
  const trouvees = (await findMemesPersonnes(tx, demande, [...distinctes.keys()])).filter(
    (une) => !certaines || une.certitude === 'certaine',
  )
  const isDite = (une: MemePersonne) => distinctes.has(une.numeroUnique)
  return { aDire: trouvees.filter((une) => !isDite(une)), dites: trouvees.filter(isDite), distinctes }
}

/** In their order; one that was radiated meanwhile is left out. */
async function loadMemes(
  tx: Tx,
  trouvees: readonly MemePersonne[],
): Promise<readonly Pick<DemandesComparees['memes'][number], 'demande' | 'certitude'>[]> {
  const numeros = trouvees.map(({ numeroUnique }) => numeroUnique)
  const demandes = new Map((await loadDemandesDe(tx, numeros)).map((une) => [une.numeroUnique, une]))
  return trouvees.flatMap(({ numeroUnique, certitude }) => {
    const demande = demandes.get(numeroUnique)
    return demande?.statut === 'active' ? [{ demande, certitude }] : []
  })
}
