/**
 * The sentence that people read for each refusal: what happened, then what to do. The mapped type below makes a new
 * refusal without a sentence a compile error; add its type to `Refus` and its line to `PHRASES`.
 */
import type { RefusDAcces } from '#lib/domain/acces/acces.ts'
import { ROLES } from '#lib/domain/acces/acteur.ts'
import type { RefusDeCode } from '#lib/domain/acces/code.ts'
import type { RefusDeCentre, RefusDeCompte } from '#lib/domain/acces/compte.ts'
import type { RefusDEntree, RefusDeNomination } from '#lib/domain/acces/entree.ts'
import type { RefusDeFranceConnect } from '#lib/domain/acces/franceconnect.ts'
import type { RefusDeQuand } from '#lib/domain/demande/quand.ts'
import type { RefusDeFusion } from '#lib/domain/guichet/fusion.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import type { Doubles } from '#lib/domain/guichet/recensement/voisinage.ts'
import type { RefusDeConfirmation } from '#lib/domain/guichet/verification.ts'
import type { RefusDeLot } from '#lib/domain/rappels/courrier.ts'
import { PHRASES_DE_DEMANDE, type RefusDeDemande } from './demande.ts'
import { direAttente } from './durees.ts'
import { formatJourEntier } from './jours.ts'
import { PHRASES_DE_RECENSEMENT } from './recensement.ts'
import { phraseDesDoubles } from './recensement-remarques.ts'

/** Refusals that any act may meet. */
export type RefusCommun =
  | { code: 'introuvable' }
  /** `version` and `actuel` are what the other person saved, in the terms of the form. */
  | { code: 'modifiee-entre-temps'; version: number; actuel: Readonly<Record<string, string | readonly string[]>> }
  | { code: 'origine-refusee' }
  /** `secondes`: until one may send again, by the clock that counts. */
  | { code: 'trop-de-demandes'; secondes: number }
  /** Every field of a form that is wrong, by its name. */
  | { code: 'saisie-a-revoir'; erreurs: Readonly<Record<string, string>> }
  | { code: 'annee-a-venir'; annee: number }
  | { code: 'annulation-impossible' }
  | { code: 'point-retire' }
  | { code: 'point-deja-la'; id: string }
  | { code: 'place-prise'; id: string }
  /** `cle` names these doubles as they stand: who chooses it has seen them. */
  | { code: 'point-en-double'; cle: string; doubles: Doubles }
  | { code: 'fermeture-passee' }
  | { code: 'publication-en-cours' }
  | { code: 'signalement-traite-entre-temps' }
  | RefusDeConfirmation
  | RefusDeFusion

export type Refus =
  | RefusCommun
  | RefusDAcces
  | RefusDeCompte
  | RefusDeCentre
  | RefusDEntree
  | RefusDeCode
  | RefusDeFranceConnect
  | { code: 'rattachement-impossible' }
  | { code: 'code-remis-impossible' }
  | RefusDeNomination
  | RefusDeQuand
  | RefusDeRecensement
  | RefusDeLot
  | RefusDeDemande

type Phrases = { readonly [C in Refus['code']]: (refus: Extract<Refus, { code: C }>) => string }

const PHRASES = {
  ...PHRASES_DE_RECENSEMENT,
  ...PHRASES_DE_DEMANDE,
  'aucun-courrier': () =>
    'Aucune lettre n’attend dans ce territoire. Une autre personne vient peut-être de les prendre : son lot est dans la liste.',
  'lot-deja-regle': () => 'Ce lot est déjà remis ou abandonné. Rouvrez sa page : elle dit ce qu’il est devenu.',
  'jour-de-remise-faux': ({ du, au }) =>
    `Écrivez le jour où la poste a reçu ces lettres : entre le ${formatJourEntier(du)}, jour du lot, et le ${formatJourEntier(au)}.`,
  'correction-de-remise-fausse': ({ dit, au }) =>
    `Ce lot est dit remis le ${formatJourEntier(dit)} : écrivez un jour plus récent, jusqu’au ${formatJourEntier(au)}. Une lettre qui n’est pas partie se note revenue.`,
  'lettre-inconnue': () =>
    'Ce lot n’a pas de lettre de ce numéro pour cette demande, ou elle en a été retirée. Relisez les deux numéros, en bas de la lettre.',
  'lettre-deja-revenue': () => 'Cette lettre est déjà notée comme revenue.',
  'jour-illisible': () => 'Écrivez une date qui existe, par exemple 12/03/2026.',
  'jour-trop-ancien': ({ premier }) =>
    `Cette date est trop ancienne : écrivez celle de votre dernier renouvellement, depuis le ${formatJourEntier(premier)}.`,
  'jour-a-venir': ({ aujourdhui }) =>
    `Cette date est à venir : dans ce département, nous sommes le ${formatJourEntier(aujourdhui)}. Écrivez le jour du dépôt ou du dernier renouvellement.`,
  'departement-inconnu': () => 'Choisissez le département de votre demande.',
  'franceconnect-arrete': () =>
    'Vous avez arrêté la connexion à FranceConnect : recommencez, ou entrez par un code reçu par courriel.',
  'franceconnect-rejoue': () =>
    'Cette connexion à FranceConnect a déjà servi, ou a trop attendu : recommencez, ou entrez par un code reçu par courriel.',
  'franceconnect-injoignable': () =>
    'FranceConnect ne répond pas pour le moment : réessayez plus tard, ou entrez par un code reçu par courriel.',
  'franceconnect-non-verifie': () =>
    'La réponse de FranceConnect n’a pas pu être vérifiée, et nous ne l’avons pas gardée : recommencez, ou entrez par un code reçu par courriel.',
  'franceconnect-sans-identite': () =>
    'FranceConnect ne nous a pas dit votre nom de naissance et votre date de naissance : entrez par un code reçu par courriel.',
  'franceconnect-trop-de-demandes': () =>
    'Trop de connexions par FranceConnect depuis ce réseau. Vous pouvez demander un code par courriel, ci-dessous, ou réessayer plus tard.',
  'code-faux': ({ restants }) =>
    restants === 0
      ? 'Ce code n’est pas le bon, et il ne peut plus être essayé. Demandez un nouveau code.'
      : `Ce code n’est pas le bon. Relisez les six chiffres : il reste ${restants} essai${restants > 1 ? 's' : ''}.`,
  'code-perime': () =>
    'Ce code n’est plus valable : il a plus de dix minutes, a déjà servi, ou a été essayé trop de fois. Demandez un nouveau code.',
  'rattachement-impossible': () =>
    'Nous n’avons pas pu ouvrir cette demande avec ce que vous avez écrit. Vérifiez le numéro, essayez une autre preuve, ou adressez-vous à un point de contact.',
  'code-remis-impossible': () =>
    'Aucune demande de votre territoire ne porte ce numéro, ou elle est effacée. Relisez-le sur l’attestation.',
  introuvable: () => 'Nous n’avons pas trouvé ce que vous cherchez. Cela a peut-être été retiré.',
  'modifiee-entre-temps': () =>
    'Ce qui est enregistré a changé pendant que vous écriviez, par une autre personne ou par vous dans un autre onglet. Comparez les deux versions ci-dessous, puis enregistrez : rien de ce que vous avez écrit n’est perdu.',
  'origine-refusee': () => 'Cet envoi ne vient pas d’une page du portail. Ouvrez la page, puis recommencez.',
  'trop-de-demandes': ({ secondes }) => `Trop d’envois en peu de temps. Recommencez ${direAttente(secondes)}.`,
  'saisie-a-revoir': () => 'Certains champs sont à revoir : chacun dit pourquoi.',
  'annee-a-venir': ({ annee }) => `Les chiffres de l’année ${annee} n’existent pas encore, ou sont trop anciens.`,
  'annulation-impossible': () =>
    'Ce changement ne peut plus être annulé : la fiche a changé depuis. Corrigez-la plutôt dans son formulaire.',
  'point-retire': () => 'Ce point est retiré. Rétablissez-le d’abord, puis corrigez-le.',
  'point-deja-la': () =>
    'Un point du même nom existe déjà ici, sur le même canal. Corrigez celui-là, ou donnez un autre nom à celui-ci.',
  'point-en-double': ({ doubles }) =>
    `Ce point reste réuni à l’autre. ${phraseDesDoubles(doubles, 'Pour le publier quand même, cochez la case ci-dessous, puis recommencez.')}`,
  'place-prise': () =>
    'Un point du même nom est publié ici, sur le même canal : celui-ci reste retiré tant que l’autre est là. Donnez un autre nom à l’autre, ou retirez-le, puis recommencez.',
  'fusion-impossible': () => 'Ce point ne peut pas être gardé : choisissez-en un autre, qui soit publié.',
  'signalement-traite-entre-temps': () =>
    'Une autre personne vient de traiter ce signalement : son état est écrit au-dessus. Si le vôtre est le bon, enregistrez-le de nouveau.',
  'publication-en-cours': () =>
    'Un fichier se publie ou s’annule en ce moment. Attendez quelques secondes, puis recommencez.',
  'fermeture-passee': () => 'Cette période est déjà finie, ou finit avant de commencer. Vérifiez les deux dates.',
  'lien-inconnu': () => 'Ce lien n’est pas reconnu : ouvrez-le depuis notre courriel, en entier.',
  'lien-expire': ({ expireLe }) =>
    `Ce lien valait jusqu’au ${formatJourEntier(expireLe)} : connectez-vous à l’administration pour mettre vos points à jour.`,
  'points-changes': () =>
    'Vos points ont changé depuis que cette page est ouverte : ouvrez de nouveau le lien, relisez-les, puis confirmez.',
  'connexion-requise': () => 'Votre session est terminée. Connectez-vous de nouveau, puis recommencez.',
  'acces-refuse': () =>
    'Votre compte ne le permet pas ici : il faut un autre rôle, ou répondre du centre ou de tous les départements concernés. Si cela devrait vous revenir, demandez à qui vous a ouvert ce compte d’en vérifier le rôle, le centre et les départements.',
  'role-sans-porte': ({ role }) =>
    `Le rôle « ${ROLES[role]} » n’ouvre encore aucune page de l’administration. Invitez la personne dans un autre rôle.`,
  'courriel-deja-invite': () =>
    'Cette adresse a déjà un compte ouvert. Cherchez-le dans la liste des comptes, pour le corriger ou le fermer ; s’il n’y est pas, il n’est pas de votre ressort : le compte d’un agent se ferme par un gestionnaire de tous les départements de ses centres, tout autre compte par un administrateur.',
  'invite-ferme': () =>
    'Aucune invitation n’est partie. Cette page a déjà servi à inviter cette personne, et son compte a été fermé depuis. Ouvrez ce compte par le lien ci-dessous, puis rouvrez-le.',
  'compte-ferme': () => 'Ce compte est fermé. Rouvrez-le d’abord, puis corrigez-le.',
  'acces-deja-ouvert': () =>
    'Cette personne a déjà un autre compte ouvert. Corrigez celui-là, ou fermez-le avant de rouvrir celui-ci.',
  'soi-meme': () => 'Vous ne pouvez pas fermer votre propre compte. Demandez-le à un autre administrateur.',
  'code-guichet-pris': () => 'Un autre centre porte déjà ce code guichet. Vérifiez les 5 caractères.',
  'identite-inconnue': () =>
    'Votre identité est reconnue, mais aucun compte ne lui correspond. Demandez une invitation au gestionnaire territorial de votre département, à l’adresse que ProConnect connaît.',
  'courriel-non-verifie': () =>
    'Votre fournisseur d’identité n’a pas vérifié votre adresse de courriel. Faites-la vérifier, puis reconnectez-vous.',
  'siret-different': () =>
    'Vous êtes connecté au nom d’un autre organisme que celui de votre invitation. Choisissez le bon organisme dans ProConnect, ou demandez à qui vous a invité de corriger le SIRET de votre compte.',
  'compte-desactive': () =>
    'Ce compte a été fermé. Demandez au gestionnaire territorial de votre département, ou à l’administrateur si vous êtes gestionnaire, de le rouvrir ou de vous inviter de nouveau.',
  'nomination-perimee': ({ expireLe }) =>
    `Cette nomination a pris fin le ${formatJourEntier(expireLe)}. L’exploitant du portail doit la refaire : npm run administrateur.`,
  'administrateur-existant': () =>
    'Un administrateur existe déjà. C’est à lui de créer les autres comptes, depuis l’administration.',
  'courriel-illisible': () => 'Cette adresse de courriel n’est pas lisible. Écrivez par exemple nom@mairie.fr.',
} as const satisfies Phrases

/** The sentence of a refusal, in French, ready for an alert. */
export function phraseDuRefus(refus: Refus): string {
  // Each entry takes its own refusal: the key proves it, which the compiler cannot follow across a union.
  const phrase: (refus: never) => string = PHRASES[refus.code]
  return phrase(refus as never)
}
