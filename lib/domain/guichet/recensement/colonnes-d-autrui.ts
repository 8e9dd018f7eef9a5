/** Columns of a table of points that are not the point's: those of a person, of another place, or kept from publication. */
import { adresseDe, type Ligne } from './classeur.ts'
import type { Entetes } from './entetes.ts'
import { type Cible, cibleDe } from './pieces.ts'
import { isEnteteReserve } from './reserves.ts'
import { NOMS_FAUTE_DE_MIEUX } from './synonymes.ts'
import { fold } from './texte.ts'

/** Headers beside which « Nom » is that of a person. */
export const DE_QUELQU_UN = /^(?:prenoms?|civilite|nom de famille|nom d usage)$/
const FONCTION = /^(?:fonction|qualite|poste|grade)$/
/** A title over columns that are not the point's: « Responsable » over « Nom » and « Téléphone », « Siège social ». */
const TITRE_D_AUTRUI =
  /^(?:responsables?|referente?s?|interlocuteurs?|interlocutrices?|correspondante?s?|agente?s?|directeurs?|directrices?|maire|president(?:e|s)?|elue?s?|signataire|redacteur|personne|siege(?: social)?|ancien(?:ne)?s?|facturation)(?: |$)/
/** The same when a name stands under it: alone, it is how to reach the point. */
const TITRE_DE_CONTACT = /^contacts? /
const FIN_DE_PERSONNE =
  /^noms? (?:(?:et|de|du|d|l|la|le) )*(?:agente?|responsable|referente?|interlocuteur|correspondante?|contact|personne)$/

/** The same header without the columns that their words keep, or give to someone else; the column that they hid stands in for each. */
export function withoutColonnesDAutrui(entetes: Entetes<Cible>, estDit: (entete: string) => boolean): Entetes<Cible> {
  const hasContactNomme = TITRE_DE_CONTACT.test(fold(entetes.libelles.get(entetes.colonnes.get('nom') ?? -1) ?? ''))
  const isDePersonne = (at: number): boolean => {
    const libelle = entetes.libelles.get(at) ?? ''
    const plie = fold(libelle)
    return (
      !estDit(libelle) &&
      (isEnteteReserve(libelle) || TITRE_D_AUTRUI.test(plie) || (hasContactNomme && TITRE_DE_CONTACT.test(plie)))
    )
  }
  return withoutColonnes(entetes, isDePersonne)
}

/** The same header without the columns under which a note says, just below it, that they are not to be published. */
export function withoutColonnesReservees(
  entetes: Entetes<Cible>,
  dessous: Ligne | undefined,
  estDit: (entete: string) => boolean,
): Entetes<Cible> {
  if (dessous?.numero !== entetes.ligne + 1) return entetes
  const reservees = new Set(
    dessous.cellules.flatMap(({ colonne, cellule }) =>
      /^\s*[([].*[)\]]\s*$/.test(cellule.texte) && isEnteteReserve(cellule.texte.slice(0, NOTE_MAX)) ? [colonne] : [],
    ),
  )
  const tues = new Set([...reservees].filter((at) => !estDit(entetes.libelles.get(at) ?? '')))
  if (tues.size === 0) return entetes
  const sans = withoutColonnes(entetes, (at) => tues.has(at))
  // R-TAB-18 — RGPD, article 5 : la note dessous retient la colonne autant que son titre ; rien ne la propose
  return { ...sans, reservees: new Set([...(sans.reservees ?? []), ...tues]) }
}

const NOTE_MAX = 400

function withoutColonnes(entetes: Entetes<Cible>, isDePersonne: (at: number) => boolean): Entetes<Cible> {
  const prises = [...entetes.colonnes].filter(([, at]) => isDePersonne(at))
  const repetees = entetes.doubles.filter(({ at }) => isDePersonne(at))
  if (prises.length + repetees.length === 0) return entetes
  const libres = new Set(prises.map(([cible]) => cible))
  const colonnes = new Map([...entetes.colonnes].filter(([, at]) => !isDePersonne(at)))
  const doubles = entetes.doubles.filter(({ colonne, at }) => {
    if (isDePersonne(at)) return false
    if (colonnes.has(colonne) || !libres.has(colonne)) return true
    colonnes.set(colonne, at)
    return false
  })
  const ecartees = [...prises.map(([, at]) => at), ...repetees.map(({ at }) => at)].map((at) => {
    const texte = entetes.libelles.get(at) ?? ''
    return { adresse: adresseDe(at, entetes.ligne), valeur: texte, texte }
  })
  return { ...entetes, colonnes, doubles, inconnues: [...entetes.inconnues, ...ecartees] }
}

/** Whether a header is that of our model, whatever columns were added: its « Nom » is a point's. */
const isNotre = ({ colonnes }: Entetes<Cible>): boolean =>
  (['identifiant', 'canal', 'type', 'services'] as const).filter((cible) => colonnes.has(cible)).length >= 3

/** The same header, whose « Nom » is a person's and no name of a point; the same one when it is a point's. */
export function withoutPersonne(entetes: Entetes<Cible>, at: number): Entetes<Cible> {
  const libelles = [...entetes.libelles].map(([colonne, texte]) => ({ colonne, plie: fold(texte) }))
  const isNu = libelles.some(({ colonne, plie }) => colonne === at && /^noms?(?: \S+)?$/.test(plie))
  const autre = libelles.find(({ colonne, plie }) => colonne !== at && cibleDe(plie) === 'nom')
  // « Organisme » says who holds the place that « Nom » names.
  const hasStructure =
    autre !== undefined || libelles.some(({ plie }) => NOMS_FAUTE_DE_MIEUX.has(plie) && cibleDe(plie) !== 'organisme')
  const isPersonne = libelles.some(
    ({ colonne, plie }) =>
      DE_QUELQU_UN.test(plie) ||
      (hasStructure && FONCTION.test(plie)) ||
      (colonne === at && FIN_DE_PERSONNE.test(plie)),
  )
  // R-TAB-01 — RGPD, article 5 : le nom d’une personne ne se publie pas pour celui d’un lieu
  if (!isNu || !isPersonne || isNotre(entetes)) return entetes
  const texte = entetes.libelles.get(at) ?? ''
  const colonnes = new Map([...entetes.colonnes].filter(([cible]) => cible !== 'nom'))
  if (autre) colonnes.set('nom', autre.colonne)
  return {
    ...entetes,
    colonnes,
    inconnues: [...entetes.inconnues, { adresse: adresseDe(at, entetes.ligne), valeur: texte, texte }],
    doubles: entetes.doubles.filter(({ colonne }) => colonne !== 'nom'),
  }
}
