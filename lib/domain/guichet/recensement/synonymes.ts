/**
 * The headers that centres really write, folded, and the column of the model that each one names. A header that may
 * mean two things is not here: it is reported, and the centre says what it is.
 */
import {
  COLONNES_DES_COMMUNES,
  COLONNES_DES_POINTS,
  type ColonneDeCommune,
  type ColonneDePoint,
  keysOf,
} from './colonnes.ts'
import { isEntete } from './longueurs.ts'
import { areNotes, horsCrochets } from './notes-d-entete.ts'
import { isEnteteReserve } from './reserves.ts'
import { fold } from './texte.ts'

const listOf = <C extends string>(table: Readonly<Partial<Record<C, string>>>): Map<string, C> => {
  const found = new Map<string, C>()
  for (const colonne in table) for (const entete of table[colonne]?.split(', ') ?? []) found.set(entete, colonne)
  return found
}

const SYNONYMES_DES_POINTS = listOf<ColonneDePoint>({
  identifiant: 'id, identifiant du point, identifiant portail, identifiant du portail, id point, id portail',
  nom: 'nom du point de contact, nom du point, nom du lieu, nom du guichet, nom de la structure, nom structure, nom guichet, intitule, denomination, designation, libelle, appellation, raison sociale, enseigne, nom du service, nom de l etablissement, nom etablissement, nom du centre, nom de l antenne, nom du lieu d accueil, point de contact, lieu d accueil, guichet, structure nom, nom de la mairie, nom mairie, nom du site, nom du point d accueil, nom point d accueil, point d accueil, nom de l accueil, nom du service logement, nom du lieu d enregistrement',
  canal:
    'canal de contact, mode de contact, mode d acces, moyen de contact, modalite d accueil, mode d accueil, type de contact, type d accueil',
  type: 'type de point, type de point de contact, type de guichet, type de structure, type de lieu, type de lieu d accueil, categorie, categorie de point, typologie',
  organisme:
    'nom de l organisme, nom organisme, organisme nom, organisme gestionnaire, structure porteuse, organisme porteur, porteur, organisme de rattachement',
  natureOrganisme:
    'nature organisme, nature, categorie d organisme, type d organisme, type organisme, nature juridique, statut juridique',
  siren:
    'n siren, no siren, numero siren, code siren, siret, n siret, no siret, numero siret, siren siret, siret siren, organisme siren, organisme siret',
  codeGuichet:
    'code du guichet, code ge, code guichet enregistreur, code du guichet enregistreur, code service enregistreur, code lieu d enregistrement, n guichet, numero guichet, numero de guichet, numero du guichet',
  services:
    'service, services proposes, services rendus, services offerts, prestations, prestations proposees, demarches, demarches possibles, demarches proposees, missions, offre de service, offre de services',
  voie: 'adresse 1, adresse1, adresse ligne 1, adresse postale, adresse physique, adresse du guichet, adresse complete, adresse postale complete, numero et voie, n et nom de voie, n et nom de la voie, numero et nom de la voie, n et voie, n et rue, numero et rue, numero et nom de voie, n et nom de rue, adresse numero et voie, adresse numero et rue, adresse n et rue, adresse n et voie, adresse du lieu d accueil, adresse lieu d accueil, adresse du lieu, adresse de l accueil',
  complement:
    'complement adresse, complement, complements, adresse complement, adresse 2, adresse2, adresse ligne 2, suite adresse, suite de l adresse, adresse suite, complement de l adresse',
  codePostal: 'cp, c p, code postale, codes postaux, codepostal, code post, adresse code postal, adresse cp',
  commune:
    'ville, localite, nom de la commune, nom commune, libelle commune, libelle de la commune, commune d implantation, ville commune, commune ville, adresse ville, adresse commune, commune nom, lib commune, libcom, ville cedex, commune cedex',
  codeInsee:
    'insee, code insee commune, code insee de la commune, code commune, code commune insee, codeinsee, n insee, numero insee, code officiel geographique, depcom, codgeo, insee com, code insee com',
  latitude:
    'lat, latitude wgs84, latitude wgs 84, lat wgs84, latitude gps, gps latitude, latitude y, y latitude, coordonnees latitude',
  longitude:
    'lon, lng, long, longitude wgs84, longitude wgs 84, lon wgs84, longitude gps, gps longitude, longitude x, x longitude, coordonnees longitude',
  horairesTexte:
    'horaires texte libre, horaires texte, horaires, horaire, horaires d ouverture, horaire d ouverture, heures d ouverture, heure d ouverture, ouverture, jours et horaires, jours et horaires d ouverture, jours et heures d ouverture, horaires d accueil, horaires accueil, plages horaires, horaires d ouverture au public, ouverture au public, permanences, permanence, horaires de permanence, jours d ouverture et horaires, horaires ouverture, jours et horaires de permanence, jours et heures de permanence, horaires d accueil du public, horaires accueil du public, horaires ouverture public, horaires ouverture au public, heures d ouverture au public, heures ouverture au public, horaires et jours d ouverture, plages d ouverture, heures d accueil, heures d accueil du public',
  telephone:
    'tel, tele phone, telephones, numero de telephone, n de telephone, n telephone, no telephone, no de telephone, n tel, no tel, numero tel, numero telephone, telephone fixe, tel fixe, telephone 1, tel 1, telephone du guichet, tel accueil, telephone accueil, telephone de l accueil, standard, telephone standard, tel standard, numero d appel, contact telephonique, contact tel, contact telephone, telephone contact, phone, telephone secretariat, tel secretariat, telephone du secretariat, fixe',
  coutAppel: 'cout appel, cout d appel, tarif de l appel, tarif appel, prix de l appel, tarification de l appel, cout',
  courriel:
    'mail, email, e mail, mel, courriels, adresse mail, adresse email, adresse e mail, adresse electronique, courrier electronique, adresse courriel, adresse de courriel, adresse mel, adresse de messagerie, boite mail, mail de contact, courriel de contact, contact mail, contact courriel, contact email, mail contact, courriel generique, mail generique, bal, bal generique',
  siteWeb:
    'site internet, url, adresse internet, adresse web, adresse du site, adresse site web, adresse du site internet, adresse du site web, lien internet, lien web, page web, page internet, web, url du site, lien du site, lien vers le site, url site web, site url, adresse internet du service, site internet du service',
  rendezVous:
    'rdv, rendez vous, sur rdv, sur rendez vous, avec ou sans rdv, avec ou sans rendez vous, accueil sur rdv, accueil sur rendez vous, modalites de rendez vous, rendez vous obligatoire, rdv obligatoire, modalites de rdv, modalites rdv',
  lienRendezVous:
    'lien rendez vous, lien de prise de rendez vous, lien prise de rendez vous, lien rdv, lien de rdv, url rdv, url rendez vous, url de prise de rendez vous, lien prise de rdv, prise de rendez vous en ligne, prise de rdv en ligne, rdv en ligne',
  fermetures:
    'fermeture exceptionnelle, fermetures, conges, fermeture annuelle, fermetures annuelles, dates de fermeture, periodes de fermeture, jours de fermeture exceptionnelle, fermetures prevues, fermeture estivale, fermetures estivales, conges d ete',
  publicReserve:
    'public, publics, public concerne, public accueilli, public cible, public vise, reserve a, public recu',
  territoire:
    'territoire, territoire couvert, territoire d intervention, perimetre, perimetre d intervention, secteur, secteur geographique, secteur d intervention, zone desservie, zone d intervention, communes desservies, communes couvertes, territoire concerne, territoire de competence, communes concernees, communes rattachees, communes du territoire',
  accessibilitePmr:
    'accessibilite, pmr, acces pmr, accessible pmr, accessible aux pmr, accessibilite handicap, accessibilite handicapes, acces handicape, acces handicapes, accessible, accessibilite aux personnes a mobilite reduite',
  commentaire:
    'commentaires, observations, observation, remarques, remarque, informations complementaires, information complementaire, infos complementaires, autres informations, precisions, divers, note, notes',
  misAJourLe:
    'date de mise a jour, date mise a jour, maj, date maj, date de maj, maj le, mise a jour, mise a jour le, derniere mise a jour, date de derniere mise a jour, actualise le, date d actualisation, verifie le, date de verification, a jour au, date de derniere actualisation, derniere actualisation, derniere maj, date de derniere maj',
})

/** Taken for the name where no column is called so: an alert says it. */
export const NOMS_FAUTE_DE_MIEUX: ReadonlySet<string> = new Set(
  'structure, etablissement, mairie, organisme, lieu, nom de l organisme, nom organisme'.split(', '),
)

const SYNONYMES_DES_COMMUNES = listOf<ColonneDeCommune>({
  codeInsee: 'insee, code commune, code insee commune, code insee de la commune, codgeo, depcom, codeinsee',
  commune: 'nom de la commune, nom commune, ville, libelle, libelle commune, libelle de la commune',
  annee: 'annee n, millesime',
  type: 'type, typologie, type de logements, type logement',
  logements:
    'nombre de logements, nb de logements, nb logements, nombre logements, logements sociaux, nombre de logements sociaux, nombre total de logements, parc social, logements locatifs sociaux, nb lls, lls',
  demandesEnAttente:
    'demandes, nombre de demandes en attente, nb demandes en attente, nb de demandes en attente, demande en attente, nombre de demandes, nb demandes, demandes actives, demandes de logement en attente',
  attributionsN1:
    'attributions, nombre d attributions n 1, nb attributions n 1, nb d attributions n 1, attributions en n 1, nombre d attributions en n 1, nombre d attributions, nb attributions, attributions annee n 1',
  arreteAu: 'arrete le, date d arrete, chiffres arretes au, situation au, date des chiffres, au',
  source: 'origine, origine des donnees, source des donnees',
})

/** Words that change nothing to what a header names: « Adresse du guichet » is « Adresse ». */
const VIDES = new Set(
  'du de des la le les l d au aux en point points guichet structure centre antenne enregistreur obligatoire facultatif optionnel'.split(
    ' ',
  ),
)

/** A folded header without the words that name nothing; the same when nothing would remain. */
const essentielDe = (entete: string): string =>
  entete
    .split(' ')
    .filter((mot) => !VIDES.has(mot))
    .join(' ')

const POINTS = new Map<string, ColonneDePoint>([...SYNONYMES_DES_POINTS, ...columnsOf(COLONNES_DES_POINTS)])
const COMMUNES = new Map<string, ColonneDeCommune>([...SYNONYMES_DES_COMMUNES, ...columnsOf(COLONNES_DES_COMMUNES)])

function columnsOf<K extends string>(list: Readonly<Record<K, string>>): [string, K][] {
  return keysOf(list).map((key) => [fold(list[key]), key])
}

/** The column that a header of the points sheet names; the star of a required column does not count. */
export const colonneDePoint = (entete: string): ColonneDePoint | undefined => lookUp(POINTS, entete)
export const colonneDeCommune = (entete: string): ColonneDeCommune | undefined => lookUp(COMMUNES, entete)

/** « 1. Nom », « 2) Adresse », « 3 - CP » : the rank of a column in a form. */
const RANG = /^\s*(?:\d{1,2}|[a-z])\s*(?:[.):]|[-–—]\s)\s*(?=\p{L}{2})/iu
/** A word cut at the end of a line, which may have become a space. */
const CESURE = /(?<=\p{L})[\u002d\u00ad]\s+(?=\p{Ll})/gu

/** As it is written; without its rank, what stands in brackets or a hyphen at the end of a line; without empty words. */
export function formesDEntete(entete: string): readonly [string, string, string] {
  const folded = fold(sansRang(horsCrochets(entete)))
  return [fold(entete), folded, essentielDe(folded)]
}

const sansRang = (entete: string): string => entete.replace(CESURE, '').replace(RANG, '')

function lookUp<C extends string>(columns: ReadonlyMap<string, C>, entete: string): C | undefined {
  if (!isEntete(entete)) return undefined
  const [written, folded, essentiel] = formesDEntete(entete)
  const colonne = columns.get(written) ?? columns.get(fold(sansRang(entete)))
  if (colonne !== undefined) return colonne
  const nue = columns.get(folded) ?? columns.get(essentiel)
  const estSonNom = (mots: string) => columns.get(fold(mots)) === nue
  return nue !== undefined && areNotes(entete, nue, estSonNom) && !isEnteteReserve(entete) ? nue : undefined
}

/** Every header that names a column of the points, folded. */
export const NOMS_DES_COLONNES: ReadonlyMap<string, ColonneDePoint> = POINTS
