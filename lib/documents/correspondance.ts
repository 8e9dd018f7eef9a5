/** Why a file of correspondences is refused: one sentence each, and what to write. */
import type { RefusDeCorrespondance } from '#lib/domain/guichet/recensement/correspondance.ts'

/** The sentence of a refusal. */
export function phraseDeCorrespondance(refus: RefusDeCorrespondance): string {
  switch (refus.code) {
    case 'correspondance-illisible':
      return 'Ce n’est pas un fichier JSON de correspondance. Écrivez par exemple { "canal": "physique", "colonnes": { "Intitulé": "Nom" } }.'
    case 'cle-inconnue':
      return `« ${refus.cle} » n’est pas connu. Les clés sont canal, type, services, maj et colonnes.`
    case 'valeur-hors-liste':
      return `${refus.cle} : « ${refus.valeur} » n’est pas dans la liste : ${refus.admises.join(', ')}.`
    case 'date-illisible':
      return `${refus.cle} : « ${refus.valeur} » n’est pas une date. Écrivez 12/03/2026.`
  }
}
