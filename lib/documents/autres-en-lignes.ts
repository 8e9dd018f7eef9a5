/** What a demande says beside our forms, in lines: fields without a question, and what another system wrote. */
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Contenu, Cotitulaire, PersonnePhysique } from '#lib/domain/demande/formulaire/contenu.ts'
import {
  isDitAuChamp,
  makeFormulaireDuChamp,
} from '#lib/domain/demande/formulaire/renouvellement/formulaire-du-champ.ts'
import type { PartieGardee } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { formatEuros } from './contenu-en-lignes.ts'
import { type LigneDeContenu, lignes, type Paire } from './mots-de-contenu.ts'
import { accentue, formatValeur } from './mots-de-fichier.ts'

/**
 * `formulaire`: that of the field which did not take it; undefined: no form of ours changes it. `isPassee`: its field says
 * something since.
 */
type LigneHorsFormulaire = LigneDeContenu & Readonly<{ formulaire?: PartieGardee | undefined; isPassee?: boolean }>

// R-BRO-09 — choix du portail : tout ce qui est gardé d’une personne se lit par elle, avec qui le change
/** `nomDe`: the name of a commune from its INSEE code; `le`: the day on which it is read. */
export function lignesHorsFormulaire(
  contenu: Contenu,
  nomDe: (codeInsee: string) => string,
  le: Jour,
): readonly LigneHorsFormulaire[] {
  const { demandeur, cotitulaires, autres } = contenu
  const travail = ({ situationProfessionnelle: { communeDuTravail } }: PersonnePhysique | Cotitulaire) =>
    communeDuTravail && nomDe(communeDuTravail)
  const pension = ({ pensionVersee }: PersonnePhysique | Cotitulaire) =>
    pensionVersee === null ? null : formatEuros(pensionVersee)
  const siennes: readonly Paire[] =
    demandeur.nature === 'personne-morale'
      ? []
      : [
          ['pension', 'Pension alimentaire que vous versez, par mois', pension(demandeur)],
          ['travail', 'Commune de votre travail', travail(demandeur)],
          ['aidant', 'Courriel de qui vous aide', demandeur.courrielDeLAidant],
        ]
  const gardees = lignes(
    ...siennes,
    ...cotitulaires.flatMap((qui, rang): readonly Paire[] => {
      const nom = [qui.prenom, qui.nom].filter(Boolean).join(' ') || 'Qui demande avec vous'
      return [
        [`pension.${rang}`, `${nom}\u00a0: pension alimentaire versée, par mois`, pension(qui)],
        [`travail.${rang}`, `${nom}\u00a0: commune du travail`, travail(qui)],
      ]
    }),
  )
  // R-BRO-11 — choix du portail : ce qu’un champ n’a pas pris d’un fichier se corrige là où ce champ se remplit
  const formulaireDe = makeFormulaireDuChamp(contenu, { le, communes: { nomDe } })
  return [
    ...gardees,
    ...autres.flatMap((un, rang) => {
      const [ligne] = lignes([`autre.${rang}`, formatChemin(un.chemin), formatValeur(un.chemin, un.valeur, nomDe)])
      const dit = { formulaire: formulaireDe(un.chemin), isPassee: isDitAuChamp(contenu, un.chemin) }
      return isNotre(un) || !ligne ? [] : [{ ...ligne, ...dit }]
    }),
  ]
}

/** An amount that has a field, and the marks of our own form that nobody wrote: none is a thing that a file says. */
const MONTANT_MIS_A_ZERO = /^[^/@]*\.(?:montant|loyerMensuel|loyerMaximal|pensionVersee|euros)$/
const MARQUE = /^[^/@]*\.(?:statut|nature|unSeulNom|emancipe)$/

const isNotre = ({ chemin, valeur }: Contenu['autres'][number]): boolean =>
  // R-BRO-09 — choix du portail : un 0 mis de côté (R-FORM-01) n’est pas une réponse ; son champ dit que le montant n’est pas connu
  (valeur === '0' && MONTANT_MIS_A_ZERO.test(chemin)) || MARQUE.test(chemin)

/**
 * Of a path, the words of a file or of our fields that say of whom or of what: `personnePhysique/demandeur/civilite`. A
 * file chooses the names of its elements, `constructor` too: only what stands here is one.
 */
const MOTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    accepteDAutresCommunes: 'd’autres communes proches',
    adressePostale: 'adresse',
    annee: 'année',
    anneeMoins1: 'année précédente',
    anneeMoins2: 'avant-dernière année',
    batiment: 'bâtiment',
    categorie: 'catégorie',
    categorieLogement: 'appartement ou maison',
    civilite: 'civilité',
    coParentalite: 'garde',
    communeDuTravail: 'commune du travail',
    complement: 'complément',
    cotitulaire: 'qui demande avec vous',
    cotitulaires: 'qui demande avec vous',
    courrielDeLAidant: 'courriel de qui vous aide',
    creeeLe: 'date de création',
    dateCreation: 'date de création',
    dateCreationDemande: 'date de dépôt',
    dateEntree: 'date d’entrée',
    dateNaissance: 'date de naissance',
    dateNaissancePrevue: 'date de naissance prévue',
    demandeElargie: 'd’autres communes proches',
    demandeur: 'vous',
    detailRessource: 'ressource',
    employeur: 'employeur',
    enfantsANaitre: 'enfant à naître',
    enfantsEnGarde: 'enfant que vous accueillez',
    entreLe: 'date d’entrée',
    etage: 'étage',
    etat: 'état',
    etranger: 'à l’étranger',
    euros: 'montant',
    hebergeant: 'qui vous héberge',
    lienDemandeur: 'lien avec vous',
    lienParente: 'lien de parenté',
    localisations: 'commune souhaitée',
    localisationSouhaite: 'commune souhaitée',
    localite: 'localité',
    logementActuel: 'logement actuel',
    logementRecherche: 'logement recherché',
    loyerMensuel: 'loyer par mois',
    mel: 'courriel',
    melAidant: 'courriel de qui vous aide',
    modele: 'logement',
    modeleLogement: 'logement',
    montantMensuelLoyer: 'loyer par mois',
    montantMoins1: 'montant de l’année précédente',
    montantMoins2: 'montant de l’avant-dernière année',
    motifs: 'motif',
    naissance: 'date de naissance',
    nationalite: 'nationalité',
    nombreHabitant: 'personnes qui y vivent',
    nomDeNaissance: 'nom de naissance',
    nomEmployeurPrincipal: 'employeur',
    nomHebergeant: 'qui vous héberge',
    nomPatronymique: 'nom de naissance',
    numero: 'numéro',
    numGuichet: 'guichet',
    occupants: 'personnes qui y vivent',
    pensionVersee: 'pension alimentaire versée',
    personneACharge: 'personne à charge',
    personneANaitre: 'enfant à naître',
    personneEnGarde: 'enfant que vous accueillez',
    personnesACharge: 'personne à charge',
    prenom: 'prénom',
    precision: 'précision',
    prevusLe: 'date de naissance prévue',
    proprietaire: 'propriétaire d’un logement',
    proprietaireDUnLogement: 'propriétaire d’un logement',
    quartierPrioritaire: 'quartier prioritaire (QPV)',
    raisonSociale: 'nom de l’association',
    recherche: 'logement recherché',
    ressourcesDesPersonnesACharge: 'ressources des personnes à charge',
    revenuFiscal: 'revenu fiscal',
    rezDeChaussee: 'rez-de-chaussée',
    sirenBailleur: 'SIREN du bailleur',
    sirenDuBailleur: 'SIREN du bailleur',
    siret: 'SIRET',
    siretDeLEmployeur: 'SIRET de l’employeur',
    siretEmployeur: 'SIRET de l’employeur',
    situationFamiliale: 'situation de famille',
    situationProfessionnelle: 'travail',
    telDomicile: 'autre téléphone',
    telPortable: 'téléphone portable',
    telTravail: 'téléphone au travail',
    telephonePortable: 'téléphone portable',
    telephoneDuDomicile: 'autre téléphone',
    telephoneDuTravail: 'téléphone au travail',
    travailALEtranger: 'travail à l’étranger',
    typeContratTravail: 'contrat de travail',
    typeLogement: 'taille',
    typeLogementActuel: 'taille',
    types: 'taille',
    zus: 'quartier prioritaire (QPV)',
  }),
)
/** What wraps others, or says which part of an element it is: nothing to people. */
const MUETS = /^(?:personnePhysique|personneMorale|liste[A-Z].*|lignes|code|libell?e|label|\d+)$/

/** « Vous : civilité »; a name of a file that has no word here is read as it is written, its words parted. */
function formatChemin(chemin: string): string {
  const noms = chemin.split(/[./@]/).filter((nom) => !MUETS.test(nom))
  // Of whom it is said, and the nearest of what: what stands between says where it was in the file.
  const mots = [...noms.slice(0, 1), ...noms.slice(1).slice(-3)].map((nom) => MOTS.get(nom) ?? accentue(parted(nom)))
  const dit = [...new Set(mots)].filter(Boolean).join('\u00a0: ') || 'Autre'
  return dit.charAt(0).toUpperCase() + dit.slice(1)
}

const parted = (nom: string): string =>
  nom
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, ' ')
    .toLowerCase()
    .replace(/(?<![\p{L}\p{N}])([dl]) (?=[aeiouyhàâéèêîôû])/gu, '$1’')
    .trim()
