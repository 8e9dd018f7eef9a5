/** Names of places inside a French sentence. */

/** « à Foix », « au Mans », « aux Abymes », « à La Rochelle », « à L’Haÿ-les-Roses ». */
export function lieuA(nom: string): string {
  if (nom.startsWith('Le ')) return `au ${nom.slice(3)}`
  if (nom.startsWith('Les ')) return `aux ${nom.slice(4)}`
  return `à ${nom}`
}
