/**
 * A row that waits because a cell of it that is needed says « NC »: what is published there is offered by one button, when
 * the row surely speaks of that point.
 */
import type { ContenuDePoint, PointDeContact } from '../point-de-contact.ts'
import type { Colonne } from './colonnes.ts'
import { describePoint } from './ecriture.ts'
import { estMuet } from './muettes.ts'
import type { RangDePoint } from './points.ts'
import { withoutDecimals } from './rang.ts'
import type { Proposition, Remarque } from './remarques.ts'
import { fold, foldCommune } from './texte.ts'

/** What says which point it is, and when it was looked at: never taken from what is published. */
const PROPRES: ReadonlySet<Colonne> = new Set<Colonne>(['identifiant', 'misAJourLe'])
/** One address: kept together, or not at all. */
const LIEU: ReadonlySet<Colonne> = new Set<Colonne>(['voie', 'codePostal', 'commune', 'codeInsee'])

/** What stands in a cell, as it was corrected. */
function ecritDe({ trouve, corrigees = [] }: RangDePoint, colonne: Colonne): string {
  const corrigee = corrigees.find((one) => one.colonne === colonne)
  return corrigee ? corrigee.valeur.trim() : (trouve[colonne] ?? '')
}

const estTue = (rang: RangDePoint, { colonne, gravite }: Remarque): boolean =>
  gravite === 'refus' && estMuet(ecritDe(rang, colonne))

/** The refused row without what was offered when it was compared before. */
function sansOffre(rang: RangDePoint): RangDePoint {
  const isOffre = ({ pourquoi }: Proposition) => pourquoi === 'publie'
  if (!rang.remarques.some(({ propositions }) => propositions?.some(isOffre))) return rang
  const remarques = rang.remarques.map((remarque): Remarque => {
    const { propositions = [], ...rest } = remarque
    if (remarque.code === 'publie-a-garder' || !propositions.some(isOffre)) return remarque
    const own = propositions.filter((one) => !isOffre(one))
    return own.length > 0 ? { ...rest, propositions: own } : rest
  })
  return { ...rang, remarques }
}

/** The refused row with what is published of it in reach of one button; `publie` undefined: nobody knows what it is. */
export function proposePublie(refuse: RangDePoint, publie: ContenuDePoint | undefined): RangDePoint {
  const rang = sansOffre(refuse)
  if (!publie || !rang.remarques.some((remarque) => estTue(rang, remarque))) return rang
  const cells = describePoint(publie)
  const toEcriture = ({ colonne, cellule }: Remarque): Proposition['ecritures'] => {
    const valeur = colonne in cells ? cells[colonne as keyof typeof cells] : undefined
    return typeof valeur === 'string' ? [{ colonne, cellule, valeur }] : []
  }
  const lieux = rang.remarques.filter((remarque) => LIEU.has(remarque.colonne) && estTue(rang, remarque))
  const isLieu = lieux.length > 0 && isMemeLieu(rang, publie, new Set(lieux.map(({ colonne }) => colonne)))
  // R-REC-97 — choix du portail : « NC » là où il faut une valeur n’en efface pas une ; la garder tient en un geste
  const remarques = rang.remarques.map((remarque): Remarque => {
    const ecritures =
      !PROPRES.has(remarque.colonne) && !LIEU.has(remarque.colonne) && estTue(rang, remarque)
        ? toEcriture(remarque)
        : isLieu && remarque === lieux[0]
          ? lieux.flatMap(toEcriture)
          : []
    const { propositions = [] } = remarque
    return ecritures.length === 0
      ? remarque
      : { ...remarque, propositions: [{ pourquoi: 'publie', ecritures }, ...propositions] }
  })
  return { ...rang, remarques }
}

/** Whether what the row says of its place beside those columns is the published place. */
function isMemeLieu(rang: RangDePoint, { adresse }: ContenuDePoint, tus: ReadonlySet<Colonne>): boolean {
  if (!adresse) return false
  const agrees = (colonne: keyof typeof adresse, isSame: (dit: string, publie: string) => boolean) => {
    const dit = ecritDe(rang, colonne)
    return tus.has(colonne) || dit === '' || estMuet(dit) || isSame(dit, adresse[colonne] ?? '')
  }
  const isCode = (dit: string, publie: string) =>
    withoutDecimals(dit).replace(/\s/g, '').toUpperCase().padStart(5, '0') === publie
  return (
    agrees('voie', (dit, publie) => fold(dit) === fold(publie)) &&
    agrees('codePostal', isCode) &&
    agrees('codeInsee', isCode) &&
    agrees('commune', (dit, publie) => foldCommune(dit) === foldCommune(publie))
  )
}

/**
 * The published point of each refused row: that of its identifiant, else the only one left of its centre under its name,
 * in its canal and its commune when it says them.
 */
export function trouvePublies(
  refuses: readonly RangDePoint[],
  libres: readonly PointDeContact[],
  reunis: ReadonlyMap<string, string>,
): ReadonlyMap<RangDePoint, PointDeContact> {
  if (refuses.length === 0 || libres.length === 0) return new Map()
  const parId = new Map(libres.map((point) => [point.id, point]))
  const parNom = Map.groupBy(libres, ({ centreId, nom }) => cleDe(centreId, nom))
  return new Map(
    refuses.flatMap((rang) => {
      const { identifiant, centreId } = rang
      const designe = identifiant === null ? undefined : parId.get(reunis.get(identifiant) ?? identifiant)
      if (identifiant !== null) return designe?.centreId === centreId ? [[rang, designe] as const] : []
      const [only, ...others] = (parNom.get(cleDe(centreId, ecritDe(rang, 'nom'))) ?? []).filter((point) =>
        isSemblable(rang, point),
      )
      return only && others.length === 0 ? [[rang, only] as const] : []
    }),
  )
}

const cleDe = (centreId: string | null, nom: string): string => `${centreId ?? ''}:${fold(nom)}`

function isSemblable(rang: RangDePoint, { canal, adresse }: ContenuDePoint): boolean {
  const commune = ecritDe(rang, 'commune')
  return (
    (rang.valeurs.canal ?? canal) === canal &&
    (commune === '' || estMuet(commune) || !adresse || foldCommune(commune) === foldCommune(adresse.commune))
  )
}
