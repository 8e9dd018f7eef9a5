/**
 * Two holders on one territory. A row that would publish a place where another centre, or the gestionnaire, already
 * publishes a point waits until the one who publishes has seen both versions and confirms. Each holder keeps its own
 * point: nobody writes another's.
 */
import type { ContenuDePoint, PointDeContact } from '../point-de-contact.ts'
import type { PointPublie, RangCompare } from './comparaison.ts'
import { areMemePoint, identiteDe, joignableDe, listChangements } from './contenus.ts'
import type { PointDAutrui, Remarque } from './remarques.ts'

export type Voisinage = Readonly<{
  /** Every published point that may stand at the same place, of whatever holder. */
  publies: readonly PointPublie[]
  /** Names of the centres, by id. */
  noms: ReadonlyMap<string, string>
  confirmes: Confirmes
}>

/** What the person confirmed, as `cleDeVoisinage` named it; `tout`: whatever is found, at the command line. */
export type Confirmes = ReadonlySet<string> | 'tout'

type Rangee = Pick<RangCompare, 'feuille' | 'ligne'>

/** Names what is confirmed: this row, beside these points as they stood. */
export const cleDeVoisinage = ({ feuille, ligne }: Rangee, points: readonly PointDAutrui[]): string =>
  [feuille, ligne, ...points.map(({ id, version }) => `${id}.${version}`)].join(':')

const CODES = ['deja-publie-par-un-autre', 'confirme-a-cote-d-un-autre'] as const
const isOfVoisinage = ({ code }: Remarque): boolean => CODES.some((own) => own === code)

/** What a row says of its neighbours, if anything: they wait for a tick, or were confirmed. */
export function voisinageDe(
  rang: Pick<RangCompare, 'feuille' | 'ligne' | 'remarques'>,
): Readonly<{ cle: string; points: readonly PointDAutrui[]; confirme: boolean }> | undefined {
  for (const remarque of rang.remarques)
    if (remarque.code === 'deja-publie-par-un-autre' || remarque.code === 'confirme-a-cote-d-un-autre')
      return {
        cle: cleDeVoisinage(rang, remarque.points),
        points: remarque.points,
        confirme: remarque.code === 'confirme-a-cote-d-un-autre',
      }
  return undefined
}

export type Attente = Readonly<{ rang: RangCompare; cle: string; points: readonly PointDAutrui[] }>

/** The rows that wait for a tick, each with the name of what would be confirmed. */
export const listAttentes = ({ points }: Readonly<{ points: readonly RangCompare[] }>): Attente[] =>
  points.flatMap((rang) => {
    const said = voisinageDe(rang)
    return said && !said.confirme ? [{ rang, cle: said.cle, points: said.points }] : []
  })

/** Every row that was shown beside another's point, waiting or confirmed: what « all of them » means. */
export const listVoisinages = ({ points }: Readonly<{ points: readonly RangCompare[] }>): Set<string> =>
  new Set(points.flatMap((rang) => voisinageDe(rang)?.cle ?? []))

/** Makes wait the rows that meet another holder's point, unless they were confirmed. */
export function checkVoisinage(rangs: readonly RangCompare[], voisinage: Voisinage): RangCompare[] {
  const places = once(() => indexPlaces(voisinage.publies, ({ point }) => point))
  return rangs.map((rang) => {
    const said = rang.remarques.some(isOfVoisinage)
    const propre = said ? { ...rang, remarques: rang.remarques.filter((one) => !isOfVoisinage(one)) } : rang
    if (!propre.contenu || (propre.statut !== 'nouveau' && propre.statut !== 'modifie')) return propre
    if (voisinage.publies.length === 0) return propre
    return checkRang(propre, propre.contenu, places(), voisinage)
  })
}

type Places<T> = ReadonlyMap<string, readonly T[]>

function checkRang(
  rang: RangCompare,
  contenu: ContenuDePoint,
  places: Places<PointPublie>,
  voisinage: Voisinage,
): RangCompare {
  const autres = meet(contenu, places).filter(({ point }) => point.centreId !== rang.centreId)
  const deja = rang.statut === 'modifie' ? new Set(meet(beforeOf(rang, contenu), places)) : new Set<PointPublie>()
  // R-REC-64 — choix du portail : le second centre voit la différence avec le premier, et confirme
  const nouveaux = autres.filter((publie) => !deja.has(publie))
  const [first] = nouveaux
  if (!first) return rang
  const points = nouveaux.map(({ point, version }) => toAutrui(point, version, voisinage.noms))
  const { confirmes } = voisinage
  const confirme = confirmes === 'tout' || confirmes.has(cleDeVoisinage(rang, points))
  const remarque: Remarque = {
    cellule: rang.repere,
    colonne: 'nom',
    gravite: confirme ? 'a-verifier' : 'refus',
    code: confirme ? 'confirme-a-cote-d-un-autre' : 'deja-publie-par-un-autre',
    points,
  }
  const remarques = [...rang.remarques, remarque]
  if (confirme) return { ...rang, remarques }
  return { ...rang, statut: 'refuse', changements: listChangements(first.point, contenu), remarques }
}

/** As many as a sentence names: one number may answer for a whole territory. */
const DOUBLES_DITS = 10

/** A point that an import or a merge changed, and that undoing it would publish as `avant`: null, not at all. */
export type Revenant = Readonly<{
  id: string
  centreId: string | null
  /** What stands of it now; null: nothing does. */
  actuel: ContenuDePoint | null
  avant: ContenuDePoint | null
  /** It stays as it stands; `choisi`: it goes back, whatever stands there. */
  sort: 'revient' | 'reste' | 'choisi'
}>

/** Those beside which a point would come back: as many as are told, and how many more there are. */
export type Doubles = Readonly<{ points: readonly PointDAutrui[]; autres: number }>
export const SANS_DOUBLE: Doubles = { points: [], autres: 0 }

/** Names a point to give back, after its last change, and these as they stood: it is chosen beside them. */
export const cleDeRetour = (fait: number, { points, autres }: Doubles): string =>
  [`point-${fait}`, ...points.map(({ id, version }) => `${id}.${version}`), ...(autres > 0 ? [`+${autres}`] : [])].join(
    ':',
  )

/** A published point, and what it said before what is undone; null: it was not there. */
export type Voisin = PointPublie & Readonly<{ auDebut: ContenuDePoint | null }>

/** Whether it would come to stand where nothing of it does now. */
export const paraitAilleurs = ({ actuel, avant }: Pick<Revenant, 'actuel' | 'avant'>): boolean => {
  if (!avant) return false
  const deja = new Set(actuel ? placesOf(actuel) : [])
  return placesOf(avant).some((place) => !deja.has(place))
}

/** Those beside which one of these may come back: of them alone it matters what they said before. */
export function listRencontres(revenants: readonly Revenant[], publies: readonly PointPublie[]): PointPublie[] {
  const attendus = indexPlaces(revenants, ({ avant }) => avant)
  return publies.filter((publie) =>
    meet(publie.point, attendus).some((one) => isDouble(one, { ...publie, auDebut: null })),
  )
}

/**
 * The published points beside which each would come back, by its id. Each of those that stay is looked at once: a file
 * whose rows slipped by one makes a chain of all its points.
 */
export function findDoubles(
  revenants: readonly Revenant[],
  { voisins, noms }: Readonly<{ voisins: readonly Voisin[] }> & Pick<Voisinage, 'noms'>,
): ReadonlyMap<string, Doubles> {
  if (voisins.length === 0) return new Map()
  const partent = new Set(revenants.flatMap(({ id, sort }) => (sort === 'reste' ? [] : [id])))
  const stands = new Map(voisins.map((voisin) => [voisin.point.id, voisin]))
  const attendus = indexPlaces(revenants, ({ avant }) => avant)
  const doubles = new Map<string, Voisin[]>()
  const restent = voisins.filter(({ point }) => !partent.has(point.id))
  for (const voisin of restent)
    for (const one of meet(voisin.point, attendus)) {
      if (!isDouble(one, voisin)) continue
      push(doubles, one.id, voisin)
      // Who stays for that where it stands may be met there by another one: it takes its turn.
      const standing = one.sort === 'revient' && partent.delete(one.id) ? stands.get(one.id) : undefined
      if (standing) restent.push(standing)
    }
  return new Map(
    [...doubles].map(([id, tous]) => {
      const points = tous.slice(0, DOUBLES_DITS).map(({ point, version }) => toAutrui(point, version, noms))
      return [id, { points, autres: tous.length - points.length }]
    }),
  )
}

/** Of its own holder, those of its canal, name and commune (R-EDI-04); of others, those of its place (R-REC-64). */
function isDouble({ id, centreId, actuel, avant }: Revenant, { point, auDebut }: Voisin): boolean {
  if (point.id === id || !avant) return false
  const areBeside = (ours: ContenuDePoint, theirs: ContenuDePoint) =>
    point.centreId === centreId ? areMemePoint(ours, theirs) : shareAPlace(ours, theirs)
  // R-REC-116 — choix du portail : ce qui était côte à côte avant ce qui s’annule, ou l’est déjà, n’est pas demandé
  return areBeside(avant, point) && !(actuel && areBeside(actuel, point)) && !(auDebut && areBeside(avant, auDebut))
}

function shareAPlace(a: ContenuDePoint, b: ContenuDePoint): boolean {
  const places = new Set(placesOf(a))
  return placesOf(b).some((place) => places.has(place))
}

const toAutrui = ({ id, nom, centreId }: PointDeContact, version: number, noms: Voisinage['noms']): PointDAutrui => ({
  id,
  nom,
  version,
  detenteur: centreId === null ? null : (noms.get(centreId) ?? 'un autre centre'),
})

/** What names a place whoever publishes it: canal, name and commune; or the telephone, or the site. */
const placesOf = (contenu: ContenuDePoint): string[] => {
  const anyone = { contenu, centreId: null }
  return [identiteDe(anyone), ...joignableDe(anyone)]
}

function indexPlaces<T>(items: readonly T[], contenuDe: (item: T) => ContenuDePoint | null): Places<T> {
  const places = new Map<string, T[]>()
  for (const item of items) {
    const contenu = contenuDe(item)
    for (const place of contenu ? placesOf(contenu) : []) push(places, place, item)
  }
  return places
}

const meet = <T>(contenu: ContenuDePoint, places: Places<T>): T[] => [
  ...new Set(placesOf(contenu).flatMap((place) => places.get(place) ?? [])),
]

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

/** What the row's own point says today: only what the row changes differs. */
const beforeOf = (rang: RangCompare, contenu: ContenuDePoint): ContenuDePoint => ({
  ...contenu,
  ...Object.fromEntries(rang.changements.map(({ champ, avant }) => [champ, avant])),
})

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
