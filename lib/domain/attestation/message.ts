/**
 * What is signed of an attestation: short, of fixed width, in the signs that a DataMatrix packs best. It names nobody: the
 * name is there by its imprint alone, so that a name changed on the paper shows. Layout, in this order: version, key,
 * nature, numéro unique, deposit, issue, end of validity, imprint; then the signature. A new layout is a new version: where
 * the day of the deposit is not known, the second one signs its month alone, and 00 in the place of its day.
 */
import { type Jour, parseJour } from '../calendrier.ts'
import type { Demande } from '../demande/demande.ts'
import { gardeNom } from '../demande/identite.ts'
import { type NumeroUnique, parseNumeroUnique } from '../demande/numero-unique.ts'
import { readBase32 } from './base32.ts'
import { isCode, listCodesDuTexte } from './code-dans-un-texte.ts'
import type { NatureDAttestation } from './droit.ts'

const VERSION = 'DLS1'
const VERSION_SANS_JOUR = 'DLS2'
const SANS_JOUR = '00'
const NATURES = { creation: 'C', renouvellement: 'R' } as const satisfies Record<NatureDAttestation, string>
/** Signs of base 32: eight bytes of imprint, sixty-four of signature. */
const SIGNES_D_EMPREINTE = 13
const SIGNES_DE_SIGNATURE = 103
const FORME = new RegExp(
  `^((${VERSION}|${VERSION_SANS_JOUR})(\\d{6})([CR])([0-9A-Z]{18})(\\d{8})(\\d{8})(\\d{8})([0-9A-Z]{${SIGNES_D_EMPREINTE}}))([0-9A-Z]{${SIGNES_DE_SIGNATURE}})$`,
)

/** `cle`: the key that signs, by the day since which it does, `261128`. `empreinte`: of the name, in base 32. */
export type Message = Readonly<{
  cle: string
  nature: NatureDAttestation
  numeroUnique: NumeroUnique
  /** The first of its month when that month alone is known. */
  deposeeLe: Jour
  isDepotCompte: boolean
  le: Jour
  valideJusquAu: Jour
  empreinte: string
}>
/** What stands in the DataMatrix. */
export type MessageSigne = Readonly<{ message: Message; texte: string; signature: string }>

const compact = (le: Jour): string => le.replaceAll('-', '')
const readCompact = (text = ''): Jour | undefined =>
  parseJour(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)

/** R-REP-11: a day that was counted is not signed, its month is. */
const compactDepot = ({ deposeeLe, isDepotCompte }: Pick<Message, 'deposeeLe' | 'isDepotCompte'>): string =>
  isDepotCompte ? compact(deposeeLe).slice(0, 6) + SANS_JOUR : compact(deposeeLe)

function readDepot(version: string | undefined, text = ''): Jour | undefined {
  if (version === VERSION) return readCompact(text)
  return text.endsWith(SANS_JOUR) ? readCompact(`${text.slice(0, 6)}01`) : undefined
}

/** The text that is signed. */
export const composeMessage = (message: Message): string =>
  (message.isDepotCompte ? VERSION_SANS_JOUR : VERSION) +
  message.cle +
  NATURES[message.nature] +
  message.numeroUnique +
  compactDepot(message) +
  compact(message.le) +
  compact(message.valideJusquAu) +
  message.empreinte

/** Reads the content of a DataMatrix, as a reader gives it or as it was pasted; undefined when it is none of ours. */
export function parseMessageSigne(contenu: string): MessageSigne | undefined {
  const lu = contenu.replace(/\s/g, '').toUpperCase()
  const [, texte = '', version, cle = '', nature, numero = '', deposee, le, valide, empreinte = '', signature = ''] =
    FORME.exec(lu) ?? []
  const numeroUnique = parseNumeroUnique(numero)
  const jours = [readDepot(version, deposee), readCompact(le), readCompact(valide)] as const
  const [deposeeLe, emiseLe, valideJusquAu] = jours
  if (numeroUnique !== numero || !numeroUnique || !deposeeLe || !emiseLe || !valideJusquAu) return undefined
  const message = {
    cle,
    nature: nature === NATURES.creation ? ('creation' as const) : ('renouvellement' as const),
    numeroUnique,
    deposeeLe,
    isDepotCompte: version === VERSION_SANS_JOUR,
    le: emiseLe,
    valideJusquAu,
    empreinte,
  }
  return { message, texte, signature }
}

/** Its four groups, as they are printed, whatever stands around them; a copy may break the line at a hyphen. */
const CODE_IMPRIME =
  /(?<![0-9A-Z](?:\s*\p{Pd}\s*)?)[0-9A-Z]{4}(?:\s*\p{Pd}\s*[0-9A-Z]{4}){3}(?!(?:\s*\p{Pd}\s*)?[0-9A-Z])/giu
/** The same with spaces, as people copy it: they part words too, so it starts a text, or what a sign or « code » opens. */
const CODE_ESPACE =
  /(?<=(?:^|[^\p{L}\p{N}\s\p{Pd}]|code(?:\s+de\s+v[eé]rification)?)\s*)[0-9A-Z]{4}(?:(?:\s*\p{Pd}\s*|\s+)[0-9A-Z]{4}){3}(?!\s*(?:\p{Pd}\s*)?[\p{L}\p{N}])/giu
/** Quotes, brackets, a final dot. */
const AUTOUR = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu
/** What stands before it on the sheet: « Code : », « code de vérification ». */
const AVANT_LE_CODE = /^\s*code(?:\s+de\s+v[eé]rification)?\s*:?/iu

/**
 * The short code of a text, as people type it or copy it from the sheet; none when there is none, or when there are several.
 * More than one are readings of the same signs, of which the register says which is a code.
 */
export function listCodesLus(text: string): readonly string[] {
  // R-ATS-18 — choix du portail : une attestation authentique ne se dit pas non conforme pour ce qui entoure son code
  const imprimes = [CODE_IMPRIME, CODE_ESPACE].flatMap((forme) => [...text.matchAll(forme)].map(([code]) => code))
  const nu = text.replace(AUTOUR, '')
  const lus = [nu, nu.replace(AVANT_LE_CODE, '').replace(AUTOUR, ''), ...imprimes].map(readBase32)
  const isoles = new Set(lus.filter(isCode))
  // R-ATS-20 — choix du portail : un mot écrit devant ou derrière un code n’en fait pas un faux
  if (isoles.size > 0 || parseMessageSigne(text)) return isoles.size === 1 ? [...isoles] : []
  return listCodesDuTexte(text)
}

/** As it is printed: `7K2M-9QXR-4T0B-VN3E`. */
export const formatCode = (code: string): string => code.match(/.{4}/g)?.join('-') ?? code

/** What the imprint is taken of: names without what people write or leave out, in any order. */
export const canonicalNom = (nom: string): string =>
  nom
    .split(/[\s\p{Pd}'’.]+/u)
    .map(gardeNom)
    .filter((mot) => mot !== '')
    .sort()
    .join(' ')

/** The accents alone too, as files of before and some keyboards write them. */
const APOSTROPHES = /['’‘ʼ`´]/g
/** ’ is compared as ' is: five writings of a name are five imprints. */
const ECRITURES = ["'", '‘', 'ʼ', '`', '´'] as const
/** Beyond, one apostrophe is the same throughout a name: the writings to try stay few. */
const APOSTROPHES_ESSAYEES = 3

/** Whether two names are one, whichever apostrophe a keyboard or another register gave each. */
export const areSameNoms = (a: string, b: string): boolean =>
  // R-ATS-21 — choix du portail : nul ne tape ‘ ni ʼ, et une attestation authentique ne se dit pas non conforme pour cela
  canonicalNom(a.replace(APOSTROPHES, "'")) === canonicalNom(b.replace(APOSTROPHES, "'"))

/** A name in each apostrophe that an imprint may have been taken of: what is signed keeps the one it was printed with. */
export function listEcrituresDuNom(nom: string): readonly string[] {
  const [debut = '', ...suites] = nom.split(APOSTROPHES)
  // R-ATS-21 — choix du portail : d’un nom dont il ne reste que l’empreinte, l’empreinte de chaque apostrophe s’essaie
  if (suites.length > APOSTROPHES_ESSAYEES) return ECRITURES.map((une) => [debut, ...suites].join(une))
  return suites.reduce<readonly string[]>(
    (noms, suite) => noms.flatMap((un) => ECRITURES.map((une) => un + une + suite)),
    [debut],
  )
}

export const ETATS_D_ATTESTATION = {
  conforme: 'Conforme',
  'non-conforme': 'Non conforme',
  'plus-valable': 'Plus valable',
} as const
export type EtatDAttestation = keyof typeof ETATS_D_ATTESTATION

/** `rang`: of the fait that it attests. */
export type AttestationJugee = Readonly<{ valideJusquAu: Jour; rang: number }>
/** `teteDepuis`: rank of the last change of its titulaire; null: it has the one who filed it. */
export type DemandeJugee = Readonly<{ statut: Demande['statut']; teteDepuis: number | null }>

/** What a genuine attestation is worth on a day of its territory; `demande` undefined: the register no longer has it. */
export function judgeAttestation(
  { valideJusquAu, rang }: AttestationJugee,
  demande: DemandeJugee | undefined,
  le: Jour,
): EtatDAttestation {
  // R-ATS-05 — CCH, R441-2-7 et R441-2-8 : elle vaut jusqu’à la fin de la validité, ce jour compris, tant que la demande est active
  if (demande?.statut !== 'active' || valideJusquAu < le) return 'plus-valable'
  // R-ATS-17 — CCH, R441-2-4 : elle est délivrée au demandeur ; la demande n’est plus celle de la personne qu’elle nomme
  return demande.teteDepuis !== null && rang < demande.teteDepuis ? 'plus-valable' : 'conforme'
}
