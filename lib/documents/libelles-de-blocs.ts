/** The label of each field of a form made of blocks, for the list of its errors. */
import type { Bloc } from '#lib/domain/demande/formulaire/renouvellement/champs-saisis.ts'

/** By the name of the field; a label that several persons share says of whom: « Prénom (Noa Inventée) ». */
export function libellesDesBlocs(blocs: readonly Bloc[]): Readonly<Record<string, string>> {
  const tous = blocs.flatMap(({ titre, champs }) => champs.map(({ nom, libelle }) => ({ nom, libelle, titre })))
  const isPartage = (libelle: string) => tous.filter((one) => one.libelle === libelle).length > 1
  return Object.fromEntries(
    tous.map(({ nom, libelle, titre }) => [nom, isPartage(libelle) ? `${libelle} (${titre})` : libelle]),
  )
}
