/**
 * What the préfecture says of its département and the attestation must repeat: bailleurs, commission de médiation, délai
 * anormalement long with its arrêté, and where the service of the portal is written to. What is not said stays null.
 */
import { type Jour, parseJour } from '../calendrier.ts'
import { TYPES } from '../demande/formulaire/codes.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import { parseCodeInsee } from '../territoire/code-insee.ts'
import { foldText } from '../territoire/slug.ts'

/** `adresse`: its lines, in their order, at least one. */
export type Coordonnees = Readonly<{ nom: string; adresse: readonly string[] }>
/** `communes`: INSEE codes; none: the whole département. */
export type BailleurDuDepartement = Readonly<{ nom: string; communes: readonly string[] }>
export type TypeDeLogement = keyof typeof TYPES
/** In whole months. `parType`: those that differ from `mois`, which is null when every delay is by type. */
export type DelaiAnormalementLong = Readonly<{
  mois: number | null
  parType: readonly Readonly<{ type: TypeDeLogement; mois: number }>[]
  arrete: string
  arreteLe: Jour | null
}>
export type MentionsDuDepartement = Readonly<{
  gestionnaire: Coordonnees | null
  commission: Coordonnees | null
  delai: DelaiAnormalementLong | null
  bailleurs: readonly BailleurDuDepartement[]
}>

export const SANS_MENTION: MentionsDuDepartement = { gestionnaire: null, commission: null, delai: null, bailleurs: [] }

/** The service that answers for these départements: the first that names one; null: none does. */
export const serviceDuTerritoire = (
  departements: readonly Readonly<{ mentions: MentionsDuDepartement | null }>[],
): Coordonnees | null =>
  // R-TER-18 — CCH, R441-2-4 : en Île-de-France la demande est à la région, que chacun de ses départements nomme ou non
  departements.flatMap(({ mentions }) => mentions?.gestionnaire ?? [])[0] ?? null

const NOM_AU_PLUS = 150
const LIGNES_D_ADRESSE_AU_PLUS = 6
const BAILLEURS_AU_PLUS = 300
/** Ten years by the size of a dwelling is the longest that is known; twice that is a slip. */
const MOIS_AU_PLUS = 240

export type CommuneConnue = Readonly<{ codeInsee: string; nom: string }>
/** The fields of the form, as they are typed. */
export const CHAMPS_DE_MENTIONS = {
  commissionNom: 'Nom de la commission',
  commissionAdresse: 'Adresse de la commission',
  delaiMois: 'Délai pour tous les logements, en mois',
  delaiParType: 'Délais particuliers, par type de logement',
  arrete: 'Arrêté qui fixe le délai',
  arreteLe: 'Date de l’arrêté',
  bailleurs: 'Bailleurs du département',
  gestionnaireNom: 'Nom du service',
  gestionnaireAdresse: 'Adresse du service',
} as const
export type ChampDeMentions = keyof typeof CHAMPS_DE_MENTIONS
export type SaisieDeMentions = Readonly<Partial<Record<ChampDeMentions, string>>>

type Lu<T> = Readonly<{ value: T; erreurs: Readonly<Record<string, string>> }>
const lu = <T>(value: T, erreurs: Readonly<Record<string, string>> = {}): Lu<T> => ({ value, erreurs })

const lignesDe = (texte = ''): string[] =>
  texte
    .split('\n')
    .map((ligne) => ligne.replace(/\s+/g, ' ').trim())
    .filter((ligne) => ligne !== '')

/** Reads the whole form; every wrong field at once. `communes`: those of the département. */
export function readMentions(
  saisie: SaisieDeMentions,
  communes: readonly CommuneConnue[],
): Resultat<MentionsDuDepartement, { code: 'saisie-a-revoir'; erreurs: Readonly<Record<string, string>> }> {
  const commission = readCoordonnees(saisie, 'commissionNom', 'commissionAdresse')
  const gestionnaire = readCoordonnees(saisie, 'gestionnaireNom', 'gestionnaireAdresse')
  const delai = readDelai(saisie)
  const bailleurs = readBailleurs(saisie.bailleurs, communes)
  const erreurs = { ...commission.erreurs, ...delai.erreurs, ...bailleurs.erreurs, ...gestionnaire.erreurs }
  if (Object.keys(erreurs).length > 0) return refuse({ code: 'saisie-a-revoir', erreurs })
  return accept({
    gestionnaire: gestionnaire.value,
    commission: commission.value,
    delai: delai.value,
    bailleurs: bailleurs.value,
  })
}

function readCoordonnees(
  saisie: SaisieDeMentions,
  champDuNom: ChampDeMentions,
  champDeLAdresse: ChampDeMentions,
): Lu<Coordonnees | null> {
  const [nom = ''] = lignesDe(saisie[champDuNom])
  const adresse = lignesDe(saisie[champDeLAdresse])
  if (nom === '' && adresse.length === 0) return lu(null)
  // R-ATS-06 — CCH, R441-2-4 : un nom sans adresse ne se saisit pas, une adresse sans nom non plus
  if (nom === '') return lu(null, { [champDuNom]: 'Écrivez aussi le nom, ou videz l’adresse.' })
  if (adresse.length === 0) return lu(null, { [champDeLAdresse]: 'Écrivez aussi l’adresse, ou videz le nom.' })
  if (nom.length > NOM_AU_PLUS) return lu(null, { [champDuNom]: `Écrivez ${NOM_AU_PLUS} signes au plus.` })
  if (adresse.length > LIGNES_D_ADRESSE_AU_PLUS || adresse.some((ligne) => ligne.length > NOM_AU_PLUS))
    return lu(null, { [champDeLAdresse]: `Écrivez ${LIGNES_D_ADRESSE_AU_PLUS} lignes au plus, chacune courte.` })
  return lu({ nom, adresse })
}

const parseMois = (texte: string): number | undefined => {
  const mois = /^\d{1,3}$/.test(texte) ? Number(texte) : 0
  return mois >= 1 && mois <= MOIS_AU_PLUS ? mois : undefined
}
const codeDuType = (texte: string): TypeDeLogement | undefined => {
  const typed = foldText(texte)
  return (Object.keys(TYPES) as TypeDeLogement[]).find(
    (code) => foldText(code) === typed || foldText(TYPES[code]) === typed,
  )
}

function readDelai(saisie: SaisieDeMentions): Lu<DelaiAnormalementLong | null> {
  const [texteDuMois = ''] = lignesDe(saisie.delaiMois)
  const lignes = lignesDe(saisie.delaiParType)
  const [arrete = ''] = lignesDe(saisie.arrete)
  const [texteDuJour = ''] = lignesDe(saisie.arreteLe)
  if (texteDuMois === '' && lignes.length === 0 && arrete === '' && texteDuJour === '') return lu(null)
  const erreurs: Record<string, string> = {}
  const mois = texteDuMois === '' ? null : parseMois(texteDuMois)
  if (mois === undefined) erreurs.delaiMois = `Écrivez un nombre entier de mois, de 1 à ${MOIS_AU_PLUS}.`
  const parType = lignes.flatMap((ligne, at) => {
    const [, nom = '', nombre = ''] = /^(.*?)\s*:\s*(\d{1,3})(?: mois)?$/.exec(ligne) ?? []
    const [type, valeur] = [codeDuType(nom), parseMois(nombre)]
    if (type && valeur !== undefined) return [{ type, mois: valeur }]
    erreurs.delaiParType ??= `Ligne ${at + 1} : écrivez le type et le nombre de mois, par exemple « T1 : 72 ».`
    return []
  })
  if (new Set(parType.map(({ type }) => type)).size < parType.length)
    erreurs.delaiParType ??= 'Un type de logement est écrit deux fois : gardez une ligne par type.'
  if (texteDuMois === '' && lignes.length === 0) erreurs.delaiMois = 'Écrivez le délai que cet arrêté fixe.'
  // R-ATS-07 — CCH, L441-1-4 : un délai se dit avec l’arrêté qui le fixe
  if (arrete === '') erreurs.arrete = 'Dites quel arrêté fixe ce délai.'
  else if (arrete.length > NOM_AU_PLUS) erreurs.arrete = `Écrivez ${NOM_AU_PLUS} signes au plus.`
  const arreteLe = texteDuJour === '' ? null : parseJour(texteDuJour)
  if (arreteLe === undefined) erreurs.arreteLe = 'Écrivez une date qui existe, par exemple 12/03/2026.'
  return lu({ mois: mois ?? null, parType, arrete, arreteLe: arreteLe ?? null }, erreurs)
}

/** One line for each: `Nom`, or `Nom : commune, commune`, a commune by its name or its INSEE code. */
function readBailleurs(texte: string | undefined, communes: readonly CommuneConnue[]): Lu<BailleurDuDepartement[]> {
  const codes = new Map<string, string>()
  for (const { codeInsee, nom } of communes) codes.set(foldText(nom), codeInsee).set(codeInsee, codeInsee)
  const lignes = lignesDe(texte)
  if (lignes.length > BAILLEURS_AU_PLUS)
    return lu([], { bailleurs: `Écrivez ${BAILLEURS_AU_PLUS} bailleurs au plus, un par ligne.` })
  let erreur: string | undefined
  const bailleurs = lignes.map((ligne, at): BailleurDuDepartement => {
    const deuxPoints = ligne.indexOf(':')
    const nom = (deuxPoints < 0 ? ligne : ligne.slice(0, deuxPoints)).trim()
    const noms = deuxPoints < 0 ? [] : ligne.slice(deuxPoints + 1).split(/[,;]/)
    if (nom === '' || nom.length > NOM_AU_PLUS)
      erreur ??= `Ligne ${at + 1} : écrivez le nom du bailleur, en ${NOM_AU_PLUS} signes au plus.`
    if (deuxPoints >= 0 && noms.every((un) => un.trim() === ''))
      erreur ??= `Ligne ${at + 1} : écrivez ses communes après les deux-points, ou ôtez-les s’il en a dans tout le département.`
    return { nom, communes: [...new Set(noms.flatMap((un) => readCommune(un, at)))] }
  })
  return lu(bailleurs, erreur === undefined ? {} : { bailleurs: erreur })

  function readCommune(texte: string, at: number): string[] {
    const typed = texte.trim()
    if (typed === '') return []
    const code = codes.get(parseCodeInsee(typed) ?? '') ?? codes.get(foldText(typed))
    // R-ATS-08 — CCH, R441-2-4 : la liste dit qui loge dans les communes demandées ; une commune inconnue se demande
    if (!code) erreur ??= `Ligne ${at + 1} : « ${typed} » n’est pas une commune de ce département. Vérifiez son nom.`
    return code ? [code] : []
  }
}

/** What the form shows of what is kept. */
export function openMentions(
  { commission, gestionnaire, delai, bailleurs }: MentionsDuDepartement,
  nomDe: (codeInsee: string) => string,
): Record<ChampDeMentions, string> {
  return {
    commissionNom: commission?.nom ?? '',
    commissionAdresse: commission?.adresse.join('\n') ?? '',
    delaiMois: delai?.mois?.toString() ?? '',
    delaiParType: delai?.parType.map(({ type, mois }) => `${TYPES[type]} : ${mois}`).join('\n') ?? '',
    arrete: delai?.arrete ?? '',
    arreteLe: delai?.arreteLe ?? '',
    bailleurs: bailleurs
      .map(({ nom, communes }) => (communes.length === 0 ? nom : `${nom} : ${communes.map(nomDe).join(', ')}`))
      .join('\n'),
    gestionnaireNom: gestionnaire?.nom ?? '',
    gestionnaireAdresse: gestionnaire?.adresse.join('\n') ?? '',
  }
}

/** The mentions that an attestation would print as missing, in words; none when the département said all. */
export function listManques({ commission, delai, bailleurs, gestionnaire }: MentionsDuDepartement): readonly string[] {
  const sansDelai = delai && delai.mois === null ? listTypesSansDelai(delai) : []
  return [
    ...(commission ? [] : ['commission de médiation']),
    ...(delai ? [] : ['délai anormalement long']),
    ...(sansDelai.length > 0 ? [`délai anormalement long (${sansDelai.join(', ')})`] : []),
    ...(bailleurs.length > 0 ? [] : ['bailleurs']),
    ...(gestionnaire ? [] : ['service qui gère les demandes']),
  ]
}

const listTypesSansDelai = ({ parType }: DelaiAnormalementLong): readonly string[] =>
  (Object.keys(TYPES) as TypeDeLogement[])
    .filter((code) => !parType.some(({ type }) => type === code))
    .map((code) => TYPES[code])
