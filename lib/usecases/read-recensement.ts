/**
 * A census is received, then read. The file is stored first: an expired session, a killed process or an interrupted
 * reading loses nothing, and reading again is always possible until it is published.
 */
import { db, type Reader, type Tx } from '#db/client.ts'
import { loadCorrections } from '#db/repositories/corrections.ts'
import { type CleDeCorrespondance, findCorrespondance, saveCorrespondance } from '#db/repositories/correspondances.ts'
import {
  type Compare,
  type ImportEnregistre,
  insertImport,
  loadFichier,
  loadImportForUpdate,
  type OrigineDImport,
  saveChoix,
  saveExamen,
  saveIllisible,
} from '#db/repositories/imports.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { findDernierePublication } from '#db/repositories/publications.ts'
import { findCentreConnu, loadReferentiel } from '#db/repositories/referentiel.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { empreinteDesEntetes, listEmpreintes } from '#lib/domain/guichet/recensement/a-dire.ts'
import { listReprises } from '#lib/domain/guichet/recensement/analyse.ts'
import type { Defauts, ValeursRetenues } from '#lib/domain/guichet/recensement/champs.ts'
import type { Classeur, RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import type { Correction } from '#lib/domain/guichet/recensement/corrections.ts'
import {
  type ColonnesDites,
  joinChoix,
  joinColonnes,
  type ReponsesDeColonnes,
  tiennent,
} from '#lib/domain/guichet/recensement/correspondance.ts'
import { departementsDuFichier, type Examen, examineClasseur } from '#lib/domain/guichet/recensement/examen.ts'
import type { Lecteur } from '#lib/domain/guichet/recensement/lecteur.ts'
import type { DejaLu, Suivi } from '#lib/domain/guichet/recensement/lecture-suivie.ts'
import type { FaitsDeLecture } from '#lib/domain/guichet/recensement/points.ts'
import type { Referentiel } from '#lib/domain/guichet/recensement/referentiel.ts'
import { isPassager, type RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { removeInvisibles } from '#lib/domain/signes-invisibles.ts'
import { followLecture } from './follow-lecture.ts'
import { lecteurOf, loadCentresOf, loadFaits, withRetenues } from './load-faits.ts'
import { loadPublie } from './load-publie.ts'

/** Who acts: someone signed in, or the operator at the command line, who already holds the base. */
export type Par = Contexte | 'exploitant'
/**
 * The reader of workbooks, passed in: a use case never starts a process. `colonnes`: what the headers mean; `suivi` may
 * be told the rows as they come.
 */
export type LireClasseur = (
  octets: Uint8Array,
  limites: Readonly<{ colonnes: ColonnesDites; suivi: Suivi }>,
) => Promise<Resultat<Classeur, RefusDeLecture>>

export type Depot = Readonly<{
  nom: string
  octets: Uint8Array | Blob
  /** null: as the gestionnaire of `departements` (empty: of those of the file, for the operator alone). */
  centreId: string | null
  departements?: readonly string[]
  origine: OrigineDImport
}>

type Options = Readonly<{
  lire: LireClasseur
  defauts?: Defauts
  colonnes?: ReponsesDeColonnes
  /** Rows that meet another holder's point are confirmed beforehand: at the command line only. */
  confirmer?: boolean
}>
type Lu = Readonly<{ importId: string; examen: Examen }>

export const auteurDe = (par: Par): string | null => (par === 'exploitant' ? null : compteDe(par.acteur))

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
    if ((octets instanceof Blob ? octets.size : octets.length) === 0) return refuse({ code: 'fichier-vide' })
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
  const found = await db.transaction(async (tx) => {
    const row = checkLisible(await loadImportForUpdate(tx, importId), par)
    return row.ok ? accept({ ...row.value, fichier: await loadFichier(tx, importId) }) : row
  })
  if (!found.ok) return found
  const { fichier, version } = found.value
  if (!fichier) return refuse({ code: 'introuvable' })
  // The country is loaded while the other process reads.
  const pays = loadReferentiel()
  const suite = followLecture(
    pays.then((referentiel) => loadFaits(found.value, { choix: joinChoix(found.value.choix, options), referentiel })),
  )
  const [classeur, referentiel] = await Promise.all([readAsSaid(fichier, found.value, options, suite.suivi), pays])
  if (!classeur.ok) suite.end()
  return db.transaction(async (tx) => {
    const again = checkLisible(await loadImportForUpdate(tx, importId), par)
    if (!again.ok) return again
    const { centreId, departements } = again.value
    const [avant, entreTemps] = [found.value, again.value].map((one) => new Map(one.choix?.colonnes))
    // R-EDI-01 — ADR 0004 : la seconde personne est prévenue, et rien ne s’écrase sans elle
    for (const [cle, dite] of options.colonnes ?? [])
      if (entreTemps?.get(cle) !== avant?.get(cle) && entreTemps?.get(cle) !== dite)
        return refuse({ code: 'colonnes-dites-entre-temps' })
    const choix = joinChoix(again.value.choix, options)
    const colonnesDites = [...choix.colonnes]
    // What was said is kept also when the file stays unreadable: the next form shows it.
    if (options.colonnes?.size && !again.value.hasAnalyse)
      await saveChoix(tx, importId, { defauts: choix.defauts, colonnes: colonnesDites })
    if (!classeur.ok) {
      await recordEchec(tx, again.value, version, classeur.refus)
      return classeur
    }
    const lecteur = await lecteurOf(tx, { centreId, departements })
    if (!lecteur) return refuse({ code: 'introuvable' })
    const { le } = await readInstant(tx)
    const corrections = await loadCorrections(tx, importId)
    const said = { ...options, ...choix, referentiel, lecteur, le, corrections }
    const examined = await examine(tx, classeur.value, said, suite.take)
    if (!examined.ok) {
      await recordEchec(tx, again.value, version, examined.refus)
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
    const { departements: territoire, publication } = examined.value
    await saveExamen(tx, importId, { examen, le, departements: territoire, publication })
    return accept({ importId, examen })
  })
}

/** The file read with what was said of its headers; when nobody knows them, with what was said of them another time. */
async function readAsSaid(
  fichier: Uint8Array,
  { centreId, departements, choix }: Pick<ImportEnregistre, 'centreId' | 'departements' | 'choix'>,
  options: Options,
  suivi: Suivi,
): Promise<Resultat<Classeur, RefusDeLecture>> {
  const { colonnes } = joinChoix(choix, options)
  const read = await options.lire(fichier, { colonnes: tiennent(colonnes), suivi })
  if (read.ok || read.refus.code !== 'aucune-feuille-reconnue') return read
  for (const entetes of listEmpreintes(read.refus.tables ?? [])) {
    const retenues = await findCorrespondance(db, { centreId, departements: centreId ? [] : departements, entetes })
    const jointes = joinColonnes(retenues.colonnes, colonnes)
    if (jointes.length > colonnes.size) return options.lire(fichier, { colonnes: tiennent(jointes), suivi })
  }
  return read
}

/** `version`: of the import when this reading began. */
async function recordEchec(tx: Tx, actuel: ImportEnregistre, version: number, refus: RefusDeLecture): Promise<void> {
  // R-REC-79 — choix du portail : une lecture manquée n’efface ni ce qui est lu ni la lecture d’un autre
  if (actuel.hasAnalyse || actuel.version !== version || isPassager(refus.code)) return
  await saveIllisible(tx, actuel.id, refus)
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

/** An import that the actor may have read, or correct: not given up. */
export function checkImport(
  found: ImportEnregistre | undefined,
  par: Par,
): Resultat<ImportEnregistre, RefusDeRecensement> {
  if (!found) return refuse({ code: 'introuvable' })
  if (par !== 'exploitant') {
    const acces = checkAcces(par.acteur, 'deposer-recensement', found)
    // Someone else's import does not exist for the one who asks.
    if (!acces.ok) return acces.refus.code === 'acces-refuse' ? refuse({ code: 'introuvable' }) : acces
  }
  if (found.etat === 'abandonne') return refuse({ code: 'import-abandonne' })
  return accept(found)
}

/** What is published was read: a late answer of a reading must not open it again. */
function checkLisible(found: ImportEnregistre | undefined, par: Par): Resultat<ImportEnregistre, RefusDeRecensement> {
  const row = checkImport(found, par)
  return row.ok && row.value.etat === 'publie' ? refuse({ code: 'import-deja-publie' }) : row
}

async function examine(
  reader: Reader,
  classeur: Classeur,
  {
    lecteur,
    le,
    defauts = {},
    colonnes = new Map(),
    confirmer = false,
    corrections = [],
    referentiel,
  }: Readonly<{ lecteur: Lecteur; le: Jour; referentiel: Referentiel; corrections?: readonly Correction[] }> &
    Omit<Options, 'lire'>,
  dejaLuSous: (faits: FaitsDeLecture) => DejaLu | undefined = () => undefined,
): Promise<Resultat<Compare & { departements: readonly string[]; cle: CleDeCorrespondance }, RefusDeLecture>> {
  const centres = await loadCentresOf(reader, lecteur)
  const cle = cleDe(lecteur, classeur)
  const retenues = await findCorrespondance(reader, cle)
  const complets = withRetenues(defauts, retenues)
  const jointes = tiennent(joinColonnes(retenues.colonnes, colonnes))
  const faits = { referentiel, centres, lecteur, le, defauts: complets, colonnes: jointes, corrections }
  const examined = examineClasseur(classeur, faits, dejaLuSous(faits))
  if (!examined.ok) return examined
  const { analyse, compare } = examined.value
  const departements =
    lecteur.role === 'centre'
      ? lecteur.centre.departements
      : (lecteur.departements ?? departementsDuFichier(analyse, referentiel))
  const publication = await findDernierePublication(reader)
  const publie = await loadPublie(reader, analyse, lecteur.role, departements)
  const compared = compare(publie, confirmer ? 'tout' : undefined)
  const reprises = listReprises(classeur, withoutGiven(retenues, { defauts, colonnes }), jointes)
  return accept({
    examen: { ...compared, alertes: [...compared.alertes, ...reprises] },
    publication,
    departements,
    cle,
  })
}

const cleDe = (lecteur: Lecteur, classeur: Classeur): CleDeCorrespondance => ({
  centreId: lecteur.role === 'centre' ? lecteur.centre.id : null,
  departements: lecteur.role === 'centre' ? [] : (lecteur.departements ?? []),
  entetes: empreinteDesEntetes(classeur),
})

const withoutGiven = (
  retenues: ValeursRetenues,
  { defauts, colonnes }: Readonly<{ defauts: Defauts; colonnes: ReponsesDeColonnes }>,
): ValeursRetenues => ({
  canal: defauts.canal === undefined ? retenues.canal : undefined,
  type: defauts.type === undefined ? retenues.type : undefined,
  services: defauts.services === undefined ? retenues.services : undefined,
  colonnes: retenues.colonnes?.filter(([entete]) => !colonnes.has(entete)),
})
