/** What an applicant answered of a renewal that another made before them: each text that says something else than what stands. */
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { forgetConfirmees, forgetReponses } from '#lib/domain/demande/formulaire/renouvellement/brouillon.ts'
import { blocsDuGroupe } from '#lib/domain/demande/formulaire/renouvellement/champs-de-groupe.ts'
import type { Communes } from '#lib/domain/demande/formulaire/renouvellement/communes.ts'
import { blocsDeMineur } from '#lib/domain/demande/formulaire/renouvellement/emancipation.ts'
import { groupesDe, isGroupe, type Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { blocsDePartie, partiesDe } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import {
  anneeDuRevenu,
  CHAMP_DE_L_ANNEE,
  reponsesDeLAnnee,
} from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { listARecopier, type SaisieARecopier } from './saisie-gardee.ts'

export function lignesNonEnregistrees(
  contenu: Contenu,
  { reponses, communes }: Readonly<{ reponses: Reponses; communes: Communes }>,
  le: Jour,
): SaisieARecopier {
  const blocs = [
    ...groupesDe(contenu).flatMap((groupe) => blocsDuGroupe(groupe, contenu, communes.nomDe)),
    ...blocsDeMineur(contenu, reponses, le),
    ...partiesDe(contenu)
      .filter((partie) => !isGroupe(partie))
      .flatMap((partie) => blocsDePartie(partie, contenu, { le, communes })),
  ]
  // A draft holds what was typed alone: a box that it does not name was left as it stood.
  const cases = blocs.flatMap(({ champs }) =>
    champs.filter(({ sorte }) => sorte === 'case').map(({ nom, valeur }) => [nom, valeur] as const),
  )
  const siennes = forgetConfirmees(reponsesDeLAnnee(reponses, anneeDuRevenu(le)))
  // « Le montant écrit ci-dessous » says nothing beside the amount itself.
  const ecrites = forgetReponses(
    siennes,
    (nom) => nom === CHAMP_DE_L_ANNEE || (nom.endsWith('.reponse') && siennes[nom] === 'autre'),
  )
  return listARecopier({ ...Object.fromEntries(cases), ...ecrites }, blocs)
}
