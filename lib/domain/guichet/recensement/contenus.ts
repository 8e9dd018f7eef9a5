/** What a point says as a whole, to tell whether two contents are the same and what names the same point. */

import { foldText } from '../../territoire/slug.ts'
import type { ContenuDePoint, PointDeContact } from '../point-de-contact.ts'

export type Champ = keyof ContenuDePoint
export type Changement = Readonly<{ champ: Champ; avant: unknown; apres: unknown }>
export type Objet = Readonly<{ contenu: ContenuDePoint; centreId: string | null }>

/** What names a point inside its centre: canal, folded name, commune. */
export const identiteDe = ({ contenu, centreId }: Objet): string => `${centreId}|${nomEtLieu(contenu)}`
const nomEtLieu = remember(({ canal, nom, adresse }) => `${canal}|${foldText(nom)}|${adresse?.codeInsee ?? ''}`)

/** Whether one holder means the same point by both. */
export const areMemePoint = (a: ContenuDePoint, b: ContenuDePoint): boolean => nomEtLieu(a) === nomEtLieu(b)

// R-EDI-04 — choix du portail : canal, nom et commune désignent le même point ; un second envoi n’en crée pas deux
/** The one of these points of a holder that this content means. */
export const findMemePoint = (
  tenus: readonly Readonly<{ point: PointDeContact }>[],
  contenu: ContenuDePoint,
): string | undefined => tenus.find(({ point }) => areMemePoint(point, contenu))?.point.id

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

/**
 * Finds what says the very same thing. The whole text of a content is long: it is made only where what names the point
 * is not enough to tell.
 */
export function indexContenus<T>() {
  type Entree = Readonly<{ contenu: ContenuDePoint; item: T }>
  const byIdentite = new Map<string, Entree[]>()
  const byTexte = new Map<string, Map<string, T[]>>()
  const textes = (identite: string, entrees: readonly Entree[]): Map<string, T[]> => {
    const known = byTexte.get(identite)
    if (known) return known
    const made = new Map<string, T[]>()
    for (const { contenu, item } of entrees) push(made, canonical(contenu), item)
    byTexte.set(identite, made)
    return made
  }
  return {
    add: (objet: Objet, item: T): void => {
      const identite = identiteDe(objet)
      push(byIdentite, identite, { contenu: objet.contenu, item })
      const known = byTexte.get(identite)
      if (known) push(known, canonical(objet.contenu), item)
    },
    find: (objet: Objet): readonly T[] => {
      const identite = identiteDe(objet)
      const entrees = byIdentite.get(identite) ?? []
      const [only, ...others] = entrees
      if (!only) return []
      if (others.length === 0) return areSameContenus(only.contenu, objet.contenu) ? [only.item] : []
      return textes(identite, entrees).get(canonical(objet.contenu)) ?? []
    },
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
export const areSameContenus = (a: ContenuDePoint, b: ContenuDePoint): boolean =>
  CHAMPS.every((champ) => areSame(a[champ], b[champ]))

/** Whether two contents say the same, whatever the day they were said: a form is dated by the day it is sent. */
export const areMemesDires = (a: ContenuDePoint, b: ContenuDePoint): boolean =>
  areSameContenus({ ...a, misAJourLe: b.misAJourLe }, b)

/** Whether two values say the same, whatever the order of their keys: values come back from the database with theirs. */
function areSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return (a ?? null) === (b ?? null)
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, at) => areSame(value, b[at]))
    )
  const [own, other] = [said(a), said(b)]
  const keys = Object.keys(own)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && areSame(own[key], other[key]))
  )
}
/** What is undefined does not travel to the database and back. */
function said(value: object): Readonly<Record<string, unknown>> {
  const copy: Record<string, unknown> = { ...value }
  for (const key in copy) if (copy[key] === undefined) delete copy[key]
  return copy
}

const canonicalValue = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'null'

/** A whole content as one text. */
const canonical = remember((contenu) => CHAMPS.map((champ) => canonicalValue(contenu[champ])).join('|'))

/** A text made of a content, once: each way of matching asks for it. */
function remember(make: (contenu: ContenuDePoint) => string): (contenu: ContenuDePoint) => string {
  const known = new WeakMap<ContenuDePoint, string>()
  return (contenu) => {
    const found = known.get(contenu)
    if (found !== undefined) return found
    const text = make(contenu)
    known.set(contenu, text)
    return text
  }
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
