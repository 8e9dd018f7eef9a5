/** What stands of an answer and has no field of its own: it goes with it. */
import { foldText } from '../../../territoire/slug.ts'
import type { ChampSaisi } from './champs-saisis.ts'
import { put } from './chemins.ts'

const LIEES: readonly (readonly [champ: RegExp, liees: readonly string[]])[] = [
  [
    /(?<=\.situationProfessionnelle)\.employeur$/,
    ['.siretDeLEmployeur', '.codePostalDuTravail', '.communeDuTravail', '.travailALEtranger'],
  ],
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
  for (const champ of change)
    for (const [quel, liees] of LIEES) {
      // R-FORM-16 — choix du portail : ce qui tenait à l’employeur ou au logement d’avant n’est pas dit du nouveau
      const isAutre = champ.valeur !== '' && foldText(texteDe(champ)) !== foldText(champ.valeur)
      if (quel.test(champ.nom) && isAutre) for (const liee of liees) put(envoi, champ.nom.replace(quel, liee), null)
    }
}
