/** Which workbooks are still kept. The analysis, the figures and the line numbers of an import stay for ever. */
import { daysBetween, type Jour } from '../../calendrier.ts'

/** Published workbooks kept for each centre, or for the gestionnaire of the same départements. */
export const FICHIERS_GARDES = 3
/** Days for which a workbook that was not published waits. */
export const JOURS_D_ATTENTE = 30

export type FichierGarde = Readonly<{
  id: string
  centreId: string | null
  departements: readonly string[]
  /** Published at least once, reverted since or not. */
  publie: boolean
  deposeLe: Jour
}>

const holderOf = ({ centreId, departements }: FichierGarde): string =>
  centreId ?? `gestionnaire:${[...departements].sort().join()}`

/** Ids of the workbooks to let go on that day; `fichiers` are those still kept, the last one deposited first. */
export function listFichiersARetirer(fichiers: readonly FichierGarde[], le: Jour): string[] {
  const kept = new Map<string, number>()
  return fichiers.flatMap((fichier) => {
    // R-REC-66 — choix du portail : un classeur qui n’est pas publié attend trente jours
    if (!fichier.publie) return daysBetween(fichier.deposeLe, le) > JOURS_D_ATTENTE ? [fichier.id] : []
    const rank = (kept.get(holderOf(fichier)) ?? 0) + 1
    kept.set(holderOf(fichier), rank)
    // R-REC-65 — choix du portail : le fichier des trois derniers imports
    return rank > FICHIERS_GARDES ? [fichier.id] : []
  })
}
