/** For whom a file is read: a centre, or a gestionnaire whose rows find their centre. */

import { accept, type Resultat, refuse } from '../../resultat.ts'
import { parseSiren } from '../../siret.ts'

export type CentreConnu = Readonly<{
  id: string
  code: string | null
  siren: string | null
  nom: string
  departements: readonly string[]
}>

/** `departements` null: those of the file (command line without `--centre`). */
export type Lecteur =
  | Readonly<{ role: 'centre'; centre: CentreConnu }>
  | Readonly<{ role: 'gestionnaire'; departements: readonly string[] | null }>

/** Départements in which the reader may publish; null: those of the file. */
export const porteeDe = (lecteur: Lecteur): readonly string[] | null =>
  lecteur.role === 'centre' ? lecteur.centre.departements : lecteur.departements

/** The centre a row belongs to; null: the gestionnaire. Two centres under one SIREN: asked. */
export function findCentre(
  lecteur: Lecteur,
  centres: readonly CentreConnu[],
  row: Readonly<{ codeGuichet: string | null; siren: string | null }>,
): Resultat<CentreConnu | null, Readonly<{ code: 'centre-ambigu'; siren: string; centres: readonly string[] }>> {
  if (lecteur.role === 'centre') return accept(lecteur.centre)
  // R-REC-17 — choix du portail : le centre du code guichet, sinon du SIREN, sinon le gestionnaire
  const byCode = row.codeGuichet && centres.find(({ code }) => code === row.codeGuichet)
  if (byCode) return accept(byCode)
  const siren = row.siren && parseSiren(row.siren)
  const bySiren = siren ? centres.filter((centre) => centre.siren === siren) : []
  const [only, ...others] = bySiren
  if (siren && others.length > 0)
    return refuse({ code: 'centre-ambigu', siren, centres: bySiren.map(({ nom }) => nom) })
  return accept(only ?? null)
}
