/**
 * What the reading of a cell has to say: a code and its data, never a sentence (lib/documents/recensement.ts says it).
 * `corrige`: a safe repair was applied; `a-verifier`: published as shown, someone should look; `refus`: the row waits.
 */
import type { RefusDeLecture } from '../horaires/francais/lecture.ts'
import type { RefusDePlages } from '../horaires/plages.ts'
import type { Adresse, Fermeture } from '../point-de-contact.ts'
import type { Colonne } from './colonnes.ts'
import type { Projection } from './projections.ts'

/** The point of another holder, as it was seen. `detenteur` null: the gestionnaire. */
export type PointDAutrui = Readonly<{ id: string; nom: string; version: number; detenteur: string | null }>

/** A published point that a row may be, with what tells it from its like; imports read before had only its name. */
export type Candidat = Readonly<{
  id: string
  nom: string
  adresse?: Adresse | null
  telephone?: string | null
  siteWeb?: string | null
  /** The row of the file that was answered to be this point already. */
  ligne?: number
}>

export const GRAVITES = ['corrige', 'a-verifier', 'refus'] as const
export type Gravite = (typeof GRAVITES)[number]

export type Constat =
  | Readonly<{ code: 'manquant' }>
  /** So many more of the same kind, after those that are said one by one. */
  | Readonly<{ code: 'et-autres'; nombre: number }>
  | Readonly<{ code: 'adresse-incomplete' }>
  /** The cell of the address held its place too: taken apart, or left as it is. */
  | Readonly<{ code: 'adresse-separee' | 'adresse-a-separer'; voie: string; codePostal: string; commune: string }>
  | Readonly<{ code: 'cellule-en-erreur'; valeur: string }>
  /** One cell held the postcode and the name of the commune. */
  | Readonly<{ code: 'lieu-separe'; codePostal: string; commune: string }>
  | Readonly<{ code: 'formule-sans-resultat' }>
  | Readonly<{ code: 'cellule-fusionnee'; depuis: string }>
  | Readonly<{ code: 'nir-retire' }>
  /** « idem »: taken from the row above, or asked where that row says nothing for certain. */
  | Readonly<{ code: 'valeur-du-dessus'; avant: string; apres: string; depuis: string }>
  | Readonly<{ code: 'idem-incertain'; valeur: string }>
  /** « néant », « NC », a dash: read as an empty cell. */
  | Readonly<{ code: 'rien-d-ecrit'; valeur: string }>
  | Readonly<{ code: 'inconnu-d-ecrit'; valeur: string }>
  /** The same where something is published: it is kept, or, beside other hours, asked. */
  | Readonly<{
      code: 'publie-garde'
      valeur: string
      /** The only postcode of the commune, in whose place the published one is kept. */
      deduit?: string
    }>
  | Readonly<{ code: 'publie-a-garder'; valeur: string; publiee: string }>
  | Readonly<{ code: 'courriel-accompagne'; courriel: string; reste: string }>
  /** Characters that nobody sees were left out: marks of direction, spaces of no width. */
  | Readonly<{ code: 'signes-invisibles-retires' }>
  | Readonly<{ code: 'longueur'; min: number; max: number; longueur: number }>
  | Readonly<{ code: 'hors-liste'; valeur: string; admises: readonly string[] }>
  | Readonly<{ code: 'zero-retabli'; avant: string; apres: string }>
  | Readonly<{ code: 'ecriture-retablie'; avant: string; apres: string }>
  | Readonly<{ code: 'siren-faux'; valeur: string }>
  | Readonly<{ code: 'chiffres-perdus'; valeur: string }>
  | Readonly<{ code: 'telephone-accompagne'; telephone: string; reste: string }>
  | Readonly<{ code: 'annee-completee'; avant: string; apres: string }>
  | Readonly<{ code: 'siret-reduit'; valeur: string; siren: string }>
  | Readonly<{ code: 'code-guichet-faux'; valeur: string }>
  | Readonly<{ code: 'code-guichet-du-centre'; apres: string }>
  | Readonly<{ code: 'telephone-faux'; valeur: string }>
  /** A mobile without its zero, or a number of the Pacific without its sign; `garde`: the one that is published. */
  | Readonly<{ code: 'telephone-a-deux-sens'; valeur: string; possibles: readonly string[]; garde: string | null }>
  | Readonly<{ code: 'numero-de-fax'; valeur: string }>
  | Readonly<{ code: 'courriel-faux'; valeur: string }>
  | Readonly<{ code: 'adresse-web-fausse'; valeur: string }>
  | Readonly<{ code: 'code-postal-faux'; valeur: string }>
  | Readonly<{ code: 'cedex'; codePostal: string }>
  /** `estGarde`: the published point says so already. */
  | Readonly<{
      code: 'code-postal-d-ailleurs'
      codePostal: string
      commune: string
      codesPostaux: readonly string[]
      estGarde?: boolean
    }>
  | Readonly<{ code: 'code-insee-en-code-postal'; valeur: string; commune: string }>
  | Readonly<{ code: 'code-postal-en-code-insee'; valeur: string }>
  | Readonly<{ code: 'code-postal-deduit'; codePostal: string; commune: string }>
  | Readonly<{ code: 'code-postal-a-choisir'; commune: string; codesPostaux: readonly string[] }>
  | Readonly<{ code: 'commune-inconnue'; valeur: string; proposees: readonly string[] }>
  /** « NC » where a commune is needed. */
  | Readonly<{ code: 'commune-non-dite'; valeur: string; proposees: readonly string[] }>
  /** `codePostal`: that of the row, which none of those so called has. */
  | Readonly<{ code: 'commune-ambigue'; valeur: string; proposees: readonly string[]; codePostal?: string }>
  /** « Foix (31) » : nobody is called so in that département. */
  | Readonly<{ code: 'departement-contredit'; valeur: string; proposees: readonly string[] }>
  | Readonly<{ code: 'commune-renommee'; avant: string; apres: string }>
  | Readonly<{ code: 'commune-contradictoire'; parCode: string; parNom: string }>
  | Readonly<{ code: 'nom-suit-le-code'; avant: string; apres: string }>
  | Readonly<{ code: 'code-insee-inconnu'; valeur: string }>
  | Readonly<{ code: 'coordonnees-incompletes' }>
  | Readonly<{ code: 'coordonnees-illisibles'; valeur: string }>
  | Readonly<{ code: 'coordonnees-hors-de-france'; latitude: number; longitude: number }>
  | Readonly<{ code: 'coordonnees-inversees'; latitude: number; longitude: number }>
  | Readonly<{ code: 'coordonnees-projetees'; projection: Projection; latitude: number; longitude: number }>
  | Readonly<{ code: 'coordonnees-converties'; projection: Projection; latitude: number; longitude: number }>
  | Readonly<{ code: 'position-loin-de-la-commune'; km: number; commune: string }>
  /** So far that it is not of the commune: not published. */
  | Readonly<{
      code: 'position-hors-de-la-commune'
      km: number
      commune: string
      latitude: number
      longitude: number
    }>
  | Readonly<{ code: 'horaires-du-jour'; valeur: string; refus: RefusDePlages | RefusDeLecture }>
  | Readonly<{ code: 'horaires-devenus-date'; valeur: string }>
  /** A box ticked where hours are asked. */
  | Readonly<{ code: 'croix-sans-heures'; valeur: string }>
  | Readonly<{ code: 'horaires-libres'; refus: RefusDePlages | RefusDeLecture }>
  /** What was understood of words, in the stored form: the document says it in French. */
  | Readonly<{ code: 'horaires-compris'; osm: string }>
  | Readonly<{ code: 'horaires-contredits'; osm: string }>
  | Readonly<{ code: 'fermeture-illisible'; valeur: string }>
  | Readonly<{ code: 'fermetures-comprises'; fermetures: readonly Fermeture[] }>
  /** Their words are kept in the comment; `estGarde`: and the closures that are published stay. */
  | Readonly<{ code: 'fermetures-sans-annee' | 'fermetures-en-mots'; valeur: string; estGarde?: boolean }>
  | Readonly<{ code: 'territoire-inconnu'; valeur: string }>
  | Readonly<{ code: 'territoire-ambigu'; valeur: string; proposees: readonly string[] }>
  /** No EPCI of that whole name: those that may be meant. */
  | Readonly<{ code: 'territoire-proche'; valeur: string; proposees: readonly string[] }>
  | Readonly<{ code: 'canton-inconnu'; valeur: string; proposees: readonly string[] }>
  | Readonly<{ code: 'environs-inconnus'; valeur: string; proposees: readonly string[] }>
  /** « Tout le département », and the row is of none, or of several. */
  | Readonly<{ code: 'departement-a-dire'; valeur: string; proposees: readonly string[] }>
  /** The only place of that name, and it is far from the row. */
  | Readonly<{ code: 'territoire-lointain'; valeur: string; lieu: string }>
  | Readonly<{ code: 'hors-de-portee'; valeur: string; departements: readonly string[] }>
  | Readonly<{ code: 'jour-illisible'; valeur: string }>
  /** « NC » where the day is needed. */
  | Readonly<{ code: 'jour-non-dit'; valeur: string }>
  | Readonly<{ code: 'jour-a-venir'; valeur: string }>
  /** Before there was anything to census. `annee`: the year that a spreadsheet took for a number of days. */
  | Readonly<{ code: 'jour-trop-ancien'; valeur: string; annee?: string }>
  /** A longer text than is meant to stand here, kept whole. */
  | Readonly<{ code: 'texte-long'; longueur: number; max: number }>
  | Readonly<{ code: 'nom-de-personne' | 'a-ne-pas-publier'; valeur: string }>
  /** Its own words say that the point is closed, or to be withdrawn. */
  | Readonly<{ code: 'point-dit-ferme'; valeur: string }>
  /** Degrees that are off by ten kilometres or more: not published; by one, published as approximate. */
  | Readonly<{ code: 'position-grossiere' | 'position-approchee'; latitude: number; longitude: number }>
  /** A box is ticked, with words that have no place. */
  | Readonly<{ code: 'case-accompagnee'; valeur: string; lue: string }>
  /** One cell that should hold a position, and holds none that is certain. */
  | Readonly<{ code: 'position-non-comprise'; valeur: string }>
  | Readonly<{ code: 'arrondissement-contredit'; valeur: string; codePostal: string }>
  | Readonly<{ code: 'identifiant-inconnu'; valeur: string }>
  /** The identifiant is that of a duplicate, kept as another point. */
  | Readonly<{ code: 'point-reuni'; valeur: string }>
  | Readonly<{ code: 'doublon'; ligne: number }>
  | Readonly<{ code: 'rapprochement-ambigu'; candidats: readonly Candidat[] }>
  /** Another holder publishes this place: the row waits until it is confirmed. */
  | Readonly<{ code: 'deja-publie-par-un-autre'; points: readonly PointDAutrui[] }>
  | Readonly<{ code: 'confirme-a-cote-d-un-autre'; points: readonly PointDAutrui[] }>
  | Readonly<{ code: 'centre-ambigu'; siren: string; centres: readonly string[] }>
  | Readonly<{ code: 'nombre-faux'; valeur: string }>
  | Readonly<{ code: 'annee-fausse'; valeur: string }>
  | Readonly<{ code: 'aucun-chiffre' }>
  | Readonly<{ code: 'plus-d-attributions-que-de-logements'; attributions: number; logements: number }>

/** Why a repair is proposed: lib/documents/recensement-propositions.ts says it. */
export type Pourquoi =
  | 'valeur-proche'
  | 'un-des-numeros'
  | 'une-des-adresses'
  | 'commune-du-code-postal'
  | 'homonyme'
  | 'garder-le-code'
  | 'garder-le-nom'
  | 'code-postal-de-la-commune'
  | 'latitude-et-longitude'
  | 'projection'
  | 'plage-devenue-date'
  | 'adresse-entiere'
  | 'point-publie'
  | 'centre'
  | 'publie'
  | 'cellule-videe'
  | 'prochaine-fois'
  | 'jours-sans-mots'
  | 'jour-de-lecture'
  | 'sens-possible'
  | 'sans-ce-service'
  | 'lieu-desservi'
  | 'territoire-vide'
  | 'sans-ce-lieu'

/**
 * One repair: what to write, in one or several cells together (`cellule` null: the sheet has no such column). Those of
 * a remark exclude each other.
 */
export type Proposition = Readonly<{
  pourquoi: Pourquoi
  ecritures: readonly Readonly<{ colonne: Colonne; cellule: string | null; valeur: string }>[]
  /** What the repair means, when the written value does not say it: the name behind a code. */
  libelle?: string
}>

/**
 * `cellule` is an address such as `B7`; `colonne` the model's name of what stands there. `propositions` are the repairs
 * that nobody may apply but the person who answers for the row.
 */
export type Remarque = Readonly<{
  cellule: string
  colonne: Colonne
  gravite: Gravite
  propositions?: readonly Proposition[]
}> &
  Constat

export const isRefused = (remarques: readonly Remarque[]): boolean =>
  remarques.some(({ gravite }) => gravite === 'refus')
