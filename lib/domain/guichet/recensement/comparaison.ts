/**
 * The difference with what is published. A row finds its point by identifiant, else by its whole content, else inside
 * its centre by canal, name and commune, else by telephone or site. What is ambiguous is asked, never guessed.
 */
import type { ContenuDePoint, PointDeContact } from '../point-de-contact.ts'
import type { RangDePoint } from './points.ts'
import type { Candidat, Constat, Remarque } from './remarques.ts'
import { fold } from './texte.ts'

export type PointPublie = Readonly<{ point: PointDeContact; version: number }>
export type Champ = keyof ContenuDePoint
export type Changement = Readonly<{ champ: Champ; avant: unknown; apres: unknown }>
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

/** `publies`: the points in the reach of the reader, each with its version. */
export function comparePoints(rangs: readonly RangDePoint[], publies: readonly PointPublie[]): Comparaison {
  const found = new Map<RangDePoint, PointPublie>()
  const refus = new Map<RangDePoint, Constat>()
  const free = new Map(publies.map((publie) => [publie.point.id, publie]))
  const waiting = new Set(rangs.filter(({ contenu }) => contenu !== null))
  const reponses: Reponses = { rangs: rangs.filter(isRepondu), points: new Map() }
  const take = (rang: RangDePoint, publie: PointPublie) => {
    found.set(rang, publie)
    free.delete(publie.point.id)
    waiting.delete(rang)
  }
  noteDoublons(waiting, refus)
  for (const rang of [...waiting]) {
    if (rang.identifiant === null) continue
    const publie = free.get(rang.identifiant)
    if (publie && publie.point.centreId === rang.centreId) {
      take(rang, publie)
      if (isRepondu(rang)) reponses.points.set(publie.point.id, { publie, ligne: rang.ligne })
    } else {
      // R-REC-25 — un identifiant ne désigne qu’un point publié du même centre
      refus.set(rang, { code: 'identifiant-inconnu', valeur: rang.identifiant })
      waiting.delete(rang)
    }
  }
  const etat = { waiting, free, refus, take }
  matchBy(wholeContent, etat)
  // R-REC-75 — choix du portail : qui a répondu « un nouveau point » n’est rapproché que de ce qui dit la même chose
  for (const rang of [...waiting]) if (rang.estNouveau) waiting.delete(rang)
  for (const keysOf of [canalNomCommune, joignableDe]) matchBy(keysOf, etat, reponses)
  const matchedIds = new Set([...refus.values()].flatMap((constat) => candidatesOf(constat)))
  return {
    points: rangs.map((rang) => toCompare(rang, found.get(rang), refus.get(rang))),
    absents: [...free.values()]
      .filter(({ point }) => !matchedIds.has(point.id))
      .map(({ point }) => ({ id: point.id, nom: point.nom })),
  }
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

export type Objet = Readonly<{ contenu: ContenuDePoint; centreId: string | null }>

/** One way of matching: a row and a published point that share a key and are alone to share it are the same. */
function matchBy(
  keysOf: (objet: Objet) => readonly string[],
  { waiting, free, refus, take }: Etat,
  reponses: Reponses = { rangs: [], points: new Map() },
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
    else {
      // R-REC-26 — choix du portail : un rapprochement ambigu se demande, il ne se devine pas
      refus.set(rang, {
        code: 'rapprochement-ambigu',
        candidats: candidats.map(({ point }) => toCandidat(point, reponses.points.get(point.id)?.ligne)),
      })
      waiting.delete(rang)
    }
  }
}

const toCandidat = ({ id, nom, adresse, telephone, siteWeb }: PointDeContact, ligne?: number): Candidat => ({
  id,
  nom,
  adresse,
  telephone,
  siteWeb,
  ...(ligne !== undefined && { ligne }),
})

const wholeContent = ({ contenu, centreId }: Objet): string[] => [`${centreId}|${canonical(contenu)}`]
/** What names a point inside its centre: canal, folded name, commune. */
export const identiteDe = ({ contenu, centreId }: Objet): string =>
  `${centreId}|${contenu.canal}|${fold(contenu.nom)}|${contenu.adresse?.codeInsee ?? ''}`
const canalNomCommune = (objet: Objet): string[] => [identiteDe(objet)]
/** By telephone, by site. A switchboard may answer for several places: for a physical point, its commune is part of it. */
export const joignableDe = ({ contenu, centreId }: Objet): string[] => {
  const place = contenu.canal === 'physique' ? contenu.adresse.codeInsee : ''
  const prefix = `${centreId}|${contenu.canal}|${place}`
  const digits = contenu.telephone?.replace(/\D/g, '')
  const site = contenu.siteWeb
    ?.toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/\/+$/, '')
  return [
    ...(digits && contenu.canal !== 'internet' ? [`${prefix}|tel|${digits}`] : []),
    ...(site && contenu.canal !== 'telephone' ? [`${prefix}|web|${site}`] : []),
  ]
}

/** Two rows that say the same: the second is refused, with the line of the first. */
function noteDoublons(waiting: Set<RangDePoint>, refus: Map<RangDePoint, Constat>): void {
  const seen = new Map<string, number>()
  for (const rang of [...waiting]) {
    if (!rang.contenu) continue
    const key = rang.identifiant ?? `${rang.centreId}|${canonical(rang.contenu)}`
    const first = seen.get(key)
    // R-REC-27 — une même ligne deux fois dans le fichier : la seconde est refusée
    if (first === undefined) seen.set(key, rang.ligne)
    else {
      refus.set(rang, { code: 'doublon', ligne: first })
      waiting.delete(rang)
    }
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
  const changements = listChangements(publie.point, rang.contenu)
  return {
    ...rang,
    statut: changements.length > 0 ? 'modifie' : 'inchange',
    pointId: publie.point.id,
    version: publie.version,
    changements,
  }
}

export const CHAMPS = [
  'nom',
  'canal',
  'type',
  'organisme',
  'natureOrganisme',
  'siren',
  'codeGuichet',
  'services',
  'adresse',
  'position',
  'horaires',
  'telephone',
  'coutAppel',
  'courriel',
  'siteWeb',
  'rendezVous',
  'lienRendezVous',
  'fermetures',
  'publicReserve',
  'territoire',
  'accessibilitePmr',
  'commentaire',
  'misAJourLe',
] as const satisfies readonly Champ[]

/** Field by field: what the content changes; empty when both say the same. */
export const listChangements = (avant: ContenuDePoint, apres: ContenuDePoint): Changement[] =>
  CHAMPS.filter((champ) => !areSame(avant[champ], apres[champ])).map((champ) => ({
    champ,
    avant: avant[champ],
    apres: apres[champ],
  }))

/** Whether two contents say the same, field by field. */
export const areSameContenus = (a: ContenuDePoint, b: ContenuDePoint): boolean => listChangements(a, b).length === 0

const areSame = (a: unknown, b: unknown): boolean => a === b || canonicalValue(a) === canonicalValue(b)

/** A value as one text, whatever the order of its keys: values come back from the database with theirs. */
const canonicalValue = (value: unknown): string =>
  typeof value === 'object' && value !== null ? canonicalObject(value) : (JSON.stringify(value) ?? 'null')

const canonicalObject = (value: object): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'null'

/** A whole content as one text, written once: each way of matching asks for it. */
const CANONIQUES = new WeakMap<ContenuDePoint, string>()
function canonical(contenu: ContenuDePoint): string {
  const known = CANONIQUES.get(contenu)
  if (known !== undefined) return known
  const text = CHAMPS.map((champ) => canonicalValue(contenu[champ])).join('|')
  CANONIQUES.set(contenu, text)
  return text
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
