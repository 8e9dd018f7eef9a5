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
  'champs?, saisie, (?:non |pas )?(?:obligatoire|facultati(?:f|ve)|optionnel(?:le)?|requise?)s?, recommandee?, oui (?:ou )?non, o n, si (?:possible|connue?s?|existante?|disponible|besoin|necessaire|applicable), si il y en a(?: une?)?, s il y en a(?: une?)?, le cas echeant, eventuel(?:le|lement)?, a (?:completer|renseigner|remplir|preciser|jour), ne pas (?:modifier|remplir|toucher|effacer), laisser vide(?: si \\w+(?: \\w+)?)?, vide pour un nouveau point',
)
/** How it is to be written. */
const FORMAT = alternatives(
  '(?:au )?format, texte, libre, nombre, numerique, numero, n, no, chiffres?, caracteres?, lettres?, signes?, max(?:imum|i)?, min(?:imum)?, entier, decimal(?:e|es)?, decimaux, degres?, zero, indicatif, j, jj, mm, a, aa, aaaa, jjmmaaaa, ddmmyyyy, dd, yy, yyyy, hh?, hhmm, heures?, wgs, wgs ?84, epsg, gps, cog, listes?(?: deroulante)?, menu(?: deroulant)?, choix(?: multiples?)?, plusieurs(?: choix| valeurs)? possibles?, separes?, virgules?, points? virgules?, https?, www, exacte?, complete?, officiel(?:le)?, \\d+(?:h\\d*)?, (?:hors )?cedex, (?:\\d|x)x+, (?:sans|avec) (?:espaces?|points?|tirets?|accents?|majuscules?|separateurs?|indicatif|abreviations?), espaces?, majuscules?, minuscules?, toutes lettres, par ligne, par cellule',
)
/** That it is of the point, where it receives people. */
const DU_POINT = alternatives(
  'point(?: de contact| d accueil| d information)?, guichet(?: enregistreur)?, lieu(?: d accueil| d enregistrement)?, structure, accueil(?: du public| physique| au public| public)?, service(?: logement| enregistreur)?, centre, antenne, etablissement, public(?:s|ation)?, physique, actuel(?:le)?, principal(?:e)?, generique, fonctionnel(?:le)?, standard, fixe, secretariat, unique',
)
/** « pas d’adresse personnelle »: it is not one. */
const PAS_PERSONNEL =
  '(?:pas|non|hors|sans|ni) (?:(?:d|de|des|une?|la|le|les) )?(?:(?:adresses?|boites?|courriels?|mails?|numeros?|telephones?|lignes?) )?(?:personnel(?:le)?s?|nominati(?:f|ve)s?|prive(?:e|s|es)?|individuel(?:le)?s?)'
const LIENS = alternatives('et, ou, de, du, des, d, la, le, les, l, en, au, aux, a, avec, par, un, une')
const uneDe = (...mots: readonly string[]): RegExp => new RegExp(`^(?:${[...mots, LIENS].join('|')})$`)
const NOTE = uneDe(OBLIGATION, FORMAT, DU_POINT, PAS_PERSONNEL)
/** How to fill a column in, in words of one's own, none of which names another thing than the column. */
const CONSIGNE =
  /^(?:merci d|indique[rz]|precise[rz]|saisi[rs]|saisissez|renseigne[rz]|rempli[rs]|remplissez|ecri(?:re|vez)|inscri(?:re|vez)|mett(?:re|ez)|choisi[rs]|choisissez|selectionne[rz]|coche[rz]|voir|cf|note[rz]|laisse[rz]|a (?:indiquer|saisir|choisir|cocher|remplir|completer|renseigner|preciser))(?= |$)/
const D_AUTRE_CHOSE =
  /(?:^| )(?:fax|telecopie\w*|ancien\w*|siege|facturation|portables?|mobiles?|nouvelles?|courrier|correspondance|postale?|ete|hiver|vacances|scolaires?|telephoniques?|autres?|astreinte|urgences?|direct(?:e|s|es)?|agente?s?|referente?s?|interlocut\w*|contacts?|prenoms?|personnes?|correspondante?s?|conseill\w*|signataires?|redact\w*)(?= |$)/
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

const STRUCTURES =
  'mairies?, ccas, cias, epci, siad, adil, caf, associations?, bailleurs?, prefectures?, maisons?, france services?, departements?, communautes?, agglomerations?, metropoles?, collectivites?, etc'
const LIEU = '(?:l |la |le )?(?:cp|code postal|ville|commune|complement)'
/** Words that are a note of one column and of no other. */
const NOTE_DE: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries({
    nom: `usuel, lieu, ${STRUCTURES}`,
    organisme: `${STRUCTURES}, gestionnaire, porteur, porteuse, rattachement`,
    siren: 'siren, siret, insee',
    codeGuichet: 'code, sne, ge, numero unique',
    voie: `numero, nom, rue, voie, type, libelle, bis, ter, quater, ligne, avenue, place, boulevard, allee, chemin, impasse, route, quai, cours, square, (?:hors|sans|avec) ${LIEU}(?: (?:et|ou|ni) ${LIEU})?`,
    // South and west would turn the sign of what is written: they are asked.
    latitude: 'nord, y, lat',
    longitude: 'e, est, x, lon, long',
    coordonnees: 'latitude, longitude, lat, long, lon, lng, x, y',
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
  }).map(([colonne, mots]) => [colonne, uneDe(OBLIGATION, FORMAT, DU_POINT, PAS_PERSONNEL, alternatives(mots))]),
)
/** Columns whose values are all known: what a note lists is what their cells may say. */
const LISTES: ReadonlySet<string> = new Set([
  ...['canal', 'type', 'natureOrganisme', 'services', 'rendezVous', 'publicReserve', 'accessibilitePmr'],
])
const EXEMPLE = /^\s*(?:p(?:ar|\.)? ?)?ex(?:emples?\b|\.?\s*(?::|\.?\s*\d))/i
/** The pattern of an address of mail or of the web. */
const MODELE = /^\s*(?:[\w.-]+@[\w.-]+\.[a-z]+|(?:https?:\/\/|www\.)\S*)\s*$/i
function isNote(mots: string, note: RegExp = NOTE): boolean {
  const plies = fold(mots)
  const isConsigne = CONSIGNE.test(plies) && !D_AUTRE_CHOSE.test(plies)
  return plies === '' || EXEMPLE.test(mots) || MODELE.test(mots) || isConsigne || isSuiteDe(note, plies)
}

/**
 * Whether all that the header says in brackets is a note of the column that it would name without it. `estSonNom`:
 * whether words are another name of that column.
 */
// R-TAB-17 — choix du portail : un mot entre parenthèses peut renverser l’en-tête, il ne se jette pas
export const areNotes = (entete: string, colonne: string, estSonNom = (_mots: string) => false): boolean =>
  LISTES.has(colonne) ||
  [...entete.matchAll(ENTRE_CROCHETS)].every(
    ([, mots = '']) => isNote(mots, valeurDe(NOTE_DE, colonne)) || estSonNom(mots),
  )

/** The header without the notes that are of any column. */
export const sansNotes = (entete: string): string =>
  entete.replace(ENTRE_CROCHETS, (tout, mots: string) => (isNote(mots) ? ' ' : tout))
