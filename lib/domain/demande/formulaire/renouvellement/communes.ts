/** How people write a commune in a field, and how what they write is read. */
import { foldText } from '../../../territoire/slug.ts'

/** How a commune is written: its name, with its postcode where two share the name; its code when it is not known. */
export type NomDeCommune = (codeInsee: string) => string
/** The commune that a text names, with its postcode when one was typed; undefined when it names none, or several. */
type CodeDeCommune = (texte: string, codePostal: string | null) => string | undefined

/** `voulue`: among those of the territory; `adresse`: anywhere, by name and postcode. */
export type Communes = Readonly<{ nomDe: NomDeCommune; voulue: CodeDeCommune; adresse: CodeDeCommune }>
export type CommuneNommee = Readonly<{ code: string; nom: string; codesPostaux: readonly string[] }>

/** Writes and reads communes from those of the territory and those of the addresses. */
export function makeCommunes(territoire: readonly CommuneNommee[], adresses: readonly CommuneNommee[]): Communes {
  const noms = new Map<string, number>()
  for (const { nom } of territoire) noms.set(foldText(nom), (noms.get(foldText(nom)) ?? 0) + 1)
  const nomDe = (code: string): string => {
    const found = [...territoire, ...adresses].find((one) => one.code === code)
    if (!found) return code
    return (noms.get(foldText(found.nom)) ?? 0) > 1 ? `${found.nom} (${found.codesPostaux[0] ?? code})` : found.nom
  }
  return {
    nomDe,
    voulue: (texte, codePostal) => trouver(territoire, texte, codePostal),
    adresse: (texte, codePostal) => trouver(adresses, texte, codePostal),
  }
}

/** A name as it compares: « St » is « Saint ». */
const cleDe = (nom: string): string => foldText(nom).replace(/\bst(e?)\b/g, 'saint$1')

/** By its name, with or without the postcode written beside; by its postcode alone when one commune has it. */
function trouver(communes: readonly CommuneNommee[], texte: string, codePostal: string | null): string | undefined {
  const postal = codePostal?.replace(/\s/g, '') || /\b\d{5}\b/.exec(texte)?.[0]
  const nom = cleDe(texte.replace(/\(?\b\d{5}\b\)?/, ''))
  const ici = postal ? communes.filter(({ codesPostaux }) => codesPostaux.includes(postal)) : communes
  const found = nom === '' ? ici : ici.filter((one) => cleDe(one.nom) === nom)
  // R-FORM-13 — choix du portail : une commune qui se lit de deux façons, ou d’aucune, ne se devine pas
  return found.length === 1 ? found[0]?.code : undefined
}
