/** What is said when the life of a demande refuses an act: what happened, then what to do or whom to see. */
import type { RefusDEnregistrement } from '#lib/domain/demande/acte.ts'
import type { RefusDAvis } from '#lib/domain/demande/avis.ts'
import type { RefusDeChangement } from '#lib/domain/demande/changement-de-titulaire.ts'
import type { RefusDeCorrection } from '#lib/domain/demande/correction-d-identite.ts'
import type { RefusDeDepot, RefusDeReprise, RefusDeValidite } from '#lib/domain/demande/depot.ts'
import type { RefusDEffacement } from '#lib/domain/demande/effacement.ts'
import type { RefusDePage } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import type { RefusDeDistinction } from '#lib/domain/demande/memes-personnes.ts'
import type { RefusDeModification } from '#lib/domain/demande/modification.ts'
import { MOTIFS_DE_RADIATION } from '#lib/domain/demande/motifs-de-radiation.ts'
import type { RefusDeRadiation, RefusDeRetablissement } from '#lib/domain/demande/radiation.ts'
import type { RefusDeReactivation } from '#lib/domain/demande/reactivation.ts'
import type { RefusDeReglage, RefusDeRenouvellementEnLigne } from '#lib/domain/demande/reglages-de-territoire.ts'
import type { RefusDeRenouvellement, RefusDeRenouvellementRecu } from '#lib/domain/demande/renouvellement.ts'
import type { RefusDeLigne } from '#lib/domain/demande/reprise/ligne.ts'
import type { RefusDeSeparation } from '#lib/domain/demande/separation.ts'
import { direNomIllisible } from '#lib/domain/signes-imprimes.ts'
import { direDefaut } from '#lib/domain/siret.ts'
import { finDeDemande } from './fin-de-demande.ts'
import { formatJourEntier } from './jours.ts'

export type RefusDeDemande =
  | RefusDEnregistrement
  | RefusDeDepot
  | RefusDeReprise
  | RefusDeValidite
  | RefusDeLigne
  | RefusDeModification
  | RefusDeRenouvellement
  | RefusDeRenouvellementRecu
  | RefusDAvis
  | RefusDeRadiation
  | RefusDeRetablissement
  | RefusDeReactivation
  | RefusDEffacement
  | RefusDeSeparation
  | RefusDeChangement
  | RefusDeRenouvellementEnLigne
  | RefusDeReglage
  | RefusDeCorrection
  | RefusDePage
  | RefusDeDistinction

type Phrases = {
  readonly [C in RefusDeDemande['code']]: (refus: Extract<RefusDeDemande, { code: C }>) => string
}

const motif = (code: keyof typeof MOTIFS_DE_RADIATION): string => MOTIFS_DE_RADIATION[code].toLowerCase()

export const PHRASES_DE_DEMANDE = {
  'demande-radiee': ({ radieeLe, motif: code }) => {
    const { pourquoi, suite } = finDeDemande(code)
    return `Cette demande a été annulée (radiée) le ${formatJourEntier(radieeLe)} : ${pourquoi}. ${suite}`
  },
  'demande-effacee': () =>
    'Cette demande a été annulée il y a plus d’un an, et ses données sont effacées. Déposez une nouvelle demande.',
  'demande-active': () => 'Cette demande est active : il n’y a rien à rétablir ni à effacer.',
  'demande-changee': () =>
    'Cette demande a changé pendant que vous écriviez. Rouvrez-la, vérifiez vos changements, puis enregistrez de nouveau.',
  'plus-comparables': () =>
    'Ces demandes ne se ressemblent plus, ou l’une d’elles n’attend plus : il n’y a plus rien à en dire ensemble. Revenez à la liste.',
  'demandes-a-cocher': () => 'Cochez au moins deux demandes, de personnes toutes différentes.',
  'personnes-changees': () =>
    'Le nom ou la date de naissance d’une des personnes a changé entre-temps. Rouvrez la page, comparez de nouveau, puis choisissez.',
  'cle-deja-employee': () =>
    'Ce formulaire a déjà été envoyé avec d’autres réponses. Ouvrez votre demande : elle dit ce qui a été enregistré.',
  'demande-inconnue': () =>
    'Aucune demande du registre ne porte ce numéro unique. Chargez d’abord le fichier qui la contient.',
  'ligne-inenregistrable': () =>
    'La base refuse une donnée de cette demande : un signe ou une valeur qu’elle ne sait pas garder. Exportez-la de nouveau, ou donnez son numéro à l’exploitant du portail.',
  'numero-deja-lu': () => 'Ce numéro unique est déjà celui d’une autre demande de ce fichier. Vérifiez les deux.',
  'numero-pris': () =>
    'Une autre demande du registre porte déjà ce numéro, ou ses treize premiers caractères. Vérifiez le numéro unique.',
  'guichet-sans-code': () =>
    'Votre organisme n’a pas de code guichet, sans lequel aucun numéro ne se donne. Demandez-le au gestionnaire territorial.',
  'renouvellement-en-ligne-ferme': () =>
    'Le renouvellement en ligne n’est pas ouvert dans ce territoire. Renouvelez votre demande auprès d’un guichet qui enregistre les demandes, ou par courrier.',
  'radiation-a-confirmer': () =>
    'Pour ouvrir la radiation, cochez d’abord que les renouvellements des guichets et des logiciels, et les courriels revenus, arrivent dans ce registre.',
  'retours-non-entendus': () =>
    'La radiation ne peut pas s’ouvrir : ce portail n’entend pas les courriels qui reviennent, et un avis que personne n’a reçu resterait « remis ». Demandez à l’exploitant du portail de régler ACCUSES_SECRET.',
  'territoire-a-fichier-partage': ({ nom }) =>
    `Les demandes de ce territoire sont tenues par le ${nom} : il les renouvelle, les rappelle et les radie lui-même. Rien ne s’ouvre ici.`,
  'fichier-partage': ({ nom, adresse }) =>
    `Les demandes de ce département sont tenues par le ${nom}, qui les enregistre et les renouvelle lui-même. Allez sur ${adresse}.`,
  'trop-tot': ({ ouvreLe }) =>
    `Il est trop tôt pour renouveler cette demande. Vous pourrez le faire à partir du ${formatJourEntier(ouvreLe)}.`,
  'deja-renouvelee': ({ renouveleeLe, ouvreLe }) =>
    `Cette demande a déjà été renouvelée le ${formatJourEntier(renouveleeLe)}. Le prochain renouvellement s’ouvre le ${formatJourEntier(ouvreLe)}.`,
  'echeance-passee': ({ dernierJour }) =>
    `Le dernier jour pour renouveler était le ${formatJourEntier(dernierJour)}. Voyez sans attendre un guichet qui enregistre les demandes.`,
  incomplete: ({ mineur }) =>
    mineur
      ? 'Une demande se dépose à partir de dix-huit ans, ou émancipé. Vérifiez la date de naissance.'
      : 'Il manque des réponses, sans lesquelles la demande ne peut être enregistrée : elles sont signalées.',
  'identite-figee': () =>
    'Le nom et le prénom ne se changent pas ici. Demandez leur correction : le gestionnaire territorial décidera.',
  'rubriques-en-trop': () =>
    'Une association ne remplit que son identité, ses coordonnées et le logement recherché. Videz les autres rubriques.',
  'commune-hors-territoire': () =>
    'Une commune souhaitée n’est pas du territoire de cette demande. Retirez-la ; pour elle, déposez une demande dans son département.',
  'page-depassee': () =>
    'Votre demande a changé depuis que cette page est ouverte : dans un autre onglet, à un guichet ou avec la nouvelle année. Rien n’est enregistré. Ouvrez cette page dans un nouvel onglet pour voir ce qui est enregistré, puis recopiez ce que vous aviez écrit ici.',
  'sans-changement': () => 'Rien n’a changé : il n’y a rien à enregistrer.',
  'depot-a-venir': ({ le }) =>
    `Le jour du dépôt est à venir : nous sommes le ${formatJourEntier(le)}. Vérifiez la date de réception.`,
  'numero-d-un-autre-mois': () => 'Le numéro unique n’est pas du mois du dépôt. Vérifiez la date de dépôt.',
  'dates-incoherentes': () => 'Les dates de cette demande se contredisent. Corrigez-les dans le fichier.',
  'validite-connue': ({ valideDepuis }) =>
    `Cette demande est déjà connue pour valable depuis le ${formatJourEntier(valideDepuis)} : rien n’est changé.`,
  'validite-inconnue': () =>
    'Le jour dont court la validité de cette demande n’est pas connu. Renouvelez-la, ou complétez-la par un fichier.',
  'avis-non-remis': () =>
    'L’avis de fin de validité n’est pas remis. Avant le dernier jour pour renouveler, remettez-le par la poste. Après ce jour, il ne se remet plus et le portail ne radie pas : un guichet écrit au demandeur en lettre recommandée et, un mois après, peut radier pour absence de réponse.',
  'avis-a-venir': () => 'Le jour de remise de l’avis est à venir. Vérifiez la date.',
  'avis-trop-recent': ({ possibleLe }) =>
    `L’avis a été remis il y a moins d’un mois. La radiation sera possible le ${formatJourEntier(possibleLe)}.`,
  'encore-renouvelable': ({ dernierJour }) =>
    `Cette demande peut être renouvelée jusqu’au ${formatJourEntier(dernierJour)} inclus : elle ne peut être radiée avant.`,
  'avertissement-trop-recent': ({ possibleLe }) =>
    `L’avertissement a moins d’un mois. La radiation sera possible le ${formatJourEntier(possibleLe)}.`,
  'lettre-d-avant': ({ depuis }) =>
    `Cette lettre est d’avant le ${formatJourEntier(depuis)}, où la demande a été déposée ou renouvelée : elle n’y met pas fin. Vérifiez sa date.`,
  'avis-d-avant': ({ valideDepuis }) =>
    `Cet avis est d’avant le ${formatJourEntier(valideDepuis)}, dont court la validité : il parlait d’une autre année. Vérifiez sa date.`,
  'avis-apres-le-dernier-jour': ({ dernierJour }) =>
    `Le dernier jour pour renouveler était le ${formatJourEntier(dernierJour)} : un avis remis après lui n’avertit plus de rien. Vérifiez sa date.`,
  'depot-trop-ancien': ({ dernierJour }) =>
    `La validité d’un dépôt de ce jour a fini le ${formatJourEntier(dernierJour)}. Vérifiez la date de réception.`,
  'preuve-manquante': () =>
    'Dites quelle preuve vous avez vue : un acte, un jugement, un numéro de lettre recommandée.',
  'renonciation-a-venir': () => 'Le jour de réception de la renonciation est à venir. Vérifiez la date.',
  'siren-invalide': ({ defaut }) => direDefaut('SIREN', defaut),
  'siren-different': () =>
    'Ce SIREN n’est pas celui de votre organisme. Corrigez-le : l’attribution doit se rattacher à vous.',
  'logement-hors-territoire': () =>
    'La commune du logement n’est pas du territoire de la demande. Vérifiez la commune et le numéro unique.',
  'bail-apres-la-radiation': ({ le }) =>
    `Le bail doit être signé au plus tard le jour où la radiation s’enregistre, le ${formatJourEntier(le)}. Vérifiez sa date.`,
  'logement-a-decrire': () =>
    'Donnez l’identifiant RPLS du logement (10 caractères) ou, à défaut, son adresse, ses pièces, sa surface et son loyer.',
  'motif-sans-retablissement': ({ motif: code }) =>
    `Seule une radiation pour attribution peut être défaite par son bailleur ; celle-ci a pour motif : ${motif(code)}.`,
  'motif-sans-reactivation': ({ motif: code }) =>
    `Une demande radiée pour ce motif ne se réactive pas : ${motif(code)}. Enregistrez une nouvelle demande.`,
  'reactivation-passee': ({ jusquAu }) =>
    `La réactivation était possible jusqu’au ${formatJourEntier(jusquAu)}. Enregistrez une nouvelle demande.`,
  'raison-manquante': () => 'Dites pourquoi, en une phrase : elle est gardée avec la demande.',
  'effacement-a-venir': ({ effacementLe }) => `Cette demande ne s’efface que le ${formatJourEntier(effacementLe)}.`,
  'cotitulaire-inconnu': () => 'Cette personne n’est pas cotitulaire de la demande. Vérifiez qui y est inscrit.',
  'couple-non-couvert': () =>
    'L’ancienneté ne se garde qu’à la séparation d’un couple marié ou pacsé. Pour les autres, adressez-vous au gestionnaire territorial.',
  'autre-personne': () =>
    'La nouvelle demande n’est pas au nom du conjoint ou partenaire inscrit sur celle du couple. Vérifiez le nom et le prénom.',
  'autre-territoire': () =>
    'L’ancienneté ne passe pas d’un territoire à un autre. Déposez cette demande dans le territoire du couple.',
  'correction-en-cours': ({ demandeeLe }) =>
    `Une correction a été demandée le ${formatJourEntier(demandeeLe)}. Attendez sa décision, ou voyez le gestionnaire territorial.`,
  'correction-absente': () => 'Aucune correction n’est demandée, ou elle est déjà décidée. Rouvrez la demande.',
  'nom-manquant': () => 'Écrivez le nom tel qu’il doit être.',
  'nom-en-autres-lettres': ({ noms, isAssociation }) => direNomIllisible(noms, isAssociation),
  'piece-manquante': () => 'Un autre nom se prouve : dites quelle pièce vous avez vue.',
} as const satisfies Phrases
