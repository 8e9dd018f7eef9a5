/** The commune that a search of the directory is about: by its code, or by what was typed. */
import { db } from '#db/client.ts'
import { type CommuneDetaillee, loadCommune, resolveCode } from '#db/queries/communes.ts'
import { type CommuneTrouvee, findCommunes } from '#db/queries/lieux.ts'

export type LieuDemande = Readonly<{
  commune: CommuneDetaillee | undefined
  /** Others that what was typed may mean. */
  autres: readonly CommuneTrouvee[]
  /** What was asked and leads nowhere. */
  inconnu: string | undefined
}>

/** What is typed wins over a code left in the address; a former code leads to the commune of today. */
export async function resolveLieu(code: string | undefined, texte: string): Promise<LieuDemande> {
  if (texte === '') {
    const found = code === undefined ? undefined : await resolveCode(db, code)
    const commune = found && (await loadCommune(db, found.codeInsee))
    return { commune, autres: [], inconnu: commune ? undefined : code }
  }
  const [first, ...autres] = await findCommunes(db, texte)
  const commune = first && (await loadCommune(db, first.codeInsee))
  return { commune, autres, inconnu: commune ? undefined : texte }
}
