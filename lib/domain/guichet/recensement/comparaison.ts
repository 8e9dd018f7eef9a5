/**
 * The difference with what is published. A row finds its point by identifiant, else by its whole content, else inside
 * its centre by canal, name and commune, else by telephone or site. What is ambiguous is asked, never guessed.
 */
import type { PointDeContact } from '../point-de-contact.ts'
import { type Changement, identiteDe, indexContenus, joignableDe, listChangements, type Objet } from './contenus.ts'
import type { RangDePoint } from './points.ts'
import { gardeCodePostal, gardePosition, gardePublie, sansGarde } from './publie-garde.ts'
import { proposePublie, trouvePublies } from './publie-propose.ts'
import type { Candidat, Constat, Remarque } from './remarques.ts'

export type PointPublie = Readonly<{ point: PointDeContact; version: number }>
export const STATUTS = ['nouveau', 'modifie', 'inchange', 'refuse', 'ignore'] as const
export type Statut = (typeof STATUTS)[number]

export type RangCompare = RangDePoint &
  Readonly<{
    statut: Statut
    /** The published point that the row is, and the version of it that was seen. */
    pointId: string | null
    version: number | null
    changements: readonly Changement[]
  }>

export type Comparaison = Readonly<{
  points: readonly RangCompare[]
  /** Published points that no row names. Absent never means withdrawn. */
  absents: readonly Readonly<{ id: string; nom: string }>[]
}>

/**
 * `publies`: the points in the reach of the reader, each with its version; `reunis`: by the id of a duplicate, that of
 * the published point to which it leads.
 */
export function comparePoints(
  lus: readonly RangDePoint[],
  publies: readonly PointPublie[],
  reunis: ReadonlyMap<string, string> = new Map(),
): Comparaison {
  const found = new Map<RangDePoint, PointPublie>()
  const refus = new Map<RangDePoint, Constat>()
  const free = new Map(publies.map((publie) => [publie.point.id, publie]))
  const rangs = lus.map((lu) => {
    const { identifiant, centreId } = lu
    const designe = identifiant === null ? undefined : free.get(reunis.get(identifiant) ?? identifiant)?.point
    return gardeCodePostal(sansGarde(lu), designe?.centreId === centreId ? designe : undefined)
  })
  const waiting = new Set(rangs.filter(({ contenu }) => contenu !== null))
  const reponses: Reponses = { rangs: rangs.filter(isRepondu), points: new Map() }
  const take = (rang: RangDePoint, publie: PointPublie) => {
    found.set(rang, publie)
    free.delete(publie.point.id)
    waiting.delete(rang)
  }
  noteDoublons(waiting, refus)
  const isSuivi = ({ identifiant }: RangDePoint) => reunis.has(identifiant ?? '')
  // R-REC-81 — choix du portail : l’identifiant d’un doublon désigne le point gardé, après la ligne qui le nomme lui-même
  const identifies = [...waiting].sort((a, b) => Number(isSuivi(a)) - Number(isSuivi(b)))
  for (const rang of identifies) {
    if (rang.identifiant === null) continue
    const garde = reunis.get(rang.identifiant)
    const publie = free.get(garde ?? rang.identifiant)
    const dit = garde === undefined ? undefined : [...found].find(([, { point }]) => point.id === garde)?.[0]
    if (publie && publie.point.centreId === rang.centreId) {
      take(rang, publie)
      if (isRepondu(rang)) reponses.points.set(publie.point.id, { publie, ligne: rang.ligne })
    } else if (dit && dit.centreId === rang.centreId) {
      refus.set(rang, { code: 'doublon', ligne: dit.ligne })
      waiting.delete(rang)
    } else {
      // R-REC-25 — un identifiant ne désigne qu’un point publié du même centre
      refus.set(rang, { code: 'identifiant-inconnu', valeur: rang.identifiant })
      waiting.delete(rang)
    }
  }
  const etat = { waiting, free, refus, take }
  matchSame(etat)
  // R-REC-75 — choix du portail : qui a répondu « un nouveau point » n’est rapproché que de ce qui dit la même chose
  for (const rang of [...waiting]) if (rang.estNouveau) waiting.delete(rang)
  for (const keysOf of [canalNomCommune, joignableDe]) matchBy(keysOf, etat, reponses)
  const attendus = trouvePublies(
    rangs.filter(({ contenu }) => contenu === null),
    [...free.values()].map(({ point }) => point),
    reunis,
  )
  // A point whose row waits to be corrected is in the file.
  const matchedIds = new Set([
    ...[...refus.values()].flatMap((constat) => candidatesOf(constat)),
    ...[...attendus.values()].map(({ id }) => id),
  ])
  return {
    points: rangs.map((rang) => {
      const lu = rang.contenu ? rang : proposePublie(rang, attendus.get(rang))
      return toCompare(isSuivi(rang) ? withSuivi(lu) : lu, found.get(rang), refus.get(rang))
    }),
    absents: [...free.values()]
      .filter(({ point }) => !matchedIds.has(point.id))
      .map(({ point }) => ({ id: point.id, nom: point.nom })),
  }
}

/** The row, that says once that its identifiant led to another point. */
function withSuivi(rang: RangDePoint): RangDePoint {
  if (rang.remarques.some(({ code }) => code === 'point-reuni')) return rang
  const suivi: Remarque = {
    cellule: rang.repere,
    colonne: 'identifiant',
    gravite: 'corrige',
    ...{ code: 'point-reuni', valeur: rang.identifiant ?? '' },
  }
  return { ...rang, remarques: [...rang.remarques, suivi] }
}

/** The published points that an ambiguous row may be, each by the identifiant that would say it. */
const proposeCandidats = ({ repere }: RangDePoint, refus: Constat): Pick<Remarque, 'propositions'> =>
  refus.code === 'rapprochement-ambigu'
    ? {
        propositions: refus.candidats.map(({ id, nom }) => ({
          pourquoi: 'point-publie',
          ecritures: [{ colonne: 'identifiant', cellule: repere, valeur: id }],
          libelle: nom,
        })),
      }
    : {}

const candidatesOf = (constat: Constat): string[] =>
  constat.code === 'rapprochement-ambigu' ? constat.candidats.map(({ id }) => id) : []

type Etat = Readonly<{
  waiting: Set<RangDePoint>
  free: Map<string, PointPublie>
  refus: Map<RangDePoint, Constat>
  take: (rang: RangDePoint, publie: PointPublie) => void
}>
/**
 * Rows whose identifiant, or « un nouveau point », was answered in the preview, and the points that they took. The
 * answer of a row is not the answer of another: its likes are still asked.
 */
type Reponses = Readonly<{
  rangs: readonly RangDePoint[]
  points: Map<string, Readonly<{ publie: PointPublie; ligne: number }>>
}>
const isRepondu = ({ corrigees = [] }: RangDePoint): boolean =>
  corrigees.some(({ colonne }) => colonne === 'identifiant')

const canalNomCommune = (objet: Objet): string[] => [identiteDe(objet)]

/** One way of matching: a row and a published point that share a key and are alone to share it are the same. */
function matchBy(
  keysOf: (objet: Objet) => readonly string[],
  { waiting, free, refus, take }: Etat,
  reponses: Reponses,
): void {
  if (waiting.size === 0 || (free.size === 0 && reponses.points.size === 0)) return
  const byKey = new Map<string, PointPublie[]>()
  const pris = [...reponses.points.values()].map(({ publie }) => publie)
  for (const publie of [...free.values(), ...pris])
    for (const key of keysOf({ contenu: publie.point, centreId: publie.point.centreId })) push(byKey, key, publie)
  const rows = new Map<string, RangDePoint[]>()
  const keysOfRang = new Map<RangDePoint, readonly string[]>()
  for (const rang of [...waiting, ...reponses.rangs]) {
    if (!rang.contenu) continue
    const keys = keysOf({ contenu: rang.contenu, centreId: rang.centreId })
    if (waiting.has(rang)) keysOfRang.set(rang, keys)
    for (const key of keys) push(rows, key, rang)
  }
  for (const [rang, keys] of keysOfRang) {
    const candidats = [...new Set(keys.flatMap((key) => byKey.get(key) ?? []))].filter(
      ({ point }) => free.has(point.id) || reponses.points.has(point.id),
    )
    const rivaux = new Set(keys.flatMap((key) => rows.get(key) ?? []))
    const [only, ...others] = candidats
    if (!only) continue
    if (others.length === 0 && rivaux.size === 1 && free.has(only.point.id)) take(rang, only)
    else noteAmbigu(rang, candidats, { waiting, refus }, reponses)
  }
}

function noteAmbigu(
  rang: RangDePoint,
  candidats: readonly PointPublie[],
  { waiting, refus }: Pick<Etat, 'waiting' | 'refus'>,
  reponses?: Reponses,
): void {
  // R-REC-26 — choix du portail : un rapprochement ambigu se demande, il ne se devine pas
  refus.set(rang, {
    code: 'rapprochement-ambigu',
    candidats: candidats.map(({ point }) => toCandidat(point, reponses?.points.get(point.id)?.ligne)),
  })
  waiting.delete(rang)
}

const toCandidat = ({ id, nom, adresse, telephone, siteWeb }: PointDeContact, ligne?: number): Candidat => ({
  id,
  nom,
  adresse,
  telephone,
  siteWeb,
  ...(ligne !== undefined && { ligne }),
})

/** Two rows that say the same: the second is refused, with the line of the first. */
function noteDoublons(waiting: Set<RangDePoint>, refus: Map<RangDePoint, Constat>): void {
  const identifies = new Map<string, RangDePoint>()
  const autres = indexContenus<RangDePoint>()
  for (const rang of [...waiting]) {
    const { identifiant, contenu, centreId } = rang
    if (!contenu) continue
    const objet = { contenu, centreId }
    const first = identifiant === null ? autres.find(objet)[0] : identifies.get(identifiant)
    // R-REC-27 — une même ligne deux fois dans le fichier : la seconde est refusée
    if (first) {
      refus.set(rang, { code: 'doublon', ligne: first.ligne })
      waiting.delete(rang)
    } else if (identifiant === null) autres.add(objet, rang)
    else identifies.set(identifiant, rang)
  }
}

/** Rows that say the very same thing as a point. No two of them wait: the second was refused (R-REC-27). */
function matchSame({ waiting, free, refus, take }: Etat): void {
  if (waiting.size === 0 || free.size === 0) return
  const publies = indexContenus<PointPublie>()
  for (const publie of free.values()) publies.add({ contenu: publie.point, centreId: publie.point.centreId }, publie)
  for (const rang of [...waiting]) {
    if (!rang.contenu) continue
    const candidats = publies.find({ contenu: rang.contenu, centreId: rang.centreId })
    const [only, ...others] = candidats.filter(({ point }) => free.has(point.id))
    if (!only) continue
    if (others.length === 0) take(rang, only)
    else noteAmbigu(rang, [only, ...others], { waiting, refus })
  }
}

function toCompare(rang: RangDePoint, publie: PointPublie | undefined, refus: Constat | undefined): RangCompare {
  const none = { pointId: null, version: null, changements: [] }
  if (refus) {
    const remarque: Remarque = {
      cellule: rang.repere,
      colonne: 'identifiant',
      gravite: 'refus',
      ...refus,
      ...proposeCandidats(rang, refus),
    }
    return { ...rang, ...none, statut: 'refuse', contenu: null, remarques: [...rang.remarques, remarque] }
  }
  if (!rang.contenu) return { ...rang, ...none, statut: 'refuse' }
  if (!publie) return { ...rang, ...none, statut: 'nouveau' }
  const garde = gardePosition(gardePublie(rang, publie.point), publie.point)
  if (!garde.contenu) return { ...garde, ...none, statut: 'refuse' }
  const dits = listChangements(publie.point, garde.contenu)
  // R-REC-80 — choix du portail : un fichier d’avant une confirmation ne l’efface pas
  const isOnlyOlder =
    dits.every(({ champ }) => champ === 'misAJourLe') && garde.contenu.misAJourLe < publie.point.misAJourLe
  const changements = isOnlyOlder ? [] : dits
  return {
    ...garde,
    statut: changements.length > 0 ? 'modifie' : 'inchange',
    pointId: publie.point.id,
    version: publie.version,
    changements,
  }
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
