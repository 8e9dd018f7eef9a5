/** What a demande says and no form of ours changes, in lines: fields without a question, and what another system wrote. */
import type { Contenu, Cotitulaire, PersonnePhysique } from '#lib/domain/demande/formulaire/contenu.ts'
import { formatEuros } from './contenu-en-lignes.ts'
import { type LigneDeContenu, lignes, type Paire } from './mots-de-contenu.ts'

// R-BRO-09 — choix du portail : tout ce qui est gardé d’une personne se lit par elle, avec qui le change
/** `nomDe`: the name of a commune from its INSEE code. */
export function lignesHorsFormulaire(
  { demandeur, cotitulaires, autres }: Contenu,
  nomDe: (codeInsee: string) => string,
): readonly LigneDeContenu[] {
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
  return lignes(
    ...siennes,
    ...cotitulaires.flatMap((qui, rang): readonly Paire[] => {
      const nom = [qui.prenom, qui.nom].filter(Boolean).join(' ') || 'Qui demande avec vous'
      return [
        [`pension.${rang}`, `${nom}\u00a0: pension alimentaire versée, par mois`, pension(qui)],
        [`travail.${rang}`, `${nom}\u00a0: commune du travail`, travail(qui)],
      ]
    }),
    ...autres.map(({ chemin, valeur }, rang): Paire => [`autre.${rang}`, formatChemin(chemin), valeur]),
  )
}

/** Of a path, the words of a file that say of whom or of what: `personnePhysique/demandeur/civilite`. */
const MOTS: Readonly<Record<string, string>> = {
  adressePostale: 'adresse',
  civilite: 'civilité',
  cotitulaire: 'qui demande avec vous',
  cotitulaires: 'qui demande avec vous',
  dateNaissance: 'date de naissance',
  demandeElargie: 'd’autres communes proches',
  demandeur: 'vous',
  detailRessource: 'ressource',
  enfantsEnGarde: 'enfant que vous accueillez',
  etat: 'état',
  logementActuel: 'logement actuel',
  logementRecherche: 'logement recherché',
  mel: 'courriel',
  modeleLogement: 'logement',
  montantMensuelLoyer: 'loyer par mois',
  naissance: 'date de naissance',
  nationalite: 'nationalité',
  nomPatronymique: 'nom de naissance',
  numGuichet: 'guichet',
  personneACharge: 'personne à charge',
  personneEnGarde: 'enfant que vous accueillez',
  personnesACharge: 'personne à charge',
  prenom: 'prénom',
  precision: 'précision',
  proprietaire: 'propriétaire',
  quartierPrioritaire: 'quartier prioritaire (QPV)',
  recherche: 'logement recherché',
  revenuFiscal: 'revenu fiscal',
  situationFamiliale: 'situation de famille',
  situationProfessionnelle: 'travail',
  telDomicile: 'autre téléphone',
  telPortable: 'téléphone portable',
  telTravail: 'téléphone au travail',
  telephonePortable: 'téléphone portable',
  telephoneDuDomicile: 'autre téléphone',
  telephoneDuTravail: 'téléphone au travail',
  typeContratTravail: 'contrat de travail',
  typeLogement: 'taille',
  zus: 'quartier prioritaire (QPV)',
}
/** What wraps others and says nothing to people. */
const MUETS = /^(?:personnePhysique|personneMorale|liste[A-Z].*|lignes|code|\d+)$/

/** « Vous : civilité »; a name of a file that has no word here is read as it is written, its words parted. */
function formatChemin(chemin: string): string {
  const noms = chemin.split(/[./]/).filter((nom) => nom !== '' && !MUETS.test(nom))
  const mots = [...new Set(noms.slice(-3).map((nom) => MOTS[nom] ?? parted(nom)))]
  const dit = mots.join('\u00a0: ') || 'Autre'
  return dit.charAt(0).toUpperCase() + dit.slice(1)
}

const parted = (nom: string): string =>
  nom
    .replace(/[_-]+/g, ' ')
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .toLowerCase()
