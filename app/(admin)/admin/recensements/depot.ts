/**
 * The right to leave a file for an account, sealed in the form when it is shown to someone signed in: a session that
 * ends during the upload loses nothing. It opens no page and reads nothing.
 */
import { readMaintenant } from '#db/queries/instant.ts'
import { lecture } from '#db/queries/lecture.ts'
import { findCompteActif } from '#db/queries/sessions.ts'
import { acteurDeCompte } from '#lib/domain/acces/acteur-de-compte.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { openSealed, sealText } from '#lib/sceau.ts'

const PURPOSE = 'depot-de-recensement'
const ONE_DAY_MS = 24 * 3600 * 1000

export const sealDepot = async (compteId: string): Promise<string> =>
  sealText(PURPOSE, compteId, (await readMaintenant(lecture)).getTime() + ONE_DAY_MS)

/** Who may leave the file, or undefined when the seal is broken or too old, or the account closed. */
export async function contexteDuDepot(jeton: string): Promise<Contexte | undefined> {
  const maintenant = await readMaintenant(lecture)
  const compteId = openSealed(PURPOSE, jeton, maintenant.getTime())
  const compte = compteId ? await findCompteActif(compteId) : undefined
  return compte && { acteur: acteurDeCompte(compte), maintenant: maintenant.toISOString() }
}
