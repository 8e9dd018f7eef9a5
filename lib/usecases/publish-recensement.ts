/**
 * Publishes a whole import in one transaction: all or nothing, visible at once. A second click gets the same answer;
 * the same content again changes nothing; what someone else changed since is shown again before it is replaced.
 */
import { db, type Tx } from '#db/client.ts'
import { upsertChiffres } from '#db/repositories/chiffres.ts'
import { lockCommunes } from '#db/repositories/communes.ts'
import {
  type ImportEnregistre,
  loadImportForUpdate,
  lockPublications,
  markPublie,
  saveExamen,
} from '#db/repositories/imports.ts'
import { readInstant } from '#db/repositories/instant.ts'
import {
  loadPointsByIdForUpdate,
  lockPoints,
  type PointAEcrire,
  type Rattachement,
  retirePoints,
  writePoints,
} from '#db/repositories/points-de-contact.ts'
import { communesDesChiffres } from '#db/repositories/propositions.ts'
import { findDernierePublication, recordPublication } from '#db/repositories/publications.ts'
import { loadChiffresLus, loadExamen, loadTenants } from '#db/repositories/rangs-d-import.ts'
import { loadRetires } from '#db/repositories/referentiel.ts'
import { lockCreation } from '#db/repositories/verrous.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import { identiteDe } from '#lib/domain/guichet/recensement/contenus.ts'
import {
  type ChiffresCompares,
  compareAnalyse,
  type Examen,
  isSameExamen,
  listMouvements,
  type Totaux,
} from '#lib/domain/guichet/recensement/examen.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { listAttentes, listVoisinages } from '#lib/domain/guichet/recensement/voisinage.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { loadPublie } from './load-publie.ts'
import { auteurDe, checkImport, type Par } from './open-import.ts'

export type Publication = Readonly<{
  importId: string
  totaux: Totaux
  /** Pages touched: none when everything was already published. */
  balises: readonly string[]
  /** The figures of a centre's file wait for a gestionnaire. */
  proposition: boolean
}>

type Choix = Readonly<{
  /** Identifiers ticked among those absent from the file; absent never means withdrawn by itself. */
  retirer?: readonly string[]
  /** Rows to publish beside another holder's point, as `cleDeVoisinage` names them: those that were shown and ticked. */
  confirmer?: readonly string[] | 'tout'
  /** The version of the import when its rows were shown; not asked of who is shown none. */
  versionVue?: number
}>

export const publishRecensement = (
  importId: string,
  par: Par,
  { retirer = [], confirmer = [], versionVue }: Choix = {},
): Promise<Resultat<Publication, RefusDeRecensement>> =>
  db.transaction(async (tx) => {
    await lockPublications(tx)
    const found = await loadImportForUpdate(tx, importId)
    const allowed = checkPublication(found, par)
    if (!allowed.ok) return allowed
    const row = allowed.value
    const propose = row.centreId === null ? [] : await loadChiffresLus(tx, importId)
    const proposition = propose.some(({ chiffres }) => chiffres !== null)
    // R-REC-30 — un second clic reçoit la même réponse et ne publie rien de plus
    if (row.etat === 'publie') return accept({ importId, totaux: row.chiffres, balises: [], proposition })
    // R-REC-76 — choix du portail : ne paraît que ce qui a été montré, relu avec chaque correction et chaque valeur dite
    if (versionVue !== undefined && versionVue !== row.version) return refuse({ code: 'relu-entre-temps' })
    const role = row.centreId === null ? 'gestionnaire' : 'centre'
    await lockCreation(tx, await loadTenants(tx, row))
    const compared =
      (await loadAsSeen(tx, row, { retirer, confirmer })) ?? (await compareAgain(tx, row, { retirer, confirmer }))
    if (!compared.ok) return compared
    const { examen, change, retires } = compared.value
    const balises = new Set([
      ...(await publishPoints(tx, { row, examen, retirer, retires }, par)),
      // R-REC-31 — choix du portail : seul un gestionnaire publie des chiffres
      ...(role === 'gestionnaire' ? await writeChiffres(tx, row, examen.chiffres, par) : []),
    ])
    await recordPublication(tx, balises)
    await markPublie(tx, importId, { examen: change ? examen : null, totaux: examen.totaux })
    return accept({ importId, totaux: examen.totaux, balises: [...balises], proposition })
  })

/** `change`: it is not, row for row, what is stored. `retires`: withdrawn points by what names them, those needed held. */
type AJour = Readonly<{ examen: Examen; change: boolean; retires: ReadonlyMap<string, string> }>

type Coches = Readonly<Pick<Required<Choix>, 'retirer' | 'confirmer'>>

/**
 * What was shown, when it stands: nothing at all was published since it was compared, and nothing is confirmed. Only
 * the rows to write are then loaded. Undefined: compare again.
 */
async function loadAsSeen(
  tx: Tx,
  row: Lu,
  { retirer, confirmer }: Coches,
): Promise<Resultat<AJour, RefusDeRecensement> | undefined> {
  const { nouveau, modifie, inchange } = row.chiffres
  if (confirmer.length > 0 || nouveau + modifie + inchange === 0) return undefined
  const isUnmoved = async () => row.publicationVue === (await findDernierePublication(tx))
  const examen = (await isUnmoved()) ? await loadExamen(tx, row.id, { seulement: 'a-ecrire' }) : undefined
  if (!examen) return undefined
  // Whoever edits one of them has published, and is waited for, or comes after: asked again under these locks.
  if (row.centreId === null) await lockCommunes(tx, communesDesChiffres(examen.chiffres))
  await lockPoints(tx, [...examen.points.flatMap(({ pointId }) => pointId ?? []), ...listPartants(examen, retirer)])
  const retires = await loadRetiresFor(tx, row, examen)
  await lockPoints(tx, listRepris(examen, retires))
  return (await isUnmoved()) ? accept({ examen, change: false, retires }) : undefined
}

async function compareAgain(
  tx: Tx,
  row: Lu,
  { retirer, confirmer }: Coches,
): Promise<Resultat<AJour, RefusDeRecensement>> {
  const vu = await loadExamen(tx, row.id)
  if (!vu) return refuse({ code: 'import-non-lu' })
  const role = row.centreId === null ? 'gestionnaire' : 'centre'
  const confirmes = confirmer === 'tout' ? listVoisinages(vu) : new Set(confirmer)
  if (role === 'gestionnaire') await lockCommunes(tx, communesDesChiffres(vu.chiffres))
  for (;;) {
    const publication = await findDernierePublication(tx)
    const retires = await loadRetiresFor(tx, row, vu)
    const examen = compareAnalyse(vu, await loadPublie(tx, vu, role, row.departements, true), confirmes)
    const noms = listMouvements(vu, examen, confirmes)
    if (noms.length > 0) {
      const { le } = await readInstant(tx)
      await saveExamen(tx, row.id, { examen, publication, le: row.luLe ?? le, departements: row.departements })
      return refuse({ code: 'publie-entre-temps', noms })
    }
    const parait = [...examen.points, ...examen.chiffres].some(({ statut }) => statut !== 'refuse')
    // R-REC-127 — choix du portail : retirer les points cochés est une publication, même quand aucune ligne ne paraît
    if (!parait && listPartants(examen, retirer).length === 0)
      return listAttentes(examen).length > 0
        ? refuse({ code: 'tout-attend' })
        : refuse({ code: 'rien-a-publier', absents: examen.absents.length })
    // R-REC-63: a withdrawn point that a form gives back while it is waited for is published, and is compared as such.
    const repris = await loadPointsByIdForUpdate(tx, listRepris(examen, retires))
    if ([...repris.values()].every(({ retireAt }) => retireAt !== null))
      return accept({ examen, change: !isSameExamen(vu, examen), retires })
  }
}

/**
 * What came of a publication whose process was cut: it may have ended its work before it could say so. Waits for the
 * end of its transaction, which holds the import; `refus` is given back when nothing was published.
 */
export const confirmPublication = (
  importId: string,
  par: Par,
  refus: RefusDeRecensement,
): Promise<Resultat<Readonly<{ importId: string }>, RefusDeRecensement>> =>
  db.transaction(async (tx) => {
    const found = checkImport(await loadImportForUpdate(tx, importId), par)
    if (!found.ok) return found
    return found.value.etat === 'publie' ? accept({ importId }) : refuse(refus)
  })

type Lu = ImportEnregistre & Readonly<{ chiffres: Totaux }>

function checkPublication(row: ImportEnregistre | undefined, par: Par): Resultat<Lu, RefusDeRecensement> {
  if (!row) return refuse({ code: 'introuvable' })
  if (par !== 'exploitant') {
    const acces = checkAcces(par.acteur, 'publier-recensement', row)
    // Someone else's import does not exist for the one who asks.
    if (!acces.ok) return acces.refus.code === 'acces-refuse' ? refuse({ code: 'introuvable' }) : acces
  }
  if (row.etat === 'abandonne') return refuse({ code: 'import-abandonne' })
  if (row.seLit) return refuse({ code: 'lecture-en-cours' })
  // R-REC-114 — choix du portail : ce qui a été annulé ne reparaît qu’une fois comparé de nouveau, et montré
  if (row.etat === 'annule') return refuse({ code: 'import-annule' })
  const { chiffres, etat, hasAnalyse } = row
  if (hasAnalyse && etat === 'recu') return refuse({ code: 'correction-a-relire' })
  if (!hasAnalyse || chiffres === null || etat === 'illisible') return refuse({ code: 'import-non-lu' })
  return accept({ ...row, chiffres })
}

/** Who holds what a census says of a centre, or of none. */
const tenantDe = ({ centreId, departements }: Pick<ImportEnregistre, 'centreId' | 'departements'>): Rattachement =>
  centreId === null ? { centreId, departements } : { centreId }

type Ecrit = Readonly<{ row: ImportEnregistre; retirer: readonly string[] }> & Pick<AJour, 'examen' | 'retires'>

async function publishPoints(tx: Tx, { row, examen, retirer, ...vus }: Ecrit, par: Par): Promise<string[]> {
  const compteId = auteurDe(par)
  const importId = row.id
  const retires = new Map(vus.retires)
  const rangs = examen.points.flatMap((rang) => {
    const { contenu, centreId, statut, feuille, ligne } = rang
    if (!contenu || statut === 'inchange' || statut === 'refuse') return []
    const identite = identiteDeNouveau(rang)
    // R-REC-63 — choix du portail : un point retiré que son centre déclare de nouveau garde son adresse
    const pointId = retires.get(identite) ?? rang.pointId
    retires.delete(identite)
    return [{ contenu, centreId, pointId, auteur: { compteId, importId, feuille, ligne } }]
  })
  const absents = listPartants(examen, retirer)
  const actuels = await loadPointsByIdForUpdate(tx, [...rangs.flatMap(({ pointId }) => pointId ?? []), ...absents])
  const demonstration = row.origine === 'demonstration'
  const ecrits = await writePoints(
    tx,
    rangs.map(({ centreId, pointId, ...ecrit }): PointAEcrire => {
      if (pointId === null) {
        return { ...ecrit, nouveau: { rattachement: tenantDe({ ...row, centreId }), demonstration } }
      }
      const actuel = actuels.get(pointId)
      if (!actuel) throw new Error(`Point ${pointId} disappeared under the publication lock.`)
      return { ...ecrit, actuel }
    }),
  )
  const partants = absents.flatMap((id) => actuels.get(id) ?? []).filter(({ retireAt }) => retireAt === null)
  const partis = await retirePoints(
    tx,
    partants.map((actuel) => ({ actuel, auteur: { compteId, importId } })),
  )
  return [...ecrits, ...partis].flatMap(({ balises }) => balises)
}

/** Of those that were ticked, the ones that this file may withdraw: a forged form names the points of others. */
function listPartants({ absents }: Examen, retirer: readonly string[]): string[] {
  const coches = new Set(retirer)
  return absents.flatMap(({ id }) => (coches.has(id) ? [id] : []))
}

/** What would name the point that a row creates; empty when it creates none. */
const identiteDeNouveau = ({ statut, contenu, centreId }: Examen['points'][number]): string =>
  statut === 'nouveau' && contenu ? identiteDe({ contenu, centreId }) : ''

/** The withdrawn points that these rows publish again. */
const listRepris = ({ points }: Examen, retires: ReadonlyMap<string, string>): string[] =>
  points.flatMap((rang) => retires.get(identiteDeNouveau(rang)) ?? [])

/** By what names them, the withdrawn points of the holders of the rows that create one or may. */
async function loadRetiresFor(tx: Tx, row: ImportEnregistre, { points }: Examen): Promise<Map<string, string>> {
  const lus = points.filter(({ contenu, statut }) => contenu !== null && statut !== 'inchange')
  if (lus.length === 0) return new Map()
  const centreIds = [...new Set(lus.flatMap(({ centreId }) => (centreId === null ? [] : [centreId])))]
  return loadRetires(tx, { centreIds, departements: row.centreId === null ? row.departements : [] })
}

/** Publishes these rows of figures; the tags of the pages that they touch. */
export const writeChiffres = (
  tx: Tx,
  row: ImportEnregistre,
  rangs: readonly ChiffresCompares[],
  par: Par,
): Promise<string[]> =>
  upsertChiffres(
    tx,
    rangs.flatMap(({ chiffres, feuille, ligne }) => (chiffres ? [{ chiffres, feuille, ligne }] : [])),
    { compteId: auteurDe(par), importId: row.id, demonstration: row.origine === 'demonstration' },
  )
