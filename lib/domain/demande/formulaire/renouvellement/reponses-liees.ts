/** What stands of an answer and has no field of its own: it goes with it. */
import { foldText } from '../../../territoire/slug.ts'
import type { ChampSaisi } from './champs-saisis.ts'
import { put } from './chemins.ts'

const EMPLOYEUR = /(?<=\.situationProfessionnelle)\.employeur$/
const SIRET = '.siretDeLEmployeur'

const LIEES: readonly (readonly [champ: RegExp, liees: readonly string[]])[] = [
  [EMPLOYEUR, [SIRET, '.codePostalDuTravail', '.communeDuTravail', '.travailALEtranger']],
  [/(?<=^logementActuel)\.modele$/, ['.sirenDuBailleur']],
  // Who moved may have another landlord.
  [/^demandeur\.adresse\.(?:voie|commune)$/, ['logementActuel.sirenDuBailleur']],
]

/** Empties what an answer that changed said of the former one: it is not known of the new one. */
export function oublierLesReponsesLiees(
  envoi: unknown,
  change: readonly ChampSaisi[],
  texteDe: (champ: ChampSaisi) => string,
): void {
  for (const champ of change) {
    // R-FORM-21 — choix du portail : le SIRET d’un employeur que personne n’a nommé n’est pas dit de celui que l’on nomme
    if (EMPLOYEUR.test(champ.nom) && champ.valeur === '') put(envoi, champ.nom.replace(EMPLOYEUR, SIRET), null)
    for (const [quel, liees] of LIEES) {
      // R-FORM-16 — choix du portail : ce qui tenait à l’employeur ou au logement d’avant n’est pas dit du nouveau
      const isAutre = champ.valeur !== '' && foldText(texteDe(champ)) !== foldText(champ.valeur)
      if (quel.test(champ.nom) && isAutre) for (const liee of liees) put(envoi, champ.nom.replace(quel, liee), null)
    }
  }
}
