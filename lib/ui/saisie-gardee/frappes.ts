/**
 * What is typed on one opening of a page and waits to be on the server, numbered as it comes (frappe.ts of the domain), and
 * what the browser keeps of it meanwhile.
 */
import { type Frappe, type FrappesRecues, isRecue } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'

type Champs = Readonly<Record<string, string>>
/** What the page says of itself with each text: the version of the demande that it shows, the year that it asks for. */
export type PageSuivie = Champs
/** A field and a text of it, as people read them. */
export type EnMots = Readonly<{ libelle: string; texte: string }>
/**
 * Texts by field. `page`: what says on which page they were typed; `siens`: all that the server may have of each from there;
 * `frappeDe` and `rangs`: the opening of that page, and the number of each; `mots`: each as people read it, for a page that
 * has no such field. An entry of before says only some of it.
 */
export type Entree = Readonly<{
  page: PageSuivie
  champs: Champs
  siens?: Readonly<Record<string, readonly string[]>>
  frappeDe?: string
  rangs?: Readonly<Record<string, number>>
  mots?: Readonly<Record<string, EnMots>>
}>

/** What of an entry the server does not have yet, whatever became there of the rest. */
export function resteDe({ champs, frappeDe, rangs = {} }: Entree, recues: FrappesRecues): Champs {
  if (frappeDe === undefined) return champs
  const attend = ([nom]: readonly [string, string]) => {
    const rang = rangs[nom]
    return rang === undefined || !isRecue({ page: frappeDe, rang }, recues)
  }
  return Object.fromEntries(Object.entries(champs).filter(attend))
}

/** How far the page of an entry was; undefined of an entry of before, which does not say it. */
export const frappeDe = ({ frappeDe: page, rangs = {} }: Entree): Frappe | undefined =>
  page === undefined ? undefined : { page, rang: Math.max(0, ...Object.values(rangs)) }

/** Texts of one field that are remembered as sent from here: more than anyone types between two answers. */
const DITS_MAX = 30

export type Frappes = ReturnType<typeof compterLesFrappes>
export function compterLesFrappes(page: PageSuivie) {
  // Not `randomUUID`, which a page without https does not have.
  const ouverture = Array.from(crypto.getRandomValues(new Uint8Array(16)), (un) => un.toString(16).padStart(2, '0'))
  const nomDePage = ouverture.join('')
  const attente = new Map<string, string>()
  const rangs = new Map<string, number>()
  const derniers = new Map<string, string>()
  const mots = new Map<string, EnMots>()
  /** Of each field typed here, all that the server may have of it from here: what it showed, then each text sent. */
  const siens = new Map<string, readonly string[]>()
  /** The number of each field in what the browser has of it. */
  const confies = new Map<string, number>()
  let rang = 0
  const dernierDe = (isDuFormulaire: (nom: string) => boolean): number =>
    Math.max(0, ...[...rangs].map(([nom, un]) => (isDuFormulaire(nom) ? un : 0)))
  return {
    /** By field, what the server does not have yet. */
    get attente(): ReadonlyMap<string, string> {
      return attente
    },
    attendre: (nom: string, texte: string, enMots?: EnMots): void => {
      rang += 1
      attente.set(nom, texte)
      derniers.set(nom, texte)
      rangs.set(nom, rang)
      if (enMots) mots.set(nom, enMots)
    },
    /** Whether nothing else was said of the field since: it waits, or the server has it. */
    isDernier: (nom: string, texte: string): boolean => derniers.get(nom) === texte,
    isConnu: (nom: string): boolean => siens.has(nom),
    noter: (nom: string, texte: string): void => {
      siens.set(nom, [...new Set([...(siens.get(nom) ?? []), texte])].slice(-DITS_MAX))
    },
    /** The server has these; what was typed since waits. */
    oublier: (partis: ReadonlyMap<string, string>): void => {
      for (const [nom, texte] of partis) if (attente.get(nom) === texte) attente.delete(nom)
    },
    renoncer: (nom: string): void => {
      attente.delete(nom)
      derniers.delete(nom)
    },
    /** How far the texts that wait say that the page is: a form that leaves after them holds all but some. */
    jusquOu: (isDuFormulaire: (nom: string) => boolean): Frappe => {
      const hors = [...attente.keys()].filter((nom) => !isDuFormulaire(nom))
      return { page: nomDePage, rang, ...(hors.length > 0 && { hors }) }
    },
    /**
     * Before a form goes with all that was typed of its fields: what it does not have comes after it. True when it did not
     * yet: the browser has that to keep first.
     */
    laisserPartir: (isDuFormulaire: (nom: string) => boolean): boolean => {
      const dit = dernierDe(isDuFormulaire)
      const doublees = [...attente.keys()].filter((nom) => !isDuFormulaire(nom) && (rangs.get(nom) ?? 0) <= dit)
      for (const nom of doublees) {
        rang += 1
        rangs.set(nom, rang)
      }
      return doublees.length > 0
    },
    /** The browser has this entry. */
    confier: ({ rangs: dits = {} }: Entree): void => {
      for (const [nom, un] of Object.entries(dits)) confies.set(nom, Math.max(un, confies.get(nom) ?? 0))
    },
    /** How far a form says that the page is: never as far as what waits without it, as the browser has that. */
    jusquOuDe: (isDuFormulaire: (nom: string) => boolean): Frappe => {
      const suites = [...attente.keys()].flatMap((nom) => (isDuFormulaire(nom) ? [] : (confies.get(nom) ?? [])))
      const dit = Math.min(dernierDe(isDuFormulaire), ...suites.map((un) => un - 1))
      return { page: nomDePage, rang: dit, depart: rang }
    },
    /** What the browser keeps. */
    entree: (): Entree => {
      const deCeuxQuiAttendent = <T>(dits: ReadonlyMap<string, T>): Readonly<Record<string, T>> =>
        Object.fromEntries([...dits].filter(([nom]) => attente.has(nom)))
      return {
        page,
        champs: Object.fromEntries(attente),
        siens: deCeuxQuiAttendent(siens),
        frappeDe: nomDePage,
        rangs: deCeuxQuiAttendent(rangs),
        mots: deCeuxQuiAttendent(mots),
      }
    },
  }
}
