/**
 * By what two demandes of one territory are known to be of one person: keys, equal when the persons may be one, so that an
 * index finds them. Whoever may be the same is shown to people; nothing is ever merged.
 */
import { accept, type Resultat, refuse } from '../resultat.ts'
import type { Demande, DemandeActive } from './demande.ts'
import type { Contenu, Cotitulaire } from './formulaire/contenu.ts'
import type { Naissance } from './formulaire/naissance.ts'
import { etatCivil, gardeNom, type Identite, normalizeNom } from './identite.ts'
import type { Personne } from './nommee.ts'
import type { NumeroUnique } from './numero-unique.ts'

/** `certaine`: the same civil status, born on the same day, both known; `probable`: the same, were one of the two misspelt. */
export type CleDePersonne = Readonly<{ certitude: 'certaine' | 'probable'; texte: string }>

/** The keys of those who hold a demande: its applicant and its co-titulaires. */
export function listClesDesTitulaires({ demandeur, cotitulaires }: Contenu): readonly CleDePersonne[] {
  // R-PER-03 — choix du portail : une association demande pour plusieurs ménages, un enfant à charge part un jour avec sa propre demande
  const titulaires = [...(demandeur.nature === 'personne-morale' ? [] : [demandeur]), ...cotitulaires]
  const cles = FACONS.flatMap((lettresDe) => titulaires.flatMap((un) => clesDe(un, lettresDe)))
  return [...new Map(cles.map((cle) => [`${cle.certitude} ${cle.texte}`, cle])).values()]
}

/**
 * How the letters of a name make its keys. The second is the one of before R-IDE-14: a demande that no act touched since
 * has these keys alone, and is still found by whoever writes their name as it does. Once each has been renewed, a year and
 * a month, the first is enough.
 */
// R-IDE-14 — choix du portail : deux demandes se rapprochent comme deux noms se comparent (R-IDE-10)
const FACONS: readonly Lettres[] = [normalizeNom, gardeNom]

type Lettres = (nom: string) => string
type Titulaire = Personne & Pick<Cotitulaire, 'unSeulNom'>

function clesDe(personne: Titulaire, lettresDe: Lettres): readonly CleDePersonne[] {
  const { naissance, prenom, unSeulNom } = personne
  const { nom, prenom: prenoms } = etatCivil(personne, lettresDe)
  // R-PER-03 — choix du portail : sans date de naissance, des homonymes passeraient pour une seule personne
  if (nom === '' || naissance === null) return []
  // R-PER-01 — CCH, R441-2-3 : un demandeur n’a qu’un numéro dans un territoire ; R-IDE-02 dit quelles écritures font un même état civil
  const certaine = { certitude: 'certaine', texte: joinNoms([nom, prenoms], naissance) } as const
  // R-PER-08 — choix du portail : un jour ou un prénom que l’on ne connaît pas sont pareils chez tous ceux qui ne les disent pas
  const isSure = !naissance.includes('-00') && (prenoms !== '' || unSeulNom)
  const noms = nomsConnus(personne).map((un) => toConsonnes(lettresDe(un)))
  const premier = toConsonnes(lettresDe(prenom?.trim().split(/[\s\p{Pd},]/u)[0] ?? ''))
  return [
    ...(isSure ? [certaine] : []),
    ...noms.map(
      (un) => ({ certitude: 'probable', texte: joinNoms([un, premier], moisEtJourMeles(naissance)) }) as const,
    ),
  ]
}

/** Birth name and usage name: a demande may know one, and another demande the other. */
const nomsConnus = ({ nom, nomDeNaissance }: Identite): readonly string[] =>
  [nomDeNaissance, nom].filter((un) => un !== null && gardeNom(un) !== '').map((un) => un ?? '')

/** In no order: a name written in the place of the first name says the same person. */
const joinNoms = (noms: readonly string[], naissance: string): string => [...noms].sort().concat(naissance).join('|')

/** What stays of the letters of a name when it is written as it is heard: its consonants, each once, in no order. */
function toConsonnes(lettres: string): string {
  // R-PER-02 — choix du portail : voyelles, lettres doublées ou échangées, c ou k, s ou z, f ou ph, v ou w ne font pas une autre personne
  const sons = lettres.replaceAll('ph', 'f').replace(/[cq]/g, 'k').replaceAll('z', 's').replaceAll('w', 'v')
  const consonnes = [...new Set(sons.replace(/[aeiouyh]/g, ''))].sort().join('')
  return consonnes === '' ? lettres : consonnes
}

/** The date with its day and its month in no order, as people exchange them. */
function moisEtJourMeles(naissance: Naissance): string {
  const [annee = '', ...reste] = naissance.split('-')
  return [annee, ...reste.sort()].join('-')
}

/** Another demande of somebody who holds one in the same territory. */
export type MemePersonne = Readonly<{ numeroUnique: NumeroUnique; certitude: CleDePersonne['certitude'] }>

/** Each demande once, as surely as anything says; those that are certain first. */
export function rankMemesPersonnes(trouvees: readonly MemePersonne[]): readonly MemePersonne[] {
  const certaines = new Set(trouvees.flatMap((une) => (une.certitude === 'certaine' ? une.numeroUnique : [])))
  const probables = new Set(trouvees.map(({ numeroUnique }) => numeroUnique).filter((un) => !certaines.has(un)))
  return [
    ...[...certaines].sort().map((numeroUnique) => ({ numeroUnique, certitude: 'certaine' }) as const),
    ...[...probables].sort().map((numeroUnique) => ({ numeroUnique, certitude: 'probable' }) as const),
  ]
}

/** Others that are compared with one demande at a time: who has more is compared again. */
export const MEMES_AU_PLUS = 10

export type RefusDeDistinction =
  | { code: 'plus-comparables' }
  | { code: 'personnes-changees' }
  | { code: 'demandes-a-cocher' }

/** Two demandes that wait and look alike. */
export type Paire = readonly [DemandeActive, DemandeActive]

/** The pairs among these of which people may say that they are of two persons: those that look alike, and no others. */
export function listComparables(demandes: readonly Demande[]): Resultat<readonly Paire[], RefusDeDistinction> {
  // R-PER-11 — choix du portail : c’est de deux demandes, au moins, que l’on dit qu’elles sont de personnes différentes
  if (demandes.length < 2) return refuse({ code: 'demandes-a-cocher' })
  const actives = demandes.flatMap((une) => (une.statut === 'active' ? [{ une, cles: ecrireCles(une) }] : []))
  // R-PER-09 — choix du portail : dire deux personnes n’a de sens que de demandes qui attendent et se ressemblent
  if (actives.length < demandes.length) return refuse({ code: 'plus-comparables' })
  const paires = actives.flatMap(({ une, cles }, rang) =>
    actives
      .slice(rang + 1)
      .flatMap(({ une: autre, cles: siennes }) =>
        une.territoire === autre.territoire && !cles.isDisjointFrom(siennes) ? [[une, autre] as const] : [],
      ),
  )
  return paires.length > 0 ? accept(paires) : refuse({ code: 'plus-comparables' })
}

const ecrireCles = ({ contenu }: DemandeActive): ReadonlySet<string> =>
  new Set(listClesDesTitulaires(contenu).map(({ certitude, texte }) => `${certitude} ${texte}`))
