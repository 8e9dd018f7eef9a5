/** Names of places inside a French sentence. */
import { H_ASPIRES } from './h-aspires.ts'

/** « à Foix », « au Mans », « aux Abymes », « à La Rochelle », « à L’Haÿ-les-Roses ». */
export function lieuA(nom: string): string {
  if (nom.startsWith('Le ')) return `au ${nom.slice(3)}`
  if (nom.startsWith('Les ') || nom.startsWith('Aux ')) return `aux ${nom.slice(4)}`
  return `à ${nom}`
}

/** « de Foix », « d’Albi », « du Mans », « des Abymes », « de La Rochelle », « d’Hyères », « de Honfleur ». */
export function lieuDe(nom: string): string {
  if (nom.startsWith('Le ')) return `du ${nom.slice(3)}`
  if (nom.startsWith('Les ') || nom.startsWith('Aux ')) return `des ${nom.slice(4)}`
  return !H_ASPIRES.has(nom.replaceAll('’', "'")) && /^[aeiouyhœæ]/i.test(nom.normalize('NFD'))
    ? `d’${nom}`
    : `de ${nom}`
}
