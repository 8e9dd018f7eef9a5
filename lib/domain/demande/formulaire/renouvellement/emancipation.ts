/** What is asked of who is under age, the applicant or who asks with them, and of nobody else. */
import type { Jour } from '../../../calendrier.ts'
import type { Contenu } from '../contenu.ts'
import { isEmancipable, isMineure, isNaissancePossible, type Naissance, parseNaissance } from '../naissance.ts'
import type { Anomalie } from '../validite.ts'
import { type Bloc, champ } from './champs-saisis.ts'
import { lireNaissance } from './ecriture.ts'
import type { Reponses } from './groupes.ts'
import type { Personnes } from './personnes.ts'

export const CHAMP_EMANCIPE = 'demandeur.emancipe'

const COTITULAIRE_MINEUR =
  'Avant dix-huit ans, une personne ne demande avec vous que si elle est émancipée. Cochez-le, ou ajoutez-la aux personnes à charge.'

const COTITULAIRE_ENFANT =
  'Avant seize ans, une personne ne peut pas être émancipée, ni demander avec vous. Vérifiez la date, ou ajoutez cette personne aux personnes à charge.'

const DEMANDEUR_ENFANT =
  'Avant seize ans, personne n’a de demande de logement. Vérifiez la date ; si elle est juste, voyez un guichet.'

/** A birth that was not known, and is said here by a date that may be. */
function naissanceDite(connue: Naissance | null, texte: string | undefined, le: Jour): Naissance | undefined {
  const dite = connue === null ? parseNaissance(lireNaissance(texte ?? '')) : undefined
  return dite && isNaissancePossible(dite, le) ? dite : undefined
}

/** The applicant who says here a birth of less than sixteen years; from sixteen, their emancipation lacks (`blocsDeMineur`). */
export function anomaliesDuDemandeur({ demandeur }: Contenu, reponses: Reponses, le: Jour): readonly Anomalie[] {
  if (demandeur.nature === 'personne-morale') return []
  const champ = 'demandeur.naissance'
  const naissance = naissanceDite(demandeur.naissance, reponses[champ], le)
  // R-FORM-34 — code civil, articles 414 et 413-2 : avant seize ans, nul n’est émancipé, et nul ne signe un bail
  return naissance && !isEmancipable(naissance, le) ? [{ champ, message: DEMANDEUR_ENFANT }] : []
}

/** Of those who ask together with the applicant, who is under age by a birth that was said here, and not emancipated. */
export const anomaliesDeMineurs = (
  cotitulaires: Personnes['cotitulaires'],
  reponses: Reponses,
  le: Jour,
): readonly Anomalie[] =>
  cotitulaires.flatMap(({ place, qui }) => {
    const champ = `cotitulaires.${place}.naissance`
    const naissance = naissanceDite(qui.naissance, reponses[champ], le)
    // R-FORM-33 — code civil, articles 414, 413-2 et 413-6 : qui demande ensemble signe le bail ensemble, majeur ou émancipé
    if (!naissance || !isMineure(naissance, le)) return []
    if (!isEmancipable(naissance, le)) return [{ champ, message: COTITULAIRE_ENFANT }]
    return qui.emancipe || reponses[`cotitulaires.${place}.emancipe`] ? [] : [{ champ, message: COTITULAIRE_MINEUR }]
  })

/** The statement that a minor makes to have a demande; `reponses` may say a birth that was not known. */
export function blocsDeMineur({ demandeur }: Contenu, reponses: Reponses, le: Jour): readonly Bloc[] {
  if (demandeur.nature === 'personne-morale' || demandeur.emancipe) return []
  const naissance = demandeur.naissance ?? parseNaissance(lireNaissance(reponses['demandeur.naissance'] ?? ''))
  // R-FORM-03 — code civil, articles 414 et 413-6 : un mineur a une demande s’il est émancipé, et lui seul le dit
  if (!naissance || !isMineure(naissance, le)) return []
  // R-FORM-34 — code civil, article 413-2 : avant seize ans, il n’y a rien à cocher
  if (!isEmancipable(naissance, le)) return []
  return [
    {
      titre: 'Votre âge',
      champs: [champ('case', CHAMP_EMANCIPE, 'Je suis émancipé ou émancipée, par un juge ou par le mariage', null)],
    },
  ]
}
