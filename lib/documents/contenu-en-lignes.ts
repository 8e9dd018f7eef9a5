/** What a demande says, in short lines that people read: the label first, then the answer in words. */
import {
  CATEGORIES,
  CATEGORIES_SOUHAITEES,
  CIVILITES,
  LOGEMENTS_ACTUELS,
  MOTIFS,
  NATIONALITES,
  QUARTIERS_PRIORITAIRES,
  RESSOURCES,
  TYPES,
} from '#lib/domain/demande/formulaire/codes.ts'
import { mobileOf } from '#lib/domain/demande/formulaire/contacts.ts'
import type { AdressePostale, Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import type { Montant, Ressources } from '#lib/domain/demande/formulaire/montants.ts'
import type { Groupe } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { formatTravail, lignesDuFoyer } from './foyer-en-lignes.ts'
import {
  formatJour,
  formatNaissance,
  type LigneDeContenu,
  lignes,
  minuscule,
  nommer,
  ouiNon,
  type Paire,
  unir,
} from './mots-de-contenu.ts'

/** The name of a commune from its INSEE code. */
type Nom = (codeInsee: string) => string

const euros = new Intl.NumberFormat('fr-FR', {
  style: 'currency',
  currency: 'EUR',
  trailingZeroDisplay: 'stripIfInteger',
})
/** `1 240 €`, `1 240,50 €`, with no-break spaces. */
export const formatEuros = (montant: number): string => euros.format(montant)

/** An amount in words; « pas encore connu » is never 0. */
export const formatMontant = (montant: Montant): string =>
  montant === null ? 'Pas encore connu' : montant.statut === 'declare' ? formatEuros(montant.euros) : 'Rien (0 €)'

/** Monthly resources, line by line. */
export function formatRessources(ressources: Ressources): string {
  if (ressources === null) return 'Pas encore connues'
  if (ressources.statut === 'aucune') return 'Aucune (0 €)'
  return ressources.lignes
    .map(({ code, euros: combien }) =>
      [
        combien === null ? 'montant inconnu' : formatEuros(combien),
        code === null ? 'origine inconnue' : minuscule(RESSOURCES[code]),
      ].join(', '),
    )
    .join(' ; ')
}

// R-BRO-04 — CCH, R441-2-7 ; choix du portail : ce qui sera enregistré se lit avant d’être certifié, champ par champ
/** The facts of a group: a line for each field that may change. */
export function lignesDuGroupe(groupe: Groupe, contenu: Contenu, nomDe: Nom): readonly LigneDeContenu[] {
  switch (groupe) {
    case 'vous':
      return lignesDeVous(contenu, nomDe)
    case 'foyer':
      return lignesDuFoyer(contenu)
    case 'logement':
      return lignesDuLogement(contenu)
    case 'recherche':
      return lignesDeRecherche(contenu, nomDe)
  }
}

/** The number, and whether the reminders by SMS can reach it. */
const formatPortable = (numero: string | null): string | null =>
  // R-FORM-31 — choix du portail : un numéro fixe ou d’ailleurs se garde, et on dit qu’aucun rappel n’y arrive
  numero === null || mobileOf(numero) ? numero : `${numero} (ne reçoit pas de SMS)`

function lignesDeVous({ demandeur }: Contenu, nomDe: Nom): readonly LigneDeContenu[] {
  const joindre: readonly Paire[] = [
    ['adresse', 'Adresse', formatAdresse(demandeur.adresse, nomDe)],
    // A commune says that it is of France.
    ['etranger', 'À l’étranger', demandeur.adresse.commune === null ? ouiNon(demandeur.adresse.etranger) : null],
    ['telephone', 'Téléphone portable', formatPortable(demandeur.telephonePortable)],
    ['telephoneDuDomicile', 'Autre téléphone', demandeur.telephoneDuDomicile],
    ['telephoneDuTravail', 'Téléphone au travail', demandeur.telephoneDuTravail],
    ['courriel', 'Courriel', demandeur.courriel],
  ]
  if (demandeur.nature === 'personne-morale')
    return lignes(
      ['nom', 'Association', demandeur.raisonSociale],
      ['creation', 'Date de création', demandeur.creeeLe && formatJour(demandeur.creeeLe)],
      ['siret', 'SIRET', demandeur.siret],
      ...joindre,
    )
  const { nom, prenom, nomDeNaissance, unSeulNom, civilite, naissance, emancipe, nationalite } = demandeur
  return lignes(
    ['nom', 'Nom', [nommer(CIVILITES, civilite), prenom, nom, unSeulNom && '(un seul nom)'].filter(Boolean).join(' ')],
    ['nomDeNaissance', 'Nom de naissance', nomDeNaissance],
    ['naissance', 'Date de naissance', naissance && formatNaissance(naissance)],
    ['emancipe', 'Émancipé ou émancipée', emancipe ? 'Oui' : null],
    ['nationalite', 'Nationalité', nommer(NATIONALITES, nationalite)],
    ...joindre,
    ['travail', 'Travail', formatTravail(demandeur)],
  )
}

function formatAdresse(ici: AdressePostale, nomDe: Nom): string {
  const {
    numero,
    voie,
    lieuDit,
    batiment,
    escalier,
    etage,
    appartement,
    complement,
    codePostal,
    commune,
    localite,
    pays,
  } = ici
  return unir(
    [numero, voie].filter(Boolean).join(' '),
    lieuDit,
    batiment && `bâtiment ${batiment}`,
    escalier && `escalier ${escalier}`,
    etage && `étage ${etage}`,
    appartement && `appartement ${appartement}`,
    complement,
    [codePostal, commune ? nomDe(commune) : localite].filter(Boolean).join(' '),
    pays,
  )
}

function lignesDuLogement({ logementActuel: ici }: Contenu): readonly LigneDeContenu[] {
  return lignes(
    ['modele', 'Logement', nommer(LOGEMENTS_ACTUELS, ici.modele)],
    ['hebergeant', 'Chez', ici.hebergeant],
    ['bailleur', 'SIREN de votre bailleur', ici.sirenDuBailleur],
    [
      'taille',
      'Taille',
      unir(nommer(CATEGORIES, ici.categorie), nommer(TYPES, ici.type), ici.surface !== null && `${ici.surface} m²`),
    ],
    ['occupants', 'Personnes qui y vivent', ici.occupants === null ? null : String(ici.occupants)],
    ['loyer', 'Loyer et charges, par mois', ici.loyerMensuel && formatMontant(ici.loyerMensuel)],
    ['proprietaire', 'Propriétaire d’un logement', ouiNon(ici.proprietaireDUnLogement)],
    ['entree', 'Vous y habitez depuis le', ici.entreLe && formatJour(ici.entreLe)],
  )
}

function lignesDeRecherche({ recherche, motifs }: Contenu, nomDe: Nom): readonly LigneDeContenu[] {
  return lignes(
    ['categorie', 'Appartement ou maison', nommer(CATEGORIES_SOUHAITEES, recherche.categorie)],
    ['types', 'Taille', unir(...recherche.types.map((code) => TYPES[code]))],
    ['loyer', 'Loyer maximal, par mois', recherche.loyerMaximal === null ? null : formatEuros(recherche.loyerMaximal)],
    [
      'communes',
      recherche.localisations.length > 1 ? 'Communes, dans l’ordre' : 'Commune',
      unir(
        ...recherche.localisations.map(({ commune, quartier }) =>
          quartier ? `${nomDe(commune)} (${quartier})` : nomDe(commune),
        ),
      ),
    ],
    ['autres', 'D’autres communes proches', ouiNon(recherche.accepteDAutresCommunes)],
    ['qpv', 'Quartier prioritaire (QPV)', nommer(QUARTIERS_PRIORITAIRES, recherche.quartierPrioritaire)],
    ['rez', 'Rez-de-chaussée', ouiNon(recherche.rezDeChaussee)],
    ['ascenseur', 'Ascenseur nécessaire', ouiNon(recherche.ascenseur)],
    ['stationnement', 'Stationnement souhaité', ouiNon(recherche.stationnement)],
    [
      'motifs',
      motifs.length > 1 ? 'Motifs' : 'Motif',
      motifs.map(({ code, precision }) => (precision ? `${MOTIFS[code]} : ${precision}` : MOTIFS[code])).join(' ; '),
    ],
  )
}

/** What differs between two contents, line by line; an empty text where a line is not in one of them. */
export function comparerLignes(
  avant: readonly LigneDeContenu[],
  apres: readonly LigneDeContenu[],
): readonly Readonly<{ cle: string; libelle: string; avant: string; apres: string }>[] {
  const cles = [...new Set([...avant, ...apres].map(({ cle }) => cle))]
  return cles.flatMap((cle) => {
    const [a, b] = [avant, apres].map((liste) => liste.find((one) => one.cle === cle))
    return a?.valeur === b?.valeur
      ? []
      : [{ cle, libelle: (b ?? a)?.libelle ?? '', avant: a?.valeur ?? '', apres: b?.valeur ?? '' }]
  })
}
