/** How people write a commune in a field, and how what they write is read. */
import { villeDe } from '../../../territoire/code-insee.ts'
import { foldText } from '../../../territoire/slug.ts'

/** The beginning of what is said of a commune that no text finds. */
export const COMMUNE_INCONNUE = 'Nous ne trouvons pas cette commune. Écrivez son nom en entier'

/** How a commune is written: its name, with its postcode (else its code) where two share the name; its code when it is not known. */
export type NomDeCommune = (codeInsee: string) => string
/** The commune that a text names, with its postcode when one was typed; undefined when it names none, or several. */
type CodeDeCommune = (texte: string, codePostal: string | null) => string | undefined

/** `voulue`: among those of the territory and those that the demande asks for already; `adresse`: anywhere, by name and postcode. */
export type Communes = Readonly<{
  nomDe: NomDeCommune
  voulue: (texte: string, demandees: readonly string[]) => string | undefined
  adresse: CodeDeCommune
}>
export type CommuneNommee = Readonly<{ code: string; nom: string; codesPostaux: readonly string[] }>

/** The communes of a territory, by name, made once for all the demandes of it. */
export type CommunesDuTerritoire = Readonly<{
  communes: readonly CommuneNommee[]
  parCode: ReadonlyMap<string, CommuneNommee>
  /** How many have a name, folded. */
  noms: ReadonlyMap<string, number>
}>

export function makeCommunesDuTerritoire(communes: readonly CommuneNommee[]): CommunesDuTerritoire {
  const noms = new Map<string, number>()
  for (const { nom } of communes) {
    const folded = foldText(nom)
    noms.set(folded, (noms.get(folded) ?? 0) + 1)
  }
  return { communes, parCode: new Map(communes.map((one) => [one.code, one])), noms }
}

const isArrondissement = ({ code }: CommuneNommee): boolean => villeDe(code) !== code

/**
 * Writes and reads communes from those of the territory and those of the addresses, among which the arrondissements that
 * the demande names: they are kept as they were given. `nommees`: all that the demande names, wherever they are; what is
 * written of a commune depends on nothing else, so that a form reads back what it wrote.
 */
export function makeCommunes(
  territoire: CommunesDuTerritoire,
  adresses: readonly CommuneNommee[],
  nommees: readonly CommuneNommee[] = adresses,
): Communes {
  const { communes, parCode, noms } = territoire
  const ailleurs = nommees.filter(({ code }) => !parCode.has(code))
  const homonymesDe = ({ code, nom }: CommuneNommee) =>
    [...communes, ...ailleurs].filter((une) => une.code !== code && foldText(une.nom) === foldText(nom))
  const isSeule = ({ code, nom }: CommuneNommee) => {
    const dIci = (noms.get(foldText(nom)) ?? 0) - (parCode.has(code) ? 1 : 0)
    return dIci === 0 && ailleurs.every((une) => une.code === code || foldText(une.nom) !== foldText(nom))
  }
  const arrondissements = adresses.filter((une) => isArrondissement(une) && parCode.has(villeDe(une.code)))
  const voulues = [...communes, ...arrondissements]
  const nomDe = (code: string): string => {
    const found = parCode.get(code) ?? [...adresses, ...nommees].find((one) => one.code === code)
    if (!found) return code
    if (isSeule(found)) return found.nom
    const [postal] = found.codesPostaux
    const isPostalPartage = homonymesDe(found).some(({ codesPostaux }) => codesPostaux[0] === postal)
    return `${found.nom} (${isPostalPartage ? code : (postal ?? code)})`
  }
  return {
    nomDe,
    voulue(texte, demandees) {
      // R-DEM-19 — choix du portail : une commune d’un autre territoire, déjà demandée, change de rang sans se perdre, ni devenir celle d’ici qui a son nom
      const deja = demandees.find((code) => nomDe(code) === texte)
      const autres = ailleurs.filter(
        ({ code }) => demandees.includes(code) && voulues.every((une) => une.code !== code),
      )
      // A form that was opened before its name was known wrote its code; many a code is the postcode of another commune.
      const parCode = () => demandees.find((code) => code === texte)
      return deja ?? trouver([...voulues, ...autres], texte, null) ?? parCode()
    },
    adresse: (texte, codePostal) => trouver(adresses, texte, codePostal),
  }
}

/** A name as it compares: « St » is « Saint ». */
const cleDe = (nom: string): string => foldText(nom).replace(/\bst(e?)\b/g, 'saint$1')

/**
 * Of letters and digits, those that no name of a commune has: folded, they would vanish, and another would be read. The
 * modifiers are no letters here: one of them, ʼ, is an apostrophe on some keyboards.
 */
const ETRANGERS = /(?![\p{Script=Latin}\p{Lm}])\p{L}|(?![0-9])\p{N}/u
/** What may stand around a postcode that is written alone. */
const PONCTUATION = /^[\s,;:.()/"'\p{Pd}\p{Pi}\p{Pf}]*$/u

/** By its name, with or without the postcode written beside; by its postcode alone when one commune has it. */
function trouver(communes: readonly CommuneNommee[], texte: string, codePostal: string | null): string | undefined {
  const postal = codePostal?.replace(/\s/g, '') || /\b\d{5}\b/.exec(texte)?.[0]
  const reste = texte.replace(/\(?\b\d{5}\b\)?/, '')
  const nom = cleDe(reste)
  if (ETRANGERS.test(reste) || (nom === '' && (reste === texte || !PONCTUATION.test(reste)))) return undefined
  // Its code stands there where two share a postcode too.
  const isLa = ({ code, codesPostaux }: CommuneNommee) =>
    postal === undefined || codesPostaux.includes(postal) || (nom !== '' && code === postal)
  const ici = communes.filter(isLa)
  // A postcode alone says the city, of which it may be an arrondissement too.
  const found = ici.filter((one) => (nom === '' ? !isArrondissement(one) : cleDe(one.nom) === nom))
  // R-FORM-13 — choix du portail : une commune qui se lit de deux façons, ou d’aucune, ne se devine pas
  return found.length === 1 ? found[0]?.code : undefined
}
