/** One point at a time, in a form: create, correct, close for a while, withdraw, restore. Same rules as the importer. */
import type { Tx } from '#db/client.ts'
import { type CentreEnregistre, loadCentreForUpdate } from '#db/repositories/centres.ts'
import { findLastFaitDePoint, isPublieParCompte } from '#db/repositories/faits.ts'
import { readInstant } from '#db/repositories/instant.ts'
import {
  type Ecriture,
  findTenant,
  insertPoint,
  loadPointForUpdate,
  type PointEnregistre,
  type Rattachement,
  restorePoint,
  retirePoint,
  updatePoint,
} from '#db/repositories/points-de-contact.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { loadReferentiel, loadRetires } from '#db/repositories/referentiel.ts'
import { resumeAttente } from '#db/repositories/verrous.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { readFormulaireDePoint, type SaisieDePoint, toSaisieDePoint } from '#lib/domain/guichet/formulaire-de-point.ts'
import type { Fermeture } from '#lib/domain/guichet/point-de-contact.ts'
import { areMemesDires, areSameContenus, findMemePoint, identiteDe } from '#lib/domain/guichet/recensement/contenus.ts'
import type { Lecteur } from '#lib/domain/guichet/recensement/lecteur.ts'
import type { Remarque } from '#lib/domain/guichet/recensement/remarques.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { atTurn, type RefusDAttente } from './a-son-tour.ts'
import { checkApres } from './check-apres.ts'
import { findDevenu, loadPublies, loadVoisins, queueBesideVoisins, rattachementFor, tenantsDe } from './load-voisins.ts'
import { type RefusDAnnulation, undoFaitDePoint } from './undo-fait.ts'

export type RefusDePoint =
  | RefusDAcces
  | RefusDAttente
  | { code: 'introuvable' }
  | { code: 'point-retire' }
  | { code: 'point-deja-la'; id: string }
  | { code: 'fermeture-passee' }
  | { code: 'point-refuse'; remarques: readonly Remarque[] }
  | {
      code: 'modifiee-entre-temps'
      version: number
      actuel: Readonly<Record<string, string | readonly string[]>>
    }

export type RefusDeRetablissement = RefusDePoint | RefusDAnnulation
type Reponse = Promise<Resultat<{ id: string }, RefusDePoint>>

const auteurDe = (ctx: Contexte) => ({ compteId: compteDe(ctx.acteur) })

async function publish(tx: Tx, { id, balises }: Ecriture) {
  await resumeAttente(tx)
  await recordPublication(tx, balises)
  return accept({ id })
}

/**
 * The centre that holds a point, under its lock: asked for before any of its points, by who corrects one as by who creates
 * one, so that two people of a centre never wait for each other. Undefined when no centre holds it.
 */
const holdCentre = async (tx: Tx, centreId: string | null | undefined): Promise<CentreEnregistre | undefined> =>
  centreId ? loadCentreForUpdate(tx, centreId) : undefined

/** For whom the form is read: the centre that holds the point, else the départements of whoever writes. */
function lecteurFor(
  rattachement: Rattachement,
  { ctx, centre }: Readonly<{ ctx: Contexte; centre: CentreEnregistre | undefined }>,
): Lecteur | undefined {
  if (rattachement.centreId !== null) return centre && { role: 'centre', centre }
  const departements = 'departements' in ctx.acteur ? ctx.acteur.departements : rattachement.departements
  return { role: 'gestionnaire', departements }
}

/**
 * `centreId` null: the gestionnaire holds the point. A point of that name already there is said, not doubled; the same
 * form sent again answers the point that it published.
 */
export async function createPoint(
  nouveau: Readonly<{ saisie: SaisieDePoint; centreId: string | null }>,
  ctx: Contexte,
): Reponse {
  const referentiel = await loadReferentiel()
  return atTurn<{ id: string }, RefusDePoint>(async (tx) => {
    const rattachement = rattachementFor(nouveau.centreId, ctx)
    const lecteur = lecteurFor(rattachement, { ctx, centre: await holdCentre(tx, nouveau.centreId) })
    if (!lecteur) return refuse({ code: 'introuvable' })
    const portee = lecteur.role === 'centre' ? lecteur.centre.departements : (lecteur.departements ?? [])
    const acces = checkAcces(ctx.acteur, 'modifier-point', { departements: portee, centreId: nouveau.centreId })
    if (!acces.ok) return acces
    const { le } = await readInstant(tx)
    const lu = readFormulaireDePoint(nouveau.saisie, { referentiel, lecteur, le })
    if (!lu.ok) return refuse({ code: 'point-refuse', remarques: lu.remarques })
    const { contenu } = lu
    const publies = await loadPublies(tx, rattachement)
    const same = findMemePoint(publies, contenu)
    // R-EDI-11 — choix du portail : who sends again what they have just published is answered that it is
    const isRenvoi = publies.some(({ point }) => point.id === same && areMemesDires(point, contenu))
    if (same && isRenvoi && (await isPublieParCompte(tx, same, compteDe(ctx.acteur)))) return accept({ id: same })
    if (same) return refuse({ code: 'point-deja-la', id: same })
    // R-REC-63 — choix du portail : un point retiré que son centre déclare de nouveau garde son adresse
    const retires = await loadRetires(tx, tenantsDe(rattachement))
    const retire = await loadPointForUpdate(tx, retires.get(identiteDe({ contenu, centreId: nouveau.centreId })) ?? '')
    // Published again while its lock was waited for.
    if (retire && !retire.retireAt) return refuse({ code: 'point-deja-la', id: retire.point.id })
    if (retire) return publish(tx, await restorePoint(tx, retire, contenu, auteurDe(ctx)))
    return publish(tx, await insertPoint(tx, { contenu, rattachement }, auteurDe(ctx)))
  })
}

/** The point under its lock, when this actor may change it. */
async function loadMine(tx: Tx, id: string, ctx: Contexte): Promise<Resultat<PointEnregistre, RefusDePoint>> {
  const actuel = await loadPointForUpdate(tx, id)
  if (!actuel) return refuse({ code: 'introuvable' })
  const acces = checkAcces(ctx.acteur, 'modifier-point', {
    departements: [actuel.departementCode],
    centreId: actuel.point.centreId,
  })
  return acces.ok ? accept(actuel) : acces
}

const conflict = ({ version, point }: PointEnregistre) =>
  refuse({ code: 'modifiee-entre-temps', version, actuel: toSaisieDePoint(point) })

const rattachementDe = ({ point, departementCode }: PointEnregistre): Rattachement =>
  point.centreId === null ? { centreId: null, departements: [departementCode] } : { centreId: point.centreId }

/**
 * Corrects a published point from the version that the form was made from. The same form sent again changes nothing; one
 * made from what is published, and that changes no word of it, says on a later day that all of it is still true.
 */
export async function correctPoint(
  edit: Readonly<{ id: string; version: number; saisie: SaisieDePoint }>,
  ctx: Contexte,
): Reponse {
  const referentiel = await loadReferentiel()
  return atTurn<{ id: string }, RefusDePoint>(async (tx) => {
    const tenant = await findTenant(tx, edit.id)
    const centre = await holdCentre(tx, tenant)
    await queueBesideVoisins(tx, tenant, ctx)
    const mine = await loadMine(tx, edit.id, ctx)
    if (!mine.ok) return mine
    const actuel = mine.value
    if (actuel.retireAt) return refuse({ code: 'point-retire' })
    const lecteur = lecteurFor(rattachementDe(actuel), { ctx, centre })
    if (!lecteur) return refuse({ code: 'introuvable' })
    const { le } = await readInstant(tx)
    const lu = readFormulaireDePoint(edit.saisie, { referentiel, lecteur, le, actuel: actuel.point })
    // R-EDI-11 — choix du portail : who sends again what is stored already has nothing to compare
    const areSame = actuel.version === edit.version ? areSameContenus : areMemesDires
    if (lu.ok && areSame(actuel.point, lu.contenu)) return accept({ id: edit.id })
    if (actuel.version !== edit.version) return conflict(actuel)
    if (!lu.ok) return refuse({ code: 'point-refuse', remarques: lu.remarques })
    const apres = await checkApres(tx, { actuel, contenu: lu.contenu, referentiel }, ctx)
    if (!apres.ok) return apres
    const same = await findDevenu(tx, { point: actuel.point, contenu: lu.contenu }, ctx)
    if (same) return refuse({ code: 'point-deja-la', id: same })
    return publish(tx, await updatePoint(tx, actuel, lu.contenu, auteurDe(ctx)))
  })
}

const isSame = (a: Fermeture, b: Fermeture) => a.du === b.du && a.au === b.au

/** Closes a point from a day to a day, both included; the same period again changes nothing. */
export const closePoint = (
  { id, fermeture }: Readonly<{ id: string; fermeture: Readonly<{ du: Jour; au: Jour }> }>,
  ctx: Contexte,
): Reponse =>
  atTurn<{ id: string }, RefusDePoint>(async (tx) => {
    const mine = await loadMine(tx, id, ctx)
    if (!mine.ok) return mine
    const actuel = mine.value
    if (actuel.retireAt) return refuse({ code: 'point-retire' })
    const { le } = await readInstant(tx)
    // R-EDI-05 — une fermeture finit le jour où elle commence ou après, et pas avant aujourd’hui
    if (fermeture.au < fermeture.du || fermeture.au < le) return refuse({ code: 'fermeture-passee' })
    if (actuel.point.fermetures.some((one) => isSame(one, fermeture))) return accept({ id })
    const { id: _id, centreId: _centreId, ...contenu } = actuel.point
    const fermetures = [...contenu.fermetures, fermeture].sort((a, b) => (a.du < b.du ? -1 : 1))
    // R-FRA-08 — choix du portail : annoncer une fermeture ne dit pas que le reste de la fiche est encore exact
    return publish(tx, await updatePoint(tx, actuel, { ...contenu, fermetures }, auteurDe(ctx)))
  })

/** Withdraws a point; a second click finds it withdrawn and changes nothing. */
export const withdrawPoint = (id: string, ctx: Contexte): Reponse =>
  atTurn<{ id: string }, RefusDePoint>(async (tx) => {
    const mine = await loadMine(tx, id, ctx)
    if (!mine.ok) return mine
    if (mine.value.retireAt) return accept({ id })
    return publish(tx, await retirePoint(tx, mine.value, auteurDe(ctx)))
  })

/**
 * Publishes again a withdrawn point, as it was, unless its like was published meanwhile. One that was merged into another
 * is given back as the journal does it, and asks the same: `choisis` are names of what was shown beside it.
 */
export async function restoreWithdrawnPoint(
  id: string,
  ctx: Contexte,
  choisis: readonly string[] = [],
): Promise<Resultat<{ id: string }, RefusDeRetablissement>> {
  const done = await atTurn<{ id: string; fusion?: number }, RefusDeRetablissement>(async (tx) => {
    const published = await loadVoisins(tx, id, ctx)
    const mine = await loadMine(tx, id, ctx)
    if (!mine.ok) return mine
    const { retireAt, fusionneDans, point } = mine.value
    if (!retireAt) return accept({ id })
    // R-REC-116 — choix du portail : d’où qu’on la demande, la fin d’une fusion montre ce qui a paru depuis
    const fusion = fusionneDans === null ? undefined : await findLastFaitDePoint(tx, id)
    if (fusion !== undefined) return accept({ id, fusion })
    const { id: _id, centreId: _centreId, ...contenu } = point
    const same = findMemePoint(published, contenu)
    // R-EDI-12 — choix du portail : un point retiré n’a pas de formulaire où lui donner un autre nom
    if (same) return refuse({ code: 'place-prise', id: same })
    return publish(tx, await restorePoint(tx, mine.value, contenu, auteurDe(ctx)))
  })
  if (!done.ok || done.value.fusion === undefined) return done
  const separe = await undoFaitDePoint(done.value.fusion, ctx, choisis)
  return separe.ok ? accept({ id }) : separe
}
