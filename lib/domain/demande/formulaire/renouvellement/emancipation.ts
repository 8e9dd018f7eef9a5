/** What is asked of an applicant who is under age, and of nobody else. */
import type { Jour } from '../../../calendrier.ts'
import type { Contenu } from '../contenu.ts'
import { isMajeure, parseNaissance } from '../naissance.ts'
import { type Bloc, champ } from './champs-saisis.ts'
import { lireNaissance } from './ecriture.ts'
import type { Reponses } from './groupes.ts'

export const CHAMP_EMANCIPE = 'demandeur.emancipe'

/** The statement that a minor makes to have a demande; `reponses` may say a birth that was not known. */
export function blocsDeMineur({ demandeur }: Contenu, reponses: Reponses, le: Jour): readonly Bloc[] {
  if (demandeur.nature === 'personne-morale' || demandeur.emancipe) return []
  const naissance = demandeur.naissance ?? parseNaissance(lireNaissance(reponses['demandeur.naissance'] ?? ''))
  // R-FORM-03 — code civil, articles 414 et 413-6 : un mineur a une demande s’il est émancipé, et lui seul le dit
  if (!naissance || isMajeure(naissance, le)) return []
  return [
    {
      titre: 'Votre âge',
      champs: [champ('case', CHAMP_EMANCIPE, 'Je suis émancipé ou émancipée, par un juge ou par le mariage', null)],
    },
  ]
}
