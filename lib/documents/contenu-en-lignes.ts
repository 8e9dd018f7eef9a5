/** What a demande says, in short lines that people read: the label first, then the answer in words. */
import type { Jour } from '#lib/domain/calendrier.ts'
import {
  CATEGORIES,
  CATEGORIES_SOUHAITEES,
  CIVILITES,
  GARDES,
  LIENS_DE_COTITULAIRE,
  LIENS_DE_PARENTE,
  LOGEMENTS_ACTUELS,
  MOTIFS,
  NATIONALITES,
  QUARTIERS_PRIORITAIRES,
  RESSOURCES,
  SITUATIONS_FAMILIALES,
  SITUATIONS_PROFESSIONNELLES,
  TYPES,
} from '#lib/domain/demande/formulaire/codes.ts'
import type { AdressePostale, Contenu, Cotitulaire, PersonnePhysique } from '#lib/domain/demande/formulaire/contenu.ts'
import type { Montant, Ressources } from '#lib/domain/demande/formulaire/montants.ts'
import type { Naissance } from '#lib/domain/demande/formulaire/naissance.ts'
import type { Groupe } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'

/** `cle` tells a line from another of the same group, whatever its value. */
export type LigneDeContenu = Readonly<{ cle: string; libelle: string; valeur: string }>
/** The name of a commune from its INSEE code. */
type Nom = (codeInsee: string) => string

const euros = new Intl.NumberFormat('fr-FR', {
  style: 'currency',
  currency: 'EUR',
  trailingZeroDisplay: 'stripIfInteger',
})
const jours = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' })
const mois = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** `1 240 €`, `1 240,50 €`, with no-break spaces. */
export const formatEuros = (montant: number): string => euros.format(montant)

const formatJour = (jour: Jour | string): string => jours.format(new Date(`${jour}T00:00:00Z`)).replace(/^1 /, '1er ')

/** « 12 mai 1984 », « mai 1984 », « 1984 », as far as the date is known. */
export function formatNaissance(naissance: Naissance): string {
  const [annee = '', m, j] = naissance.split('-')
  if (m === '00') return annee
  return j === '00' ? mois.format(new Date(`${annee}-${m}-01T00:00:00Z`)) : formatJour(naissance)
}

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

/** Keeps an acronym: « RSA » stays. */
const minuscule = (texte: string): string =>
  /^\p{Lu}\p{Ll}/u.test(texte) ? texte.charAt(0).toLowerCase() + texte.slice(1) : texte

const nommer = <L extends Readonly<Record<string, string>>>(liste: L, code: keyof L | null): string =>
  code === null ? '' : (liste[code] ?? '')
const ouiNon = (dit: boolean | null): string => (dit === null ? '' : dit ? 'Oui' : 'Non')
const unir = (...parts: readonly (string | null | undefined | false)[]): string => parts.filter(Boolean).join(', ')

type Paire = readonly [cle: string, libelle: string, valeur: string | null]
/** What is not known takes no line: completeness asks for it elsewhere. */
const lignes = (...paires: readonly Paire[]): readonly LigneDeContenu[] =>
  paires.flatMap(([cle, libelle, valeur]) => (valeur ? [{ cle, libelle, valeur }] : []))

/** The facts of a group. */
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

function lignesDeVous({ demandeur }: Contenu, nomDe: Nom): readonly LigneDeContenu[] {
  const joindre: readonly Paire[] = [
    ['adresse', 'Adresse', formatAdresse(demandeur.adresse, nomDe)],
    [
      'telephone',
      'Téléphone',
      unir(demandeur.telephonePortable, demandeur.telephoneDuDomicile, demandeur.telephoneDuTravail),
    ],
    ['courriel', 'Courriel', demandeur.courriel],
  ]
  if (demandeur.nature === 'personne-morale')
    return lignes(
      ['nom', 'Association', demandeur.raisonSociale],
      ['creation', 'Date de création', demandeur.creeeLe && formatJour(demandeur.creeeLe)],
      ['siret', 'SIRET', demandeur.siret],
      ...joindre,
    )
  const { nom, prenom, nomDeNaissance, civilite, naissance, emancipe, nationalite } = demandeur
  return lignes(
    ['nom', 'Nom', [nommer(CIVILITES, civilite), prenom, nom].filter(Boolean).join(' ')],
    ['nomDeNaissance', 'Nom de naissance', nomDeNaissance === nom ? null : nomDeNaissance],
    ['naissance', 'Date de naissance', naissance && formatNaissance(naissance)],
    ['emancipe', 'Émancipé ou émancipée', emancipe ? 'Oui' : null],
    ['nationalite', 'Nationalité', nommer(NATIONALITES, nationalite)],
    ...joindre,
    ['travail', 'Travail', formatTravail(demandeur)],
  )
}

const formatTravail = ({
  situationProfessionnelle: { type, profession, employeur },
}: PersonnePhysique | Cotitulaire): string => unir(nommer(SITUATIONS_PROFESSIONNELLES, type), profession, employeur)

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

function lignesDuFoyer({ demandeur, cotitulaires, foyer, handicaps }: Contenu): readonly LigneDeContenu[] {
  if (demandeur.nature === 'personne-morale') return []
  const { personnesACharge, enfantsANaitre, enfantsEnGarde } = foyer
  return lignes(
    ['famille', 'Situation de famille', nommer(SITUATIONS_FAMILIALES, demandeur.situationFamiliale)],
    ...cotitulaires.map(
      (qui, rang): Paire => [
        `cotitulaire.${rang}`,
        'Demande avec vous',
        unir(
          nomComplet(qui),
          minuscule(nommer(LIENS_DE_COTITULAIRE, qui.lien)),
          qui.naissance && `${formatNaissance(qui.naissance)} (naissance)`,
          qui.telephonePortable,
          qui.courriel,
          minuscule(formatTravail(qui)),
        ),
      ],
    ),
    ...personnesACharge.map(
      (qui, rang): Paire => [
        `charge.${rang}`,
        'À charge',
        unir(
          nomComplet(qui),
          minuscule(nommer(LIENS_DE_PARENTE, qui.lien)),
          qui.naissance && `${formatNaissance(qui.naissance)} (naissance)`,
        ),
      ],
    ),
    [
      'naitre',
      'Enfants à naître',
      enfantsANaitre &&
        unir(
          String(enfantsANaitre.nombre ?? ''),
          enfantsANaitre.prevusLe && `prévu le ${formatJour(enfantsANaitre.prevusLe)}`,
        ),
    ],
    ...enfantsEnGarde.map(
      (qui, rang): Paire => [
        `garde.${rang}`,
        'Enfant que vous accueillez',
        unir(qui.naissance && `${formatNaissance(qui.naissance)} (naissance)`, minuscule(nommer(GARDES, qui.garde))),
      ],
    ),
    ['handicap', 'Handicap', handicaps.length > 0 ? 'Un complément est joint à votre demande' : null],
  )
}

const nomComplet = ({ prenom, nom }: Readonly<{ prenom: string | null; nom: string | null }>): string =>
  [prenom, nom].filter(Boolean).join(' ')

function lignesDuLogement({ logementActuel: ici }: Contenu): readonly LigneDeContenu[] {
  return lignes(
    ['modele', 'Logement', nommer(LOGEMENTS_ACTUELS, ici.modele)],
    ['hebergeant', 'Chez', ici.hebergeant],
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
