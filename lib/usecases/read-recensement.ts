/**
 * A census is received, then read. The file is stored first: an expired session, a killed process or an interrupted
 * reading loses nothing, and reading again is always possible until it is published.
 */
import { db, type Tx } from '#db/client.ts'
import { loadCorrections } from '#db/repositories/corrections.ts'
import { findCorrespondance, saveCorrespondance } from '#db/repositories/correspondances.ts'
import { findVersionDuTerritoire } from '#db/repositories/garde.ts'
import {
  type ImportEnregistre,
  insertImport,
  loadFichier,
  loadImportForUpdate,
  type Octets,
  type OrigineDImport,
  saveChoix,
  saveExamen,
  saveIllisible,
  tailleDe,
} from '#db/repositories/imports.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { findCentreConnu, loadReferentiel } from '#db/repositories/referentiel.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import { listEmpreintes } from '#lib/domain/guichet/recensement/a-dire.ts'
import type { Budget } from '#lib/domain/guichet/recensement/a-part.ts'
import type { Defauts } from '#lib/domain/guichet/recensement/champs.ts'
import { type Classeur, LIMITES, type RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import {
  areSaidOnce,
  type ColonnesDites,
  joinChoix,
  joinColonnes,
  type ReponsesDeColonnes,
  tiennent,
} from '#lib/domain/guichet/recensement/correspondance.ts'
import type { Examen } from '#lib/domain/guichet/recensement/examen.ts'
import type { Suivi } from '#lib/domain/guichet/recensement/lecture-suivie.ts'
import { isPassager, type RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { removeInvisibles } from '#lib/domain/signes-invisibles.ts'
import { countLues } from './count-lues.ts'
import { examine } from './examine-classeur.ts'
import { followLecture } from './follow-lecture.ts'
import { lecteurOf, loadFaits, withRetenues } from './load-faits.ts'
import { auteurDe, checkLisible, type Par } from './open-import.ts'
import { isSansChoix, nameLecture, reuseLecture } from './reuse-lecture.ts'

/**
 * The reader of workbooks, passed in: a use case never starts a process. `colonnes`: what the headers mean; `suivi` may
 * be told the rows as they come, `compter` how many have come.
 */
export type LireClasseur = (
  octets: Uint8Array,
  limites: Readonly<{ colonnes: ColonnesDites; suivi: Suivi; compter?: (lues: number) => void }>,
) => Promise<Resultat<Classeur, RefusDeLecture>>

export type Depot = Readonly<{
  nom: string
  octets: Octets
  /** null: as the gestionnaire of `departements` (empty: of those of the file, for the operator alone). */
  centreId: string | null
  departements?: readonly string[]
  origine: OrigineDImport
}>

type Options = Readonly<{
  lire: LireClasseur
  defauts?: Defauts
  colonnes?: ReponsesDeColonnes
  /** What the reading of the cells may take; beyond, it is interrupted and the import stays as it was. */
  budget?: Budget | undefined
  /** Rows that meet another holder's point are confirmed beforehand: at the command line only. */
  confirmer?: boolean
  /** Names what opens and reads the file, to the byte: what it read already is then taken again (docs/adr/0032). */
  programmes?: string | undefined
  /** Of the reading that its page follows (docs/adr/0048). */
  jeton?: string | undefined
}>
type Lu = Readonly<{ importId: string; examen: Examen }>

/** Stores the file. Refused when the actor may not publish for this centre or these départements. */
export const receiveRecensement = (
  depot: Depot,
  par: Par,
): Promise<Resultat<{ importId: string }, RefusDeRecensement>> =>
  db.transaction(async (tx) => {
    const centre = depot.centreId === null ? undefined : await findCentreConnu(tx, { id: depot.centreId })
    if (depot.centreId !== null && !centre) return refuse({ code: 'introuvable' })
    const departements = centre?.departements ?? depot.departements ?? []
    if (par !== 'exploitant') {
      const acces = checkAcces(par.acteur, 'deposer-recensement', { departements, centreId: depot.centreId })
      if (!acces.ok) return acces
    }
    const { octets } = depot
    if (tailleDe(octets) === 0) return refuse({ code: 'fichier-vide' })
    // Not kept for nobody to read it: a file of this size is refused whoever sends it.
    if (tailleDe(octets) > LIMITES.octets) return refuse({ code: 'fichier-trop-gros', octets: tailleDe(octets) })
    // R-REC-29 — le fichier est gardé avant d’être lu : une session qui expire ne perd rien
    const importId = await insertImport(tx, {
      ...depot,
      nom: removeInvisibles(depot.nom),
      departements,
      compteId: auteurDe(par),
    })
    return accept({ importId })
  })

/** Reads a stored file, or reads it again; what was understood replaces what was. */
export async function readImport(
  importId: string,
  options: Options,
  par: Par,
): Promise<Resultat<Lu, RefusDeRecensement>> {
  const reprise = await takeAgain(importId, options, par)
  if (reprise) return reprise
  const found = await db.transaction(async (tx) => {
    const row = checkLisible(await loadImportForUpdate(tx, importId), par, options)
    return row.ok ? accept({ ...row.value, fichier: await loadFichier(tx, importId) }) : row
  })
  if (!found.ok) return found
  const { fichier, version } = found.value
  if (!fichier) return refuse({ code: 'introuvable' })
  const territoire = findVersionDuTerritoire()
  // The country is loaded while the other process reads.
  const pays = territoire.then(() => loadReferentiel())
  const suite = followLecture(
    pays.then((referentiel) => loadFaits(found.value, { choix: joinChoix(found.value.choix, options), referentiel })),
    options.budget,
  )
  const { jeton } = options
  const compte = countLues(importId, jeton)
  const [{ classeur, isRelu }, referentiel, territoireVu] = await Promise.all([
    readAsSaid(fichier, found.value, options, { suivi: suite.suivi, compter: compte.tell }),
    pays,
    territoire,
  ])
  await compte.end()
  if (!classeur.ok) suite.end()
  if (suite.isDepasse()) return refuse({ code: 'lecture-interrompue' })
  const saved = db.transaction(async (tx): Promise<Resultat<Lu, RefusDeRecensement>> => {
    const again = checkLisible(await loadImportForUpdate(tx, importId), par)
    if (!again.ok) return again
    const { centreId, departements } = again.value
    const [avant, entreTemps] = [found.value, again.value].map((one) => new Map(one.choix?.colonnes))
    // R-EDI-01 — ADR 0004 : la seconde personne est prévenue, et rien ne s’écrase sans elle
    for (const [cle, dite] of options.colonnes ?? [])
      if (entreTemps?.get(cle) !== avant?.get(cle) && entreTemps?.get(cle) !== dite)
        return refuse({ code: 'colonnes-dites-entre-temps' })
    // R-EDI-01 — ADR 0004 : la seconde personne est prévenue, et rien ne s’écrase sans elle
    if (!areSaidOnce(again.value.choix?.defauts, options.defauts)) return refuse({ code: 'valeurs-dites-entre-temps' })
    const choix = joinChoix(again.value.choix, options)
    const colonnesDites = [...choix.colonnes]
    // What was said is kept also when the file stays unreadable: the next form shows it.
    if (options.colonnes?.size && !again.value.hasAnalyse)
      await saveChoix(tx, importId, { defauts: choix.defauts, colonnes: colonnesDites })
    if (!classeur.ok) {
      await recordEchec(tx, again.value, { version, jeton }, classeur.refus)
      return classeur
    }
    const lecteur = await lecteurOf(tx, { centreId, departements })
    if (!lecteur) return refuse({ code: 'introuvable' })
    const { le } = await readInstant(tx)
    const corrections = await loadCorrections(tx, importId)
    const said = { ...options, ...choix, referentiel, lecteur, le, corrections }
    const examined = await examine(tx, classeur.value, said, suite.take)
    if (!examined.ok) {
      await recordEchec(tx, again.value, { version, jeton }, examined.refus)
      return examined
    }
    const { examen, cle } = examined.value
    // R-REC-44 — choix du portail : ce qui a été donné une fois est retenu pour le centre et ce tableau, sauf le jour
    const { canal, type, services } = options.defauts ?? {}
    if ((canal ?? type ?? services) || options.colonnes?.size) {
      const avant = await findCorrespondance(tx, cle)
      const { misAJourLe: _, ...valeurs } = withRetenues({ canal, type, services }, avant)
      await saveCorrespondance(tx, cle, { ...valeurs, colonnes: joinColonnes(avant.colonnes, choix.colonnes) })
    }
    await saveChoix(tx, importId, { defauts: choix.defauts, colonnes: colonnesDites })
    const { departements: portee, publication, centres, retenues } = examined.value
    const { programmes } = options
    const isSeul = isSansChoix({ ...choix, colonnes: colonnesDites }) && corrections.length === 0 && !options.confirmer
    const isAgain = programmes !== undefined && isSeul && !isRelu && examined.value.isEntier
    // Another territory published meanwhile: which of them was read is not known.
    const isSame = isAgain && territoireVu === (await findVersionDuTerritoire(tx))
    const lecture = isSame
      ? nameLecture({ programmes, territoire: territoireVu, lecteur, centres, le, retenues }, cle.entetes)
      : undefined
    await saveExamen(tx, importId, { examen, le, departements: portee, publication, lecture, jeton })
    return accept({ importId, examen })
  })
  return saved.catch((error: unknown) => {
    // Cut by its budget, the transaction has written nothing.
    if (suite.isDepasse()) return refuse({ code: 'lecture-interrompue' })
    throw error
  })
}

/** What was read of the same bytes under the same facts, in the place of another reading; undefined: it is to be read. */
async function takeAgain(
  importId: string,
  { programmes, defauts = {}, colonnes, confirmer, jeton }: Options,
  par: Par,
): Promise<Resultat<Lu, RefusDeRecensement> | undefined> {
  if (programmes === undefined || confirmer || !isSansChoix({ defauts, colonnes: [...(colonnes ?? [])] }))
    return undefined
  return db.transaction(async (tx) => {
    const row = checkLisible(await loadImportForUpdate(tx, importId), par, { jeton })
    if (!row.ok) return row
    const examined = await reuseLecture(tx, row.value, programmes)
    if (!examined) return undefined
    await saveChoix(tx, importId, { defauts: {}, colonnes: [] })
    await saveExamen(tx, importId, { ...examined, jeton })
    return accept({ importId, examen: examined.examen })
  })
}

/** The file read with what was said of its headers; when nobody knows them, with what was said of them another time. */
async function readAsSaid(
  fichier: Uint8Array,
  { centreId, departements, choix }: Pick<ImportEnregistre, 'centreId' | 'departements' | 'choix'>,
  options: Options,
  ecoute: Readonly<{ suivi: Suivi; compter: (lues: number) => void }>,
): Promise<Readonly<{ classeur: Resultat<Classeur, RefusDeLecture>; isRelu: boolean }>> {
  const { colonnes } = joinChoix(choix, options)
  const read = await options.lire(fichier, { colonnes: tiennent(colonnes), ...ecoute })
  const once = { classeur: read, isRelu: false }
  if (read.ok || read.refus.code !== 'aucune-feuille-reconnue') return once
  for (const entetes of listEmpreintes(read.refus.tables ?? [])) {
    const retenues = await findCorrespondance(db, { centreId, departements: centreId ? [] : departements, entetes })
    const jointes = joinColonnes(retenues.colonnes, colonnes)
    if (jointes.length > colonnes.size)
      return { classeur: await options.lire(fichier, { colonnes: tiennent(jointes), ...ecoute }), isRelu: true }
  }
  return once
}

/** `version`: of the import when this reading began. */
async function recordEchec(
  tx: Tx,
  actuel: ImportEnregistre,
  { version, jeton }: Readonly<{ version: number }> & Pick<Options, 'jeton'>,
  refus: RefusDeLecture,
): Promise<void> {
  // R-REC-79 — choix du portail : une lecture manquée n’efface ni ce qui est lu ni la lecture d’un autre
  if (actuel.hasAnalyse || actuel.version !== version || isPassager(refus.code)) return
  await saveIllisible(tx, actuel.id, { refus, jeton })
}

/** Receives and reads in one call. */
export async function readRecensement(
  depot: Depot,
  options: Options,
  par: Par,
): Promise<Resultat<Lu, RefusDeRecensement>> {
  const received = await receiveRecensement(depot, par)
  return received.ok ? readImport(received.value.importId, options, par) : received
}

/** The dry run of the command line: reads and compares, writes nothing at all. */
export const previewRecensement = async (
  classeur: Classeur,
  { centreId, ...options }: Omit<Options, 'lire'> & Readonly<{ centreId: string | null }>,
): Promise<Resultat<Examen, RefusDeRecensement>> => {
  const referentiel = await loadReferentiel()
  return db.transaction(async (tx) => {
    const lecteur = await lecteurOf(tx, { centreId, departements: [] })
    if (!lecteur) return refuse({ code: 'introuvable' })
    const { le } = await readInstant(tx)
    const examined = await examine(tx, classeur, { lecteur, le, referentiel, ...options })
    return examined.ok ? accept(examined.value.examen) : examined
  })
}
