/** The fields of the two groups that speak of dwellings: the one that the person has, the one that they look for. */
import {
  CATEGORIES,
  CATEGORIES_SOUHAITEES,
  LOGEMENTS_ACTUELS,
  MOTIFS,
  QUARTIERS_PRIORITAIRES,
  TYPES,
} from '../codes.ts'
import { COMMUNES_AU_PLUS, type Contenu, MOTIFS_AU_PLUS } from '../contenu.ts'
import { type Bloc, champ, choix, ecrireJour, ecrireMontant, ecrireNombre, ecrireOuiNon } from './champs-saisis.ts'
import type { NomDeCommune } from './communes.ts'

/** Where the person lives. */
export function blocsDuLogement({ logementActuel: ici }: Contenu): readonly Bloc[] {
  const chemin = 'logementActuel'
  return [
    {
      titre: 'Où vous habitez aujourd’hui',
      champs: [
        choix(`${chemin}.modele`, 'Logement actuel', ici.modele, LOGEMENTS_ACTUELS),
        champ('texte', `${chemin}.hebergeant`, 'Nom de qui vous héberge', ici.hebergeant, { longueur: 100 }),
        choix(`${chemin}.categorie`, 'Appartement ou maison', ici.categorie, CATEGORIES),
        choix(`${chemin}.type`, 'Taille', ici.type, TYPES),
        champ('entier', `${chemin}.surface`, 'Surface, en mètres carrés', ecrireNombre(ici.surface)),
        champ('entier', `${chemin}.occupants`, 'Combien de personnes y vivent', ecrireNombre(ici.occupants)),
        champ('montant', `${chemin}.loyerMensuel`, 'Loyer et charges, par mois', ecrireMontant(ici.loyerMensuel), {
          aide: 'En euros. Écrivez 0 si vous ne payez rien.',
        }),
        champ(
          'oui-non',
          `${chemin}.proprietaireDUnLogement`,
          'Vous êtes propriétaire d’un logement',
          ecrireOuiNon(ici.proprietaireDUnLogement),
        ),
        champ('jour', `${chemin}.entreLe`, 'Vous y habitez depuis le', ecrireJour(ici.entreLe), {
          aide: 'Par exemple : 12/03/2020.',
        }),
      ],
    },
  ]
}

/** What the person looks for, and why. */
export function blocsDeRecherche(
  { recherche, motifs, demandeur }: Contenu,
  nomDeCommune: NomDeCommune,
): readonly Bloc[] {
  const chemin = 'recherche'
  const rangs = (nombre: number) => Array.from({ length: nombre }, (_, rang) => rang)
  const logement: Bloc = {
    titre: 'Le logement',
    champs: [
      choix(`${chemin}.categorie`, 'Appartement ou maison', recherche.categorie, CATEGORIES_SOUHAITEES),
      ...Object.entries(TYPES).map(([code, nom]) =>
        champ('case', `${chemin}.types.${code}`, nom, recherche.types.some((type) => type === code) ? 'on' : ''),
      ),
      champ(
        'euros',
        `${chemin}.loyerMaximal`,
        'Loyer maximal avec les charges, par mois',
        ecrireNombre(recherche.loyerMaximal),
        {
          aide: 'En euros, par exemple 550.',
        },
      ),
      champ(
        'oui-non',
        `${chemin}.rezDeChaussee`,
        'Vous acceptez un rez-de-chaussée',
        ecrireOuiNon(recherche.rezDeChaussee),
      ),
      champ('oui-non', `${chemin}.ascenseur`, 'Il vous faut un ascenseur', ecrireOuiNon(recherche.ascenseur)),
      champ(
        'oui-non',
        `${chemin}.stationnement`,
        'Vous souhaitez un stationnement',
        ecrireOuiNon(recherche.stationnement),
      ),
    ],
  }
  const communes: Bloc = {
    titre: 'Les communes, dans votre ordre de préférence',
    champs: [
      ...rangs(COMMUNES_AU_PLUS).map((rang) => {
        const voulue = recherche.localisations[rang]
        return champ(
          'commune',
          `${chemin}.localisations.${rang}.commune`,
          `Commune ${rang + 1}`,
          voulue ? nomDeCommune(voulue.commune) : null,
          { longueur: 100 },
        )
      }),
      champ(
        'oui-non',
        `${chemin}.accepteDAutresCommunes`,
        'Vous acceptez d’autres communes proches',
        ecrireOuiNon(recherche.accepteDAutresCommunes),
      ),
      choix(
        `${chemin}.quartierPrioritaire`,
        'Vous acceptez un quartier prioritaire (QPV)',
        recherche.quartierPrioritaire,
        QUARTIERS_PRIORITAIRES,
      ),
    ],
  }
  if (demandeur.nature === 'personne-morale') return [logement, communes]
  const pourquoi: Bloc = {
    titre: 'Pourquoi vous demandez un logement',
    champs: rangs(MOTIFS_AU_PLUS).flatMap((rang) => [
      choix(`motifs.${rang}.code`, `Motif ${rang + 1}`, motifs[rang]?.code ?? null, MOTIFS),
      champ('texte', `motifs.${rang}.precision`, `Précision du motif ${rang + 1}`, motifs[rang]?.precision ?? null, {
        longueur: 250,
      }),
    ]),
  }
  return [logement, communes, pourquoi]
}
