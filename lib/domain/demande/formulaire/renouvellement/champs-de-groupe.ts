/** Which fields each group opens, for a content. */
import {
  CIVILITES,
  GARDES,
  LIENS_DE_COTITULAIRE,
  LIENS_DE_PARENTE,
  NATIONALITES,
  SEXES,
  SITUATIONS_FAMILIALES,
  SITUATIONS_PROFESSIONNELLES,
} from '../codes.ts'
import type { Contenu, Cotitulaire, PersonnePhysique } from '../contenu.ts'
import { blocsDeLAdresse } from './champs-de-l-adresse.ts'
import { blocsDeRecherche, blocsDuLogement } from './champs-du-logement.ts'
import {
  AIDE_DU_PORTABLE,
  type Bloc,
  type ChampSaisi,
  champ,
  choix,
  ecrireJour,
  ecrireNombre,
} from './champs-saisis.ts'
import type { NomDeCommune } from './communes.ts'
import type { Groupe } from './groupes.ts'
import { COTITULAIRE_INCONNU, PERSONNE_INCONNUE } from './inconnus.ts'

type Personne = PersonnePhysique | Cotitulaire

/** The fields of a group. */
export function blocsDuGroupe(groupe: Groupe, contenu: Contenu, nomDeCommune: NomDeCommune): readonly Bloc[] {
  switch (groupe) {
    case 'vous':
      return blocsDeVous(contenu, nomDeCommune)
    case 'foyer':
      return blocsDuFoyer(contenu)
    case 'logement':
      return blocsDuLogement(contenu)
    case 'recherche':
      return blocsDeRecherche(contenu, nomDeCommune)
  }
}

function blocsDeVous({ demandeur }: Contenu, nomDeCommune: NomDeCommune): readonly Bloc[] {
  const joindre = { titre: 'Comment vous joindre', champs: contacts('demandeur', demandeur) }
  const ou = blocsDeLAdresse(demandeur.adresse, nomDeCommune)
  if (demandeur.nature === 'personne-morale')
    return [
      joindre,
      ...ou,
      {
        titre: 'Votre association',
        champs: [
          ...manquant(demandeur.raisonSociale, champ('texte', 'demandeur.raisonSociale', 'Raison sociale', null)),
          champ('jour', 'demandeur.creeeLe', 'Date de création', ecrireJour(demandeur.creeeLe), {
            aide: 'Par exemple : 12/03/2001.',
          }),
          champ('texte', 'demandeur.siret', 'SIRET', demandeur.siret),
        ],
      },
    ]
  const etatCivil = identite('demandeur', demandeur)
  return [
    joindre,
    ...ou,
    ...(etatCivil.length > 0 ? [{ titre: 'Votre identité', champs: etatCivil }] : []),
    {
      titre: 'Votre situation',
      champs: [
        choix('demandeur.nationalite', 'Nationalité', demandeur.nationalite, NATIONALITES),
        ...travail('demandeur', demandeur),
      ],
    },
  ]
}

/** A field for what is not known only: what stands of an identity does not move. */
const manquant = (connu: string | null, saisi: ChampSaisi): readonly ChampSaisi[] => (connu === null ? [saisi] : [])

// R-IDE-05 — choix du portail : ce qui n’est pas connu d’un nom se complète, ce qui est écrit ne bouge pas
const identite = (chemin: string, qui: Personne): readonly ChampSaisi[] => [
  ...manquant(qui.civilite, choix(`${chemin}.civilite`, 'Civilité', null, CIVILITES)),
  ...manquant(qui.nom, champ('texte', `${chemin}.nom`, 'Nom', null, { longueur: 80 })),
  ...manquant(
    qui.nomDeNaissance,
    champ('texte', `${chemin}.nomDeNaissance`, 'Nom de naissance', null, { longueur: 80 }),
  ),
  ...(qui.prenom === null && !qui.unSeulNom
    ? [
        champ('texte', `${chemin}.prenom`, 'Prénom', null, { longueur: 80 }),
        champ('case', `${chemin}.unSeulNom`, 'Cette personne n’a qu’un seul nom', null),
      ]
    : []),
  ...manquant(qui.naissance, naissance(chemin, null)),
]

const naissance = (chemin: string, valeur: string | null): ChampSaisi =>
  champ('naissance', `${chemin}.naissance`, 'Date de naissance', valeur, {
    aide: 'Par exemple : 12/03/1980. Si le jour ou le mois n’est pas connu : 03/1980 ou 1980.',
  })

const contacts = (
  chemin: string,
  qui: Pick<Personne, 'telephonePortable' | 'telephoneDuDomicile' | 'courriel'>,
): readonly ChampSaisi[] => [
  champ('telephone', `${chemin}.telephonePortable`, 'Téléphone portable', qui.telephonePortable, {
    ...(chemin === 'demandeur' ? { aide: AIDE_DU_PORTABLE, autoComplete: 'tel' } : {}),
  }),
  champ('telephone', `${chemin}.telephoneDuDomicile`, 'Autre téléphone', qui.telephoneDuDomicile),
  champ(
    'courriel',
    `${chemin}.courriel`,
    'Courriel',
    qui.courriel,
    chemin === 'demandeur' ? { autoComplete: 'email' } : {},
  ),
]

const travail = (chemin: string, { situationProfessionnelle: { type, profession, employeur } }: Personne) => [
  choix(`${chemin}.situationProfessionnelle.type`, 'Situation professionnelle', type, SITUATIONS_PROFESSIONNELLES),
  champ('texte', `${chemin}.situationProfessionnelle.profession`, 'Profession', profession, { longueur: 100 }),
  champ('texte', `${chemin}.situationProfessionnelle.employeur`, 'Employeur', employeur, { longueur: 150 }),
]

function blocsDuFoyer({ demandeur, cotitulaires, foyer }: Contenu): readonly Bloc[] {
  if (demandeur.nature === 'personne-morale') return []
  // R-FORM-28 — choix du portail : zéro enfant à naître, qu’un fichier a pu garder, vaut aucun
  const attendus = foyer.enfantsANaitre?.nombre === 0 ? null : foyer.enfantsANaitre
  return [
    {
      titre: 'Votre situation de famille',
      champs: [
        choix(
          'demandeur.situationFamiliale',
          'Situation de famille',
          demandeur.situationFamiliale,
          SITUATIONS_FAMILIALES,
        ),
      ],
    },
    ...cotitulaires.map((qui, rang) => cotitulaire(rang, qui)),
    {
      ...cotitulaire(cotitulaires.length, COTITULAIRE_INCONNU),
      titre: 'Ajouter une personne qui demande avec vous',
      ajout: true,
    },
    ...foyer.personnesACharge.map((qui, rang) => personneACharge(rang, qui)),
    {
      ...personneACharge(foyer.personnesACharge.length, PERSONNE_INCONNUE),
      titre: 'Ajouter une personne à charge',
      ajout: true,
    },
    {
      titre: 'Enfants à naître',
      champs: [
        champ('entier', 'foyer.enfantsANaitre.nombre', 'Combien', ecrireNombre(attendus?.nombre ?? null)),
        champ('jour', 'foyer.enfantsANaitre.prevusLe', 'Naissance prévue le', ecrireJour(attendus?.prevusLe ?? null), {
          aide: 'Par exemple : 12/03/2027.',
        }),
      ],
    },
    ...foyer.enfantsEnGarde.map((qui, rang) => enfantEnGarde(rang, qui)),
    {
      ...enfantEnGarde(foyer.enfantsEnGarde.length, { naissance: null, sexe: null, garde: null }),
      titre: 'Ajouter un enfant que vous accueillez',
      ajout: true,
    },
  ]
}

const nomDe = ({ prenom, nom }: Readonly<{ prenom: string | null; nom: string | null }>): string =>
  [prenom, nom].filter(Boolean).join(' ')

const cotitulaire = (rang: number, qui: Cotitulaire): Bloc => {
  const chemin = `cotitulaires.${rang}`
  return {
    titre: nomDe(qui) || 'La personne qui demande avec vous',
    retirer: `${chemin}.retirer`,
    champs: [
      choix(`${chemin}.lien`, 'Lien avec vous', qui.lien, LIENS_DE_COTITULAIRE),
      ...identite(chemin, qui),
      // R-FORM-33 — code civil, article 413-6 : qui est mineur le dit là où sa naissance se dit
      ...manquant(
        qui.naissance,
        champ('case', `${chemin}.emancipe`, 'Cette personne a moins de dix-huit ans et est émancipée', null),
      ),
      choix(`${chemin}.nationalite`, 'Nationalité', qui.nationalite, NATIONALITES),
      ...contacts(chemin, qui),
      ...travail(chemin, qui),
    ],
  }
}

type PersonneACharge = Contenu['foyer']['personnesACharge'][number]

const personneACharge = (rang: number, qui: PersonneACharge): Bloc => {
  const chemin = `foyer.personnesACharge.${rang}`
  return {
    titre: nomDe(qui) || 'Une personne à charge',
    retirer: `${chemin}.retirer`,
    champs: [
      champ('texte', `${chemin}.prenom`, 'Prénom', qui.prenom, { longueur: 80 }),
      champ('texte', `${chemin}.nom`, 'Nom', qui.nom, { longueur: 80 }),
      naissance(chemin, ecrireJour(qui.naissance)),
      choix(`${chemin}.sexe`, 'Sexe', qui.sexe, SEXES),
      choix(`${chemin}.lien`, 'Lien avec vous', qui.lien, LIENS_DE_PARENTE),
    ],
  }
}

const enfantEnGarde = (rang: number, qui: Contenu['foyer']['enfantsEnGarde'][number]): Bloc => {
  const chemin = `foyer.enfantsEnGarde.${rang}`
  return {
    titre: 'Un enfant que vous accueillez',
    retirer: `${chemin}.retirer`,
    champs: [
      naissance(chemin, ecrireJour(qui.naissance)),
      choix(`${chemin}.sexe`, 'Sexe', qui.sexe, SEXES),
      choix(`${chemin}.garde`, 'Garde', qui.garde, GARDES),
    ],
  }
}
