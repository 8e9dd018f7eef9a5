/**
 * Reverting an import: each thing that it wrote gets back what stood before, unless someone changed it since. Pure: a
 * history goes in, oldest change first, and an act comes out. « L’import » wrote a change when it published it or undid
 * it: publishing, reverting and publishing again are one hand.
 */

/** One change of a history, oldest first. */
export type FaitDHistoire = Readonly<{
  deLImport: boolean
  /** The import was reverted there. */
  retour: boolean
}>

export type Retour<F> = Readonly<{
  /** The change whose « avant » comes back. */
  origine: F
  /** What others changed after the last word of the import: shown before it is replaced. */
  suivants: readonly F[]
}>

/** Where to go back to in the history of one point, or of one row of figures; undefined: the import never touched it. */
export function findRetour<F extends FaitDHistoire>(histoire: readonly F[]): Retour<F> | undefined {
  const last = histoire.findLastIndex(({ deLImport }) => deLImport)
  if (last < 0) return undefined
  // R-REC-60 — choix du portail : ce qui était là avant la dernière suite de changements de l’import
  const first = histoire.findLastIndex(({ deLImport }, at) => at < last && !deLImport) + 1
  const origine = histoire[first]
  const suivants = histoire.slice(last + 1)
  // R-REC-62 — choix du portail : ce qui a été rendu malgré une correction ne revient pas à cette correction
  const rendu = origine?.retour ? findRetour(histoire.slice(0, first)) : undefined
  return rendu ? { ...rendu, suivants } : origine && { origine, suivants }
}

/** `rien`: it is as before already. `garder`: changed since, doubled, or left by a first revert, and not chosen. */
export type ActeDeRetour = 'rien' | 'garder' | 'retirer' | 'remplacer' | 'retablir'

type Situation<T> = Readonly<{
  /** What is published now; null: nothing is. */
  actuel: T | null
  /** What was published before the import; null: nothing was. */
  avant: T | null
  modifieDepuis: boolean
  /** A point published since stands where this one would come back. */
  enDouble?: boolean
  /** The import is reverted already. */
  dejaAnnule?: boolean
  /** Ticked by the person who saw what was changed since, or published. */
  choisi: boolean
  isSame: (a: T, b: T) => boolean
}>

/** Decides what becomes of one point, or of one row of figures, when the import is reverted. */
export function decideRetour<T>({
  actuel,
  avant,
  modifieDepuis,
  enDouble,
  dejaAnnule,
  choisi,
  isSame,
}: Situation<T>): ActeDeRetour {
  if (avant === null ? actuel === null : actuel !== null && isSame(actuel, avant)) return 'rien'
  // R-REC-61 — choix du portail : ce qui a été modifié depuis est montré, et gardé sauf choix contraire
  // R-REC-116 — choix du portail : un point ne reparaît pas en double d’un autre publié depuis sans qu’on l’ait vu
  // R-REC-62 — choix du portail : une fois l’import annulé, ce qui est resté ne revient que si on le choisit
  if ((modifieDepuis || enDouble || dejaAnnule) && !choisi) return 'garder'
  if (avant === null) return 'retirer'
  return actuel === null ? 'retablir' : 'remplacer'
}

type Paru = Readonly<{ etat: string; publieAt: unknown; chiffresPubliesAt: unknown }>

/** Whether something that this import published may be given back by who may, or may not, give back its figures. */
export function wasPublie({ etat, publieAt, chiffresPubliesAt }: Paru, figures: boolean): boolean {
  if (publieAt !== null && (etat === 'publie' || etat === 'annule' || etat === 'lu')) return true
  // R-REC-126 — choix du portail : les chiffres parus avant les points du fichier, ou sans eux, se rendent aussi
  return figures && chiffresPubliesAt !== null
}

/** What a revert did, kept with its import: a second click reads it again. */
export type BilanDeRetour = Readonly<{ rendus: number; gardes: number }>

/** Whether it was reverted, and not published since. */
export const isAnnule = ({ etat, retour }: Readonly<{ etat: string; retour: BilanDeRetour | null }>): boolean =>
  etat === 'annule' || retour !== null
