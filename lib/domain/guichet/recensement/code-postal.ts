/** The postcode of a row: five digits, its zero put back, and what to do when it says something else than its commune. */
import { villeDe } from '../../territoire/code-insee.ts'
import { listProches } from './proche.ts'
import { type Rang, withoutDecimals } from './rang.ts'
import type { CommuneConnue, Referentiel } from './referentiel.ts'
import { fold } from './texte.ts'

/** Proposals are few: a list of forty communes helps nobody. */
export const PROPOSEES = 5

/** Five digits; a zero that a spreadsheet dropped is put back and shown. */
export function readCodePostal(rang: Rang): string | null {
  const typed = withoutDecimals(rang.texte('codePostal'))
    .replace(/\bcedex\b.*$/i, '')
    .replace(/^(?:FR?|France)[\s-]*(?=\d)/i, '')
    .replace(/\s/g, '')
  if (rang.texte('codePostal') === '') return null
  if (/^\d{5}$/.test(typed)) return typed
  // R-REC-09 — choix du portail : `1001` pour `01001`, un zéro perdu est rendu et montré
  if (/^[1-9]\d{3}$/.test(typed)) {
    rang.note('codePostal', 'corrige', { code: 'zero-retabli', avant: typed, apres: `0${typed}` })
    return `0${typed}`
  }
  // A Corsican INSEE code is no postcode, and is known for what it is further on.
  if (/^2[AB]\d{3}$/i.test(typed)) return typed.toUpperCase()
  rang.note('codePostal', 'refus', { code: 'code-postal-faux', valeur: rang.texte('codePostal') })
  return null
}

export const isPostcodeOf = (referentiel: Referentiel, codePostal: string, commune: CommuneConnue): boolean =>
  commune.codesPostaux.includes(codePostal) || referentiel.parCodePostal(codePostal).includes(commune)

export type Codes = Readonly<{ codePostal: string | null; codeInsee: string }>

/**
 * The two codes of a row, each in its place: a column called « Code postal » that holds INSEE codes, and the reverse.
 * Applied only when the other words of the row leave no doubt.
 */
export function sortCodes(rang: Rang, referentiel: Referentiel, codePostal: string | null): Codes {
  const codeInsee = withoutDecimals(rang.texte('codeInsee'))
  const nom = rang.texte('commune')
  const named = nom === '' ? [] : referentiel.parNom(nom).map(({ commune }) => commune)
  const byInsee = codePostal === null ? undefined : referentiel.parCode(codePostal)?.commune
  const isPostcode = codePostal !== null && referentiel.parCodePostal(codePostal).length > 0
  const agrees =
    nom === ''
      ? !isPostcode &&
        (codeInsee === '' ||
          referentiel.parCode(codeInsee)?.commune === byInsee ||
          isKnownPostcode(referentiel, codeInsee))
      : byInsee !== undefined &&
        named.includes(byInsee) &&
        !named.some((commune) => codePostal !== null && isPostcodeOf(referentiel, codePostal, commune))
  // R-REC-34 — choix du portail : une colonne « Code postal » qui contient des codes INSEE, et l’inverse
  const isInseeThere = byInsee !== undefined && agrees
  const left = isInseeThere ? null : codePostal
  if (isInseeThere && byInsee && codePostal !== null)
    rang.note('codePostal', 'corrige', { code: 'code-insee-en-code-postal', valeur: codePostal, commune: byInsee.nom })
  const other = codeInsee.length === 4 ? `0${codeInsee}` : codeInsee
  const served = referentiel.parCodePostal(other)
  const isPostcodeThere =
    left === null &&
    served.length > 0 &&
    (isInseeThere
      ? byInsee !== undefined && isPostcodeOf(referentiel, other, byInsee)
      : served.some((commune) => named.includes(commune)))
  if (!isPostcodeThere)
    return { codePostal: left, codeInsee: isInseeThere && codeInsee === '' ? (codePostal ?? '') : codeInsee }
  rang.note('codeInsee', 'corrige', { code: 'code-postal-en-code-insee', valeur: other })
  return { codePostal: other, codeInsee: isInseeThere ? (codePostal ?? '') : '' }
}

const isKnownPostcode = (referentiel: Referentiel, code: string): boolean => referentiel.parCodePostal(code).length > 0

/** The only postcode of a commune stands in for one that was not given, and is shown; among several one is asked. */
export function completeCodePostal(
  rang: Rang,
  codePostal: string | null,
  { commune, propres }: Readonly<{ commune: CommuneConnue | null; propres: readonly string[] }>,
): string | null {
  if (codePostal !== null || !commune || rang.texte('voie') === '') return codePostal
  if (rang.remarques.some(({ colonne, gravite }) => colonne === 'codePostal' && gravite === 'refus')) return null
  // R-TAB-08 — choix du portail : l’arrondissement que dit le code INSEE a son code postal
  const [only, ...others] = propres.length > 0 ? propres : commune.codesPostaux
  // R-REC-35 — choix du portail : le seul code postal d’une commune est repris et montré ; entre plusieurs, on demande
  if (only === undefined || others.length > 0) return null
  rang.note('codePostal', 'corrige', { code: 'code-postal-deduit', codePostal: only, commune: commune.nom })
  return only
}

/** Asks which postcode, among those of the commune; nothing when the commune is unknown. */
export function askCodePostal(rang: Rang, commune: CommuneConnue | null, propres: readonly string[]): void {
  if (!commune || commune.codesPostaux.length < 2) return
  rang.note(
    'codePostal',
    'refus',
    { code: 'code-postal-a-choisir', commune: commune.nom, codesPostaux: commune.codesPostaux.slice(0, 20) },
    proposeCodesPostaux(rang, commune, propres),
  )
}

/** « Marseille 15e », « Paris 8 », « Lyon 2ème arrondissement ». */
const ARRONDISSEMENT =
  /^(?:paris|lyon|marseille) (?:cedex )?0?(\d{1,2})(?:er|e|eme)?(?: (?:arrondissement|arrdt|arr))?$/

const ditUnArrondissement = (nom: string): boolean => ARRONDISSEMENT.test(fold(nom)) && !/cedex/i.test(nom)

/** The postcodes of the arrondissement that a name says, among those of its commune. */
function codesDeLArrondissement(nom: string, commune: CommuneConnue): readonly string[] {
  const [, numero] = ARRONDISSEMENT.exec(fold(nom)) ?? []
  return numero === undefined ? [] : commune.codesPostaux.filter((code) => Number(code.slice(3)) === Number(numero))
}

/** Those that the row itself points at come first, then those that are nearly what it says. */
function proposeCodesPostaux(rang: Rang, commune: CommuneConnue, propres: readonly string[] = []) {
  const dits = [...propres, ...codesDeLArrondissement(rang.texte('commune'), commune)]
  const ecrit = Number(rang.texte('codePostal').replace(/\D/g, '')) || Number(commune.codesPostaux[0])
  const ecart = (code: string) => (dits.includes(code) ? -1 : Math.abs(Number(code) - ecrit))
  return commune.codesPostaux
    .toSorted((a, b) => ecart(a) - ecart(b))
    .slice(0, PROPOSEES)
    .map((juste) => rang.propose('code-postal-de-la-commune', { codePostal: juste }, `${juste} ${commune.nom}`))
}

type AVerifier = Readonly<{ commune: CommuneConnue; nom: string; codePostal: string | null; code: string }>

/** What a postcode that is not its commune's says: a CEDEX, or a place to decide. False: the row waits. */
export function checkPostcode(
  rang: Rang,
  referentiel: Referentiel,
  { commune, nom, codePostal, code }: AVerifier,
): boolean {
  if (codePostal === null) return true
  if (isPostcodeOf(referentiel, codePostal, commune)) {
    const parCode = villeDe(code) === code ? [] : referentiel.codesPostauxDe(code)
    const dits = [...new Set([...parCode, ...codesDeLArrondissement(nom, commune)])]
    // R-TAB-08 — choix du portail : « Marseille 2e », ou 13202, et 13001 parlent de deux quartiers
    if ((dits.length > 0 || ditUnArrondissement(nom)) && !dits.includes(codePostal))
      rang.note(
        'codePostal',
        'a-verifier',
        { code: 'arrondissement-contredit', valeur: parCode.length > 0 ? code : nom, codePostal },
        [
          ...dits.map((code) =>
            rang.propose('code-postal-de-la-commune', { codePostal: code }, `${code} ${commune.nom}`),
          ),
        ],
      )
    return true
  }
  const elsewhere = referentiel.parCodePostal(codePostal)
  const isEcrit = /cedex/i.test(`${nom} ${rang.texte('codePostal')}`)
  // R-REC-12 — choix du portail : un code CEDEX de son département est accepté et signalé ; un code impossible, non
  if (isCedexPossible(codePostal, commune) && (isEcrit || elsewhere.length === 0)) {
    rang.note('codePostal', 'a-verifier', { code: 'cedex', codePostal })
    return true
  }
  // R-REC-36 — choix du portail : de deux lieux qui se contredisent, l’un est faux, et rien ne dit lequel
  rang.note(
    'codePostal',
    'refus',
    { code: 'code-postal-d-ailleurs', codePostal, commune: commune.nom, codesPostaux: commune.codesPostaux },
    [
      ...proposeCodesPostaux(rang, commune),
      ...prochesDAbord(nom, elsewhere)
        .slice(0, PROPOSEES)
        .map((autre) =>
          rang.propose('commune-du-code-postal', { commune: autre.nom, codeInsee: autre.codeInsee }, autre.nom),
        ),
    ],
  )
  return false
}

function prochesDAbord(nom: string, communes: readonly CommuneConnue[]): readonly CommuneConnue[] {
  const proches = listProches(
    nom,
    communes.map((commune) => commune.nom),
  )
  return communes.toSorted((a, b) => Number(proches.includes(b.nom)) - Number(proches.includes(a.nom)))
}

/**
 * A CEDEX has the first digits of the postcodes of its commune, three of them overseas, where Saint-Martin and
 * Saint-Barthélemy have 970 too; `09000` and `09999` are those of none.
 */
function isCedexPossible(codePostal: string, { codesPostaux, codeInsee, departement }: CommuneConnue): boolean {
  const debuts = codesPostaux.length > 0 ? codesPostaux : [codeInsee.replace(/^2[AB]/, '20')]
  const isDIci = debuts.some((code) => debutDe(code) === debutDe(codePostal))
  const isDesIles = debutDe(codePostal) === '970' && /^97[178]$/.test(departement)
  return (isDIci || isDesIles) && !/(?:000|999)$/.test(codePostal)
}

const debutDe = (codePostal: string): string => codePostal.slice(0, /^9[78]/.test(codePostal) ? 3 : 2)

/** « 09000 Foix », « Foix (09) », « Foix (Ariège) » : the name alone. */
export const nomSeul = (text: string): string =>
  text
    .replace(/^\s*(?:F-?)?\d{5}[\s-]+(?=\p{L})/u, '')
    .replace(/\s*\([^)]*\)?\s*$/, '')
    .trim()
