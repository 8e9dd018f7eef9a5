/** The name under which a demande stands, and how two writings of a name compare. */
import type { Jour } from '../calendrier.ts'
import type { Contenu } from './formulaire/contenu.ts'

/** Of a person: usage name, birth name, first name. Of an association: its name alone, in `nom`. */
export type Identite = Readonly<{ nom: string | null; nomDeNaissance: string | null; prenom: string | null }>

export function identiteDe({ demandeur }: Pick<Contenu, 'demandeur'>): Identite {
  if (demandeur.nature === 'personne-morale')
    return { nom: demandeur.raisonSociale, nomDeNaissance: null, prenom: null }
  const { nom, nomDeNaissance, prenom } = demandeur
  return { nom, nomDeNaissance, prenom }
}

export const areSameIdentites = (a: Identite, b: Identite): boolean =>
  a.nom === b.nom && a.nomDeNaissance === b.nomDeNaissance && a.prenom === b.prenom

/** Whether a name only gains what was not known of it: nothing that was written moves. */
export const isIdentiteCompletee = (avant: Identite, apres: Identite): boolean =>
  (['nom', 'nomDeNaissance', 'prenom'] as const).every(
    (champ) => avant[champ] === null || avant[champ] === apres[champ],
  )

/** Latin letters that are no letter and its accent, as the French civil registry writes them: in its own alphabet. */
const LETTRES: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŧ: 't', ŋ: 'n', ĸ: 'k' },
  ...{ ə: 'e', ɛ: 'e', ɔ: 'o', ɓ: 'b', ɗ: 'd', ƙ: 'k', ƴ: 'y' },
}

/** A name without what people write or leave out: accents, case, spaces, hyphens, apostrophes, letters of another alphabet. */
export const normalizeNom = (nom: string): string =>
  // R-IDE-10 — choix du portail : l’état civil français n’a pas ces lettres, FranceConnect les rend dans les siennes
  [...gardeNom(nom.replace(/[‘ʼ]/g, ''))].map((lettre) => LETTRES[lettre] ?? lettre).join('')

/**
 * The same, letters of another alphabet and rare apostrophes as they are: what is signed on the attestations
 * (docs/adr/0036) is made of it, and must be found again; so are the keys of persons of before R-IDE-14.
 */
export const gardeNom = (nom: string): string =>
  nom
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[\s\p{Pd}'’.]/gu, '')

/**
 * `identique`: not a letter moves. `triviale`: the same person by the same civil status, written otherwise. `mouvement`:
 * another birth name or other first names, for which a proof is due.
 */
export type Difference = 'identique' | 'triviale' | 'mouvement'

/** Tells a new writing of a name from another name. */
export function compareIdentites(avant: Identite, apres: Identite): Difference {
  if (areSameIdentites(avant, apres)) return 'identique'
  const [a, b] = [etatCivil(avant), etatCivil(apres)]
  const isSame = a.nom === b.nom && a.prenom === b.prenom
  const isInversion = a.nom === b.prenom && a.prenom === b.nom
  // R-IDE-02 — choix du portail : accents, casse, espaces, tirets, inversion et nom d’usage ne font pas une autre personne
  return isSame || isInversion || isInversionDeLUsage(avant, apres) ? 'triviale' : 'mouvement'
}

/** Whether the usage name and one of the two others only changed places; all three known, and the third is the same. */
function isInversionDeLUsage(avant: Identite, apres: Identite): boolean {
  const [usageAvant, usageApres] = [normalizeNom(avant.nom ?? ''), normalizeNom(apres.nom ?? '')]
  const [a, b] = [etatCivil(avant), etatCivil(apres)]
  if ([avant, apres].some((un) => !un.nom || !un.nomDeNaissance || !un.prenom)) return false
  // R-IDE-11 — choix du portail : deux noms écrits chacun dans la case de l’autre sont ceux d’une même personne, trois qui tournent n’en disent pas tant
  const isAvecNaissance = a.prenom === b.prenom && usageAvant === b.nom && usageApres === a.nom
  const isAvecPrenom = a.nom === b.nom && usageAvant === b.prenom && usageApres === a.prenom
  return isAvecNaissance || isAvecPrenom
}

/** Whether two people are one by their civil status, however it is written. */
export const isSamePersonne = (a: Identite, b: Identite): boolean => compareIdentites(a, b) !== 'mouvement'

/** The birth name when it is known: the usage name may change without it. */
export const etatCivil = ({ nom, nomDeNaissance, prenom }: Identite, lettresDe = normalizeNom) => ({
  nom: lettresDe(nomDeNaissance ?? nom ?? ''),
  prenom: lettresDe(prenom ?? ''),
})

/** What was asked, and whether it is another writing of the same name or another name. */
export type CorrectionDemandee = Readonly<{
  nouvelle: Identite
  /** The name that stood when it was asked; undefined of a correction of before, which does not say it. */
  avant?: Identite | undefined
  difference: Exclude<Difference, 'identique'>
  motif: string
  demandeeLe: Jour
}>
