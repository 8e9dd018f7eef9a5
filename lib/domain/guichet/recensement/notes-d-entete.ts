/**
 * What stands in brackets in a header: a note that changes nothing of what it names (« obligatoire », « 5 chiffres »),
 * or words that change it (« ancienne », « fax »), which nobody may leave out.
 */
import { valeurDe } from '../../tables.ts'
import { fold } from './texte.ts'

const ENTRE_CROCHETS = /[([]([^)\]]*)[)\]]?/g

/** The header without what stands in brackets, whatever it says. */
export const horsCrochets = (entete: string): string => entete.replace(ENTRE_CROCHETS, ' ')

const alternatives = (mots: string): string =>
  mots
    .trim()
    .split(/\s*,\s*/)
    .join('|')

/** Whether the cell must be filled, and when. */
const OBLIGATION = alternatives(
  '(?:non |pas )?(?:obligatoire|facultati(?:f|ve)|optionnel(?:le)?|requise?)s?, recommandee?, oui (?:ou )?non, o n, si (?:possible|connue?s?|existante?|disponible|besoin|necessaire|applicable), si il y en a(?: une?)?, s il y en a(?: une?)?, le cas echeant, eventuel(?:le|lement)?, a (?:completer|renseigner|remplir|preciser|jour), ne pas (?:modifier|remplir|toucher|effacer), laisser vide, vide pour un nouveau point',
)
/** How it is to be written. */
const FORMAT = alternatives(
  '(?:au )?format, texte, libre, nombre, numerique, numero, n, no, chiffres?, caracteres?, lettres?, signes?, max(?:imum|i)?, min(?:imum)?, entier, decimal(?:e|es)?, decimaux, degres?, zero, indicatif, j, jj, mm, a, aa, aaaa, jjmmaaaa, ddmmyyyy, dd, yy, yyyy, hh?, hhmm, heures?, wgs, wgs ?84, epsg, gps, cog, listes?(?: deroulante)?, menu(?: deroulant)?, choix(?: multiples?)?, plusieurs(?: choix| valeurs)? possibles?, separes?, virgules?, points? virgules?, https?, www, exacte?, complete?, officiel(?:le)?, \\d+(?:h\\d*)?, (?:hors )?cedex',
)
/** That it is of the point, where it receives people. */
const DU_POINT = alternatives(
  'point(?: de contact| d accueil| d information)?, guichet(?: enregistreur)?, lieu(?: d accueil| d enregistrement)?, structure, accueil(?: du public| physique| au public| public)?, service(?: logement| enregistreur)?, centre, antenne, etablissement, public(?:s|ation)?, physique, actuel(?:le)?, principal(?:e)?, generique, fonctionnel(?:le)?, standard, fixe, secretariat, unique',
)
const LIENS = alternatives('et, ou, de, du, des, d, la, le, les, l, en, au, aux, a, avec, par, un, une')
const uneDe = (...mots: readonly string[]): RegExp => new RegExp(`^(?:${[...mots, LIENS].join('|')})$`)
const NOTE = uneDe(OBLIGATION, FORMAT, DU_POINT)
/** The words of the longest of them. */
const MOTS_MAX = 7

/** Whether folded words are such notes one after the other, each of one word or several. */
function isSuiteDe(note: RegExp, texte: string): boolean {
  const mots = texte.split(' ')
  const fins = new Set([0])
  for (let de = 0; de < mots.length; de += 1)
    for (let a = de + 1; fins.has(de) && a <= Math.min(de + MOTS_MAX, mots.length); a += 1)
      if (note.test(mots.slice(de, a).join(' '))) fins.add(a)
  return fins.has(mots.length)
}

/** Words that are a note of one column and of no other. */
const NOTE_DE: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries({
    nom: 'usuel, lieu',
    organisme: 'gestionnaire, porteur, porteuse, rattachement',
    siren: 'siren, siret, insee',
    codeGuichet: 'code, sne, ge, numero unique',
    voie: 'numero, nom, rue, voie, type, libelle, bis, ter, quater, ligne',
    complement:
      'batiment, bat, etage, escalier, residence, bp, cs, appartement, porte, entree, immeuble, lieu dit, bureau, suite',
    telephone: 'appel, telephonique, ligne, international, national, gratuit, vert, court, non surtaxe',
    coutAppel: 'euros?, min, minute, appel, si surtaxee?, surtaxee?, cts?, centimes?',
    courriel: 'boite, mail, e mail, email, mel, messagerie, electronique',
    siteWeb: 'internet, web, lien, url, page, adresse',
    horairesTexte: 'jours?, ouverture, semaine, plages',
    fermetures: 'dates?, jours?, periodes?, conges, vacances, annuelles?, estivales?, exceptionnelles?',
    territoire: 'codes?, insee, noms?, communes?, epci, departements?, cantons?',
    commentaire: 'publiee?, a publier, visible',
    misAJourLe: 'dates?, jour, information',
    annee: 'annee, millesime',
    logements: 'logements, sociaux',
    arreteAu: 'dates?, jour',
  }).map(([colonne, mots]) => [colonne, uneDe(OBLIGATION, FORMAT, DU_POINT, alternatives(mots))]),
)
/** Columns whose values are all known: what a note lists is what their cells may say. */
const LISTES: ReadonlySet<string> = new Set([
  ...['canal', 'type', 'natureOrganisme', 'services', 'rendezVous', 'publicReserve', 'accessibilitePmr'],
])
const EXEMPLE = /^\s*(?:p(?:ar|\.)? )?ex(?:emples?|\.)?\s*(?::|\.?\s*\d)/i

function isNote(mots: string, note: RegExp = NOTE): boolean {
  const plies = fold(mots)
  return plies === '' || EXEMPLE.test(mots) || isSuiteDe(note, plies)
}

/** Whether all that the header says in brackets is a note of the column that it would name without it. */
// R-TAB-17 — choix du portail : un mot entre parenthèses peut renverser l’en-tête, il ne se jette pas
export const areNotes = (entete: string, colonne: string): boolean =>
  LISTES.has(colonne) ||
  [...entete.matchAll(ENTRE_CROCHETS)].every(([, mots = '']) => isNote(mots, valeurDe(NOTE_DE, colonne)))

/** The header without the notes that are of any column. */
export const sansNotes = (entete: string): string =>
  entete.replace(ENTRE_CROCHETS, (tout, mots: string) => (isNote(mots) ? ' ' : tout))
