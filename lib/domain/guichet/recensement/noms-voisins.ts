/** Names of communes as lists write them: « Havre (Le) », « ABERGEMENT CLEMENCIAT », « Neuilly s/ Seine », « Vitry ». */
import type { CommuneConnue, Referentiel } from './referentiel.ts'
import { foldCommune } from './texte.ts'

const ARTICLE = /^(?:l|le|la|les) | (?:l|le|la|les)$/
/** « Havre (Le) », « Havre, Le », « HAVRE LE ». */
const CATALOGUE = /^(.*?\p{L})[\s,]*[(,\s]\s*(l['’]?|le|la|les)\s*\)?$/iu
const DEPARTEMENT = /\(\s*([^()]+?)\s*\)?\s*$/

/** The name with its article before it; undefined when none stands after it. */
export function nomDeCatalogue(nom: string): string | undefined {
  const [, reste, article] = CATALOGUE.exec(nom) ?? []
  return reste === undefined ? undefined : `${article} ${reste}`
}

/** What tells a name from the others of its postcode: no article, and one writing for each word that has several. */
const cleDe = (nom: string): string =>
  foldCommune(nom.replace(/(?<!\p{L})s\s*\/\s*(?=\p{L})/giu, 's ').replace(/(?<=\p{L})\s*\/\s*(?=\p{L}{3})/gu, ' sur '))
    .replace(ARTICLE, '')
    .replace(/\b(?:s s|ss|sur|sous)\b/g, 's')
    .replace(/\blez\b/g, 'les')
    .replace(/\bmt\b/g, 'mont')
    .replace(/\bn ?d\b/g, 'notre dame')

/** Whether both are one name, in two writings. */
export const isMemeNom = (nom: string, autre: string): boolean => cleDe(nom) === cleDe(autre) && cleDe(nom) !== ''

/** The only commune of that postcode whose name this is, in another writing. */
export function communeDuCodePostal(referentiel: Referentiel, nom: string, codePostal: string | null) {
  const [seule, ...autres] = servies(referentiel, codePostal).filter((commune) => isMemeNom(nom, commune.nom))
  return autres.length === 0 ? seule : undefined
}

/** The only commune of that postcode whose name starts so, when no commune at all bears what is written. */
export function communeDuDebut(referentiel: Referentiel, nom: string, codePostal: string | null) {
  const [seule, ...autres] = servies(referentiel, codePostal).filter((commune) => isDebut(referentiel, nom, commune))
  return autres.length === 0 ? seule : undefined
}

/** Whether the name of that commune starts so, and no commune bears what is written. */
export function isDebut(referentiel: Referentiel, nom: string, commune: CommuneConnue): boolean {
  const cle = cleDe(nom)
  if (cle.length < 4 || /^sainte?$/.test(cle) || !cleDe(commune.nom).startsWith(`${cle} `)) return false
  return referentiel.parNom(nom).length === 0 && referentiel.parNom(cle).length === 0
}

const servies = (referentiel: Referentiel, codePostal: string | null): readonly CommuneConnue[] =>
  codePostal === null ? [] : referentiel.parCodePostal(codePostal)

/** The département that stands between brackets after a name: « (09) », « (Ariège) »; one figure is a note, or a rank. */
export function departementDit(referentiel: Referentiel, nom: string): string | undefined {
  const dit = nom.includes('(') ? DEPARTEMENT.exec(nom)?.[1] : undefined
  if (dit === undefined) return undefined
  const code = dit.toUpperCase()
  return referentiel.hasDepartement(code) ? code : referentiel.departementParNom(dit)
}
