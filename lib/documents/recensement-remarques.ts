/** The sentence of each remark on a cell of a census: what is wrong or was repaired, then what to write. */
import {
  COLONNES_DES_COMMUNES,
  COLONNES_DES_POINTS,
  type Colonne,
  type ColonneADonner,
  PIECES_A_DIRE,
} from '#lib/domain/guichet/recensement/colonnes.ts'
import type { Constat, PointDAutrui, Remarque } from '#lib/domain/guichet/recensement/remarques.ts'
import type { Doubles } from '#lib/domain/guichet/recensement/voisinage.ts'
import { defautDeNumero, direDefaut } from '#lib/domain/siret.ts'
import { formatFermeture } from './horaires.ts'
import { echoOsm } from './horaires-en-mots.ts'
import { lieuDe } from './lieux.ts'

type Phrases = { readonly [C in Constat['code']]: (constat: Extract<Constat, { code: C }>, colonne: string) => string }

const list = (values: readonly string[]): string => new Intl.ListFormat('fr', { type: 'disjunction' }).format(values)
const and = new Intl.ListFormat('fr', { type: 'conjunction' })
const decimal = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 5 })
const heure = (minutes: number): string =>
  `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${String(minutes % 60).padStart(2, '0')}`}`

/** « Lambert-93 », « CC43 », « UTM 20N ». */
export const nomDeProjection = (projection: string): string =>
  projection === 'lambert-93' ? 'Lambert-93' : projection.toUpperCase().replace(/^UTM/, 'UTM ')

const nomsDe = (points: readonly PointDAutrui[]): string => points.map(({ nom }) => `« ${nom} »`).join(', ')
/** Who publishes them. */
const detenteursDe = (points: readonly PointDAutrui[]): string =>
  and.format([
    ...new Set(
      points.map(({ detenteur }) =>
        detenteur === null ? 'le gestionnaire territorial' : `le centre « ${detenteur} »`,
      ),
    ),
  ])

/** Beside whom a point would come back; `geste`: how one chooses it all the same, where this is read. */
export const phraseDesDoubles = ({ points }: Doubles, geste: string): string =>
  `${points.length > 1 ? 'Des points qui lui ressemblent sont publiés' : 'Un point qui lui ressemble est publié'} par ${detenteursDe(points)}. ${geste}`

const PHRASES = {
  manquant: (_, colonne) => `« ${colonne} » est vide, et il le faut. Remplissez cette cellule.`,
  'et-autres': ({ nombre }, colonne) =>
    nombre > 1
      ? `Et ${nombre} autres remarques du même genre sur « ${colonne} », qui ne sont pas montrées.`
      : `Et une autre remarque du même genre sur « ${colonne} », qui n’est pas montrée.`,
  'adresse-incomplete': () =>
    'L’adresse n’est pas complète : elle n’est pas publiée. Donnez la voie, le code postal et la commune.',
  'adresse-separee': ({ voie, codePostal, commune }) =>
    `L’adresse entière était dans une cellule : lue « ${voie} », ${codePostal}, ${commune}.`,
  'adresse-a-separer': ({ voie, codePostal, commune }) =>
    `La fin de cette adresse semble un code postal et une commune (${codePostal} ${commune}) qui ne sont pas certains, ou que la ligne contredit. Écrivez « ${voie} » ici, le code postal et la commune dans leurs colonnes.`,
  'lieu-separe': ({ codePostal, commune }) => `Lu comme le code postal ${codePostal} et la commune « ${commune} ».`,
  'formule-sans-resultat': () =>
    'La cellule contient une formule sans résultat. Ouvrez le fichier dans Excel ou LibreOffice, enregistrez-le, puis déposez-le de nouveau.',
  'cellule-en-erreur': ({ valeur }) =>
    `La cellule montre une erreur de calcul (${valeur}). Remplacez la formule par sa valeur.`,
  'cellule-fusionnee': ({ depuis }) => `Cellule fusionnée : la valeur de ${depuis} vaut aussi pour cette ligne.`,
  longueur: ({ min, max, longueur }, colonne) =>
    longueur < min
      ? `« ${colonne} » est trop court : au moins ${min} caractères.`
      : `« ${colonne} » est trop long (${longueur} caractères, espaces compris) : ${max} au plus. Raccourcissez cette cellule.`,
  'hors-liste': ({ valeur, admises }) => `« ${valeur} » n’est pas dans la liste. Choisissez ${list(admises)}.`,
  'zero-retabli': ({ avant, apres }) => `Le zéro perdu a été remis : ${avant} devient ${apres}.`,
  'signes-invisibles-retires': () =>
    'Cette cellule contenait des signes invisibles, qui peuvent renverser ou couper un nom. Ils sont retirés ; ce qui se lit reste.',
  'nir-retire': () => 'Un numéro de sécurité sociale n’est ni gardé ni publié. Enlevez-le de ce texte.',
  'ecriture-retablie': ({ avant, apres }) => `Lu « ${apres} » (écrit « ${avant} »).`,
  'inconnu-d-ecrit': ({ valeur }) =>
    `« ${valeur} » ne dit rien à publier : c’est lu comme une cellule vide. Écrivez la valeur, ou videz la cellule.`,
  'rien-d-ecrit': ({ valeur }) => `« ${valeur} » est lu comme une cellule vide.`,
  'valeur-du-dessus': ({ avant, apres, depuis }) => `« ${avant} » est lu comme ${depuis}, au-dessus : « ${apres} ».`,
  'idem-incertain': ({ valeur }) =>
    `« ${valeur} » semble renvoyer à une autre cellule, et ne dit rien de certain ici. Écrivez la valeur elle-même.`,
  'publie-garde': ({ valeur }) =>
    `« ${valeur} » ne dit rien à publier : ce qui est déjà publié ici est gardé. Pour l’effacer, videz la cellule.`,
  'publie-a-garder': ({ valeur, publiee }) =>
    `« ${valeur} » ne dit pas si « ${publiee} », déjà publié ici, vaut toujours. Écrivez-le pour le garder, ou videz la cellule pour l’effacer.`,
  'courriel-accompagne': ({ courriel, reste }) =>
    `L’adresse ${courriel} est gardée, sans « ${reste} ». Mettez le reste dans « Commentaire » s’il compte.`,
  'siren-faux': ({ valeur }) =>
    `« ${valeur} » n’est pas valable. ${direDefaut('SIREN', defautDeNumero('SIREN', valeur))}`,
  'chiffres-perdus': ({ valeur }) =>
    `Le tableur a remplacé ce nombre par ${valeur} : ses derniers chiffres sont perdus. Mettez la cellule au format texte et écrivez-le de nouveau.`,
  'telephone-accompagne': ({ telephone, reste }) =>
    `Le numéro ${telephone} est gardé, sans « ${reste} ». Mettez le reste dans « Commentaire » s’il compte.`,
  'annee-completee': ({ avant, apres }) => `« ${avant} » est lu ${apres.split('-').reverse().join('/')}.`,
  'siret-reduit': ({ siren }) => `C’est un SIRET : ses 9 premiers chiffres, ${siren}, sont gardés comme SIREN.`,
  'code-guichet-faux': ({ valeur }) =>
    `« ${valeur} » n’est pas un code guichet : 5 caractères, la fin du numéro unique.`,
  'code-guichet-du-centre': ({ apres }) => `Le code guichet de votre centre, ${apres}, a été repris.`,
  'telephone-faux': ({ valeur }) =>
    `« ${valeur} » n’est pas un numéro français. Écrivez un seul numéro, par exemple 05 36 49 00 00 ou 36 46.`,
  'telephone-a-deux-sens': ({ valeur, possibles, garde }) =>
    possibles.length === 1
      ? `« ${valeur} » est peut-être ${list(possibles)}, sans son zéro. Écrivez-le ainsi si c’est lui, sinon écrivez le bon numéro.`
      : `« ${valeur} » peut être ${list(possibles)}.${garde === null ? ' Écrivez celui qui est juste.' : ` ${garde} est gardé ; vérifiez-le.`}`,
  'numero-de-fax': ({ valeur }) =>
    `« ${valeur} » est un numéro de télécopie, qui ne répond à personne. Écrivez un téléphone, ou videz la cellule.`,
  'courriel-faux': ({ valeur }) =>
    `« ${valeur} » n’est pas une adresse de courriel. Écrivez une seule adresse, par exemple accueil@mairie.fr.`,
  'adresse-web-fausse': ({ valeur }) =>
    `« ${valeur} » n’est pas une adresse de site. Elle commence par https:// ou http://.`,
  'code-postal-faux': ({ valeur }) => `« ${valeur} » n’est pas un code postal : 5 chiffres.`,
  cedex: ({ codePostal }) => `${codePostal} semble un code CEDEX. Il est gardé ; vérifiez-le.`,
  'code-postal-d-ailleurs': ({ codePostal, commune, codesPostaux, estGarde }) =>
    `${codePostal} n’est pas un code postal ${lieuDe(commune)} (${codesPostaux.join(', ')}). ${estGarde ? `Il est gardé, car il est déjà publié ici ; vérifiez-le.` : 'Corrigez l’un des deux.'}`,
  'code-insee-en-code-postal': ({ valeur, commune }) =>
    `${valeur} n’est pas un code postal : c’est le code INSEE ${lieuDe(commune)}. Il est lu ainsi.`,
  'code-postal-en-code-insee': ({ valeur }) => `${valeur} n’est pas un code INSEE : il est lu comme code postal.`,
  'code-postal-deduit': ({ codePostal, commune }) =>
    `${codePostal} est le seul code postal ${lieuDe(commune)} : il est repris.`,
  'code-postal-a-choisir': ({ commune, codesPostaux }) =>
    `${commune} a plusieurs codes postaux. Écrivez le bon : ${list(codesPostaux)}.`,
  'commune-inconnue': ({ valeur, proposees }) =>
    `Aucune commune ne s’appelle « ${valeur} ».${proposees.length > 0 ? ` Avec ce code postal : ${list(proposees)}.` : ' Donnez son code INSEE.'}`,
  'commune-non-dite': ({ valeur, proposees }) =>
    `« ${valeur} » ne dit pas la commune, et il la faut.${proposees.length > 0 ? ` Avec ce code postal : ${list(proposees)}.` : ' Écrivez son nom, ou son code INSEE.'}`,
  'commune-ambigue': ({ valeur, proposees, codePostal }) =>
    codePostal === undefined
      ? `Plusieurs communes s’appellent « ${valeur} » : ${list(proposees)}. Donnez le code INSEE.`
      : `Aucune commune de ce nom (« ${valeur} ») n’a le code postal ${codePostal}. Est-ce ${list(proposees)} ? Donnez son code INSEE, ou corrigez le code postal.`,
  'departement-contredit': ({ valeur, proposees }) =>
    `Aucune commune de ce nom n’est dans le département que dit « ${valeur} ». Est-ce ${list(proposees)} ? Donnez son code INSEE, ou corrigez le nom.`,
  'commune-renommee': ({ avant, apres }) => `« ${avant} » s’appelle aujourd’hui ${apres}.`,
  'commune-contradictoire': ({ parCode, parNom }) =>
    `Le code INSEE dit ${parCode}, le nom dit « ${parNom} ». Gardez l’un des deux et corrigez l’autre.`,
  'nom-suit-le-code': ({ avant, apres }) =>
    `Le code INSEE et le code postal disent ${apres} : « ${avant} » a été remplacé.`,
  'code-insee-inconnu': ({ valeur }) => `« ${valeur} » n’est le code INSEE d’aucune commune.`,
  'coordonnees-incompletes': () => 'Donnez la latitude et la longitude, ou aucune des deux.',
  'coordonnees-illisibles': ({ valeur }) => `« ${valeur} » n’est pas un nombre de degrés, par exemple 42,9654.`,
  'coordonnees-hors-de-france': ({ latitude, longitude }) =>
    `Cette position (${decimal.format(latitude)} ; ${decimal.format(longitude)}) n’est pas en France. Vérifiez les deux nombres.`,
  'coordonnees-inversees': ({ latitude, longitude }) =>
    `Latitude et longitude semblent inversées : la position n’est pas publiée. Écrivez ${decimal.format(latitude)} puis ${decimal.format(longitude)}.`,
  'coordonnees-projetees': ({ projection, latitude, longitude }) =>
    `Ces nombres semblent être en ${nomDeProjection(projection)} : la position n’est pas publiée. En degrés : ${decimal.format(latitude)} et ${decimal.format(longitude)}.`,
  'coordonnees-converties': ({ projection, latitude, longitude }) =>
    `Converti de ${nomDeProjection(projection)} en degrés : ${decimal.format(latitude)} et ${decimal.format(longitude)}.`,
  'position-loin-de-la-commune': ({ km, commune }) =>
    `Cette position est à ${km} km ${lieuDe(commune)}. Elle est gardée ; vérifiez-la.`,
  'position-hors-de-la-commune': ({ km, commune }) =>
    `Cette position est à ${km} km ${lieuDe(commune)} : elle n’est pas publiée. Corrigez-la, ou la commune.`,
  'horaires-du-jour': ({ valeur, refus }) =>
    `${phraseDesHoraires(refus)} « ${valeur} » est publié tel quel, à vérifier.`,
  'horaires-devenus-date': ({ valeur }) =>
    `« ${valeur} » est une date, pas un horaire : ce jour est publié sans horaire. Mettez la cellule au format texte et écrivez par exemple 9h-12h.`,
  'croix-sans-heures': ({ valeur }) =>
    `« ${valeur} » ne dit pas d’heures, ni si c’est ouvert ou fermé : rien n’en est publié. Écrivez par exemple 9h-12h, ou « fermé ».`,
  'horaires-libres': ({ refus }) =>
    `${phraseDesHoraires(refus)} Le texte est publié tel quel, à vérifier. Pour des horaires lisibles, remplissez les sept jours.`,
  'horaires-compris': ({ osm }) => `Compris : ${echoOsm(osm) ?? osm}.`,
  'horaires-contredits': ({ osm }) =>
    `Ce texte dit autre chose que les sept jours : ${echoOsm(osm) ?? osm}. Les sept jours sont gardés ; corrigez l’un des deux.`,
  'fermeture-illisible': ({ valeur }) =>
    `« ${valeur} » n’est pas un jour ni une période. Écrivez 24/12/2026 ou 01/08/2026-15/08/2026.`,
  'fermetures-comprises': ({ fermetures }) => `Compris : fermé ${and.format(fermetures.map(formatFermeture))}.`,
  'fermetures-sans-annee': ({ valeur, estGarde }) =>
    `« ${valeur} » ne dit pas de quelle année : aucun jour de fermeture n’en est tiré. ${auCommentaire(estGarde)}`,
  'fermetures-en-mots': ({ valeur, estGarde }) =>
    `« ${valeur} » n’est pas compris avec certitude comme des jours de fermeture : aucun n’en est tiré. ${auCommentaire(estGarde)}`,
  'territoire-inconnu': ({ valeur }) =>
    `« ${valeur} » n’est ni une commune, ni un EPCI, ni un département. Écrivez des noms de communes ou des codes, séparés par des points-virgules.`,
  'territoire-ambigu': ({ valeur, proposees }) =>
    `« ${valeur} » désigne plusieurs lieux. Écrivez le code du bon : ${list(proposees)}.`,
  'territoire-proche': ({ valeur, proposees }) =>
    `« ${valeur} » n’est le nom entier d’aucun lieu connu. Est-ce ${list(proposees)} ? Écrivez le code du bon, ou des noms de communes.`,
  'canton-inconnu': ({ valeur, proposees }) =>
    `« ${valeur} » : nos données n’ont pas les cantons. Écrivez ses communes, séparées par des points-virgules${proposees.length > 0 ? `, ou gardez ${list(proposees)}` : ''}.`,
  'environs-inconnus': ({ valeur, proposees }) =>
    `« ${valeur} » ne dit pas quelles communes sont autour. Écrivez-les, séparées par des points-virgules, ou gardez ${list(proposees)}.`,
  'departement-a-dire': ({ valeur, proposees }) =>
    `« ${valeur} » ne dit pas quel département. Écrivez son code${proposees.length > 0 ? ` : ${list(proposees)}` : ', par exemple 09'}.`,
  'territoire-lointain': ({ valeur, lieu }) =>
    `Le seul lieu qui s’appelle « ${valeur} » est dans un autre département : ${lieu}. Écrivez son code si c’est bien lui, sinon le nom entier ou le code du bon.`,
  'hors-de-portee': ({ valeur, departements }) =>
    `« ${valeur} » n’est pas dans votre territoire (${departements.join(', ')}). Adressez cette ligne au gestionnaire concerné : les autres se publient sans elle.`,
  'jour-illisible': ({ valeur }) => `« ${valeur} » n’est pas une date qui existe. Écrivez par exemple 12/03/2026.`,
  'jour-non-dit': ({ valeur }, colonne) =>
    `« ${valeur} » ne dit pas de jour, et « ${colonne} » ne peut pas rester vide. Écrivez par exemple 12/03/2026.`,
  'jour-a-venir': ({ valeur }) => `Cette date (${valeur}) n’est pas encore passée. Vérifiez-la.`,
  'jour-trop-ancien': ({ valeur, annee }) =>
    annee === undefined
      ? `Cette date (${valeur}) est trop ancienne : c’est sans doute une erreur de saisie. Écrivez par exemple 12/03/2026.`
      : `Le tableur a pris l’année ${annee} pour un nombre de jours, et montre ${valeur}. Écrivez le jour entier, par exemple 12/03/${annee}.`,
  'texte-long': ({ longueur, max }, colonne) =>
    `« ${colonne} » est long (${longueur} caractères, ${max} conviennent) : le texte est publié tel quel, à vérifier.`,
  'nom-de-personne': ({ valeur }) =>
    `« ${valeur} » semble le nom d’une personne, qui n’est pas publié. Écrivez celui du lieu ou du service.`,
  'a-ne-pas-publier': ({ valeur }) =>
    `« ${valeur} » demande de ne pas être publié. Videz la cellule, ou écrivez seulement ce qui peut l’être.`,
  'point-dit-ferme': ({ valeur }) =>
    `« ${valeur} » dit que ce point est fermé ou à retirer, et il serait publié. Vérifiez, et retirez la ligne si c’est le cas.`,
  'position-approchee': ({ latitude, longitude }) =>
    `Ces degrés (${decimal.format(latitude)} ; ${decimal.format(longitude)}) situent un point à un kilomètre près : la position est publiée comme approximative. Écrivez au moins trois décimales, par exemple 42,9654.`,
  'position-grossiere': ({ latitude, longitude }) =>
    `Ces degrés (${decimal.format(latitude)} ; ${decimal.format(longitude)}) ont une décimale au plus et ne situent pas un point : la position n’est pas publiée. Écrivez au moins trois décimales, par exemple 42,9654.`,
  'case-accompagnee': ({ valeur, lue }) =>
    `« ${lue} » est coché, et « ${valeur} » n’est pas gardé. Mettez ce détail dans « Commentaire » s’il compte.`,
  'position-non-comprise': ({ valeur }) =>
    `« ${valeur} » n’est pas compris comme une position : elle n’est pas publiée. Écrivez par exemple 42,9654 puis 1,6078, dans deux colonnes.`,
  'arrondissement-contredit': ({ valeur, codePostal }) =>
    `${codePostal} n’est pas le code postal que dit « ${valeur} ». Il est gardé ; vérifiez-le.`,
  'identifiant-inconnu': ({ valeur }) =>
    `L’identifiant « ${valeur} » n’est celui d’aucun de vos points publiés. Videz la cellule pour un nouveau point.`,
  'point-reuni': ({ valeur }) =>
    `L’identifiant « ${valeur} » est celui d’un point réuni à un autre : cette ligne parle du point qui a été gardé.`,
  doublon: ({ ligne }) => `Cette ligne répète la ligne ${ligne}. Retirez l’une des deux.`,
  'rapprochement-ambigu': ({ candidats }) =>
    `Cette ligne ressemble à ${candidats.length > 1 ? 'plusieurs points publiés' : 'un point publié, comme une autre ligne du fichier'} : ${candidats.map(({ id, nom }) => `${nom} (${id})`).join(', ')}. Écrivez l’identifiant du bon.`,
  'deja-publie-par-un-autre': (constat) => phraseDejaPublie(constat, 'cochez cette ligne avant de publier'),
  'confirme-a-cote-d-un-autre': ({ points }) =>
    `Confirmé : publié à côté de ${nomsDe(points)}, de ${detenteursDe(points)}.`,
  'centre-ambigu': ({ siren, centres }) =>
    `Plusieurs centres portent le SIREN ${siren} : ${list(centres)}. Écrivez le code guichet du bon.`,
  'nombre-faux': ({ valeur }) => `« ${valeur} » n’est pas un nombre entier. Laissez vide ce qui est inconnu.`,
  'annee-fausse': ({ valeur }) => `« ${valeur} » n’est pas une année de recensement. Écrivez par exemple 2026.`,
  'aucun-chiffre': () => 'Cette ligne ne donne aucun chiffre : les trois sont publiés comme inconnus.',
  'plus-d-attributions-que-de-logements': ({ attributions, logements }) =>
    `${attributions} attributions pour ${logements} logements : vérifiez ces nombres.`,
} as const satisfies Phrases

/** What becomes of closures that are not understood, and what to write. */
const auCommentaire = (estGarde = false): string =>
  `Écrivez seulement des dates, par exemple 24/12/2026 ou 01/08/2026-15/08/2026 ; d’un classeur, ces mots sont publiés dans le commentaire.${
    estGarde ? ' Les fermetures déjà publiées sont gardées ; pour les effacer, videz la cellule.' : ''
  }`

function phraseDesHoraires(refus: Extract<Constat, { code: 'horaires-du-jour' }>['refus']): string {
  switch (refus.code) {
    case 'heure-impossible':
      return `L’heure ${refus.heure} n’existe pas.`
    case 'fermeture-avant-ouverture':
      return `La fermeture (${heure(refus.ferme)}) est avant l’ouverture (${heure(refus.ouvre)}).`
    case 'plages-qui-se-chevauchent':
      return 'Deux plages horaires se chevauchent.'
    case 'plages-en-desordre':
      return 'Une plage commence avant celle qui est écrite avant elle : elle peut être du matin ou du soir.'
    case 'horaires-illisibles':
      return 'Ces horaires ne sont pas compris.'
    case 'horaires-incertains':
      return 'Ces horaires ne sont pas compris avec certitude.'
    case 'horaires-a-plusieurs-sens':
      return 'Ces horaires peuvent se lire de plusieurs façons.'
    case 'jour-incertain':
      return 'Le jour n’est pas certain : écrivez-le en entier.'
    case 'mot-non-compris':
      return `« ${refus.mot} » n’est pas compris dans ces horaires.`
  }
}

/** The header of a column, as the model prints it. */
export const nomDeColonne = (colonne: Colonne): string =>
  ({ ...COLONNES_DES_COMMUNES, ...COLONNES_DES_POINTS, type: 'Type' })[colonne]

/** What a header may be said to be: a column of the model, or a part of an address or of a position. */
export const nomADonner = (colonne: ColonneADonner): string => ({ ...PIECES_A_DIRE, ...COLONNES_DES_POINTS })[colonne]

/** `geste`: how one confirms, at the door where this is read. */
export const phraseDejaPublie = (
  { points }: Extract<Constat, { code: 'deja-publie-par-un-autre' }>,
  geste: string,
): string =>
  `Ce point est déjà publié par ${detenteursDe(points)} : ${nomsDe(points)}. Comparez les deux versions, puis ${geste} si la vôtre doit paraître aussi.`

/** The sentence of a remark, in French. */
export function phraseDeRemarque(remarque: Remarque): string {
  // Each entry takes its own constat: the key proves it, which the compiler cannot follow across a union.
  const phrase: (constat: never, colonne: string) => string = PHRASES[remarque.code]
  return phrase(remarque as never, nomDeColonne(remarque.colonne))
}
