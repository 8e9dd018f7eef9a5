/** Names of places inside a French sentence. */

/** « à Foix », « au Mans », « aux Abymes », « à La Rochelle », « à L’Haÿ-les-Roses ». */
export function lieuA(nom: string): string {
  if (nom.startsWith('Le ')) return `au ${nom.slice(3)}`
  if (nom.startsWith('Les ')) return `aux ${nom.slice(4)}`
  return `à ${nom}`
}

/**
 * « de Foix », « d’Albi », « du Mans », « des Abymes », « de La Rochelle ». Before an h the name is elided, as most are
 * in the official list (« d’Hyères »); the others bear it.
 */
export function lieuDe(nom: string): string {
  if (nom.startsWith('Le ')) return `du ${nom.slice(3)}`
  if (nom.startsWith('Les ')) return `des ${nom.slice(4)}`
  return /^[aeiouyhœæ]/i.test(nom.normalize('NFD')) ? `d’${nom}` : `de ${nom}`
}
