/** What the reading of a census goes by: who reads, the centres that its rows may name, what was given once. */
import { db, type Reader } from '#db/client.ts'
import type { ImportEnregistre } from '#db/repositories/imports.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { findCentreConnu, loadCentres } from '#db/repositories/referentiel.ts'
import type { Defauts, ValeursRetenues } from '#lib/domain/guichet/recensement/champs.ts'
import { type joinChoix, tiennent } from '#lib/domain/guichet/recensement/correspondance.ts'
import { type Lecteur, porteeDe } from '#lib/domain/guichet/recensement/lecteur.ts'
import type { FaitsDeLecture } from '#lib/domain/guichet/recensement/points.ts'
import type { Referentiel } from '#lib/domain/guichet/recensement/referentiel.ts'

/** Undefined when the centre is gone. */
export async function lecteurOf(
  reader: Reader,
  { centreId, departements }: Readonly<{ centreId: string | null; departements: readonly string[] }>,
): Promise<Lecteur | undefined> {
  if (centreId === null) return { role: 'gestionnaire', departements: departements.length > 0 ? departements : null }
  const centre = await findCentreConnu(reader, { id: centreId })
  return centre && { role: 'centre', centre }
}

/** What is given now wins over what was remembered. */
export const withRetenues = (defauts: Defauts, retenues: ValeursRetenues): Defauts => ({
  canal: defauts.canal ?? retenues.canal,
  type: defauts.type ?? retenues.type,
  services: defauts.services ?? retenues.services,
  misAJourLe: defauts.misAJourLe,
})
/** The centres that a row may name. */
export async function loadCentresOf(reader: Reader, lecteur: Lecteur) {
  const all = await loadCentres(reader)
  const portee = porteeDe(lecteur)
  return portee ? all.filter((centre) => centre.departements.some((code) => portee.includes(code))) : all
}

/** What a reading goes by when it begins: what this table was said to lack another time is not known yet. */
export async function loadFaits(
  row: Pick<ImportEnregistre, 'centreId' | 'departements'>,
  { choix, referentiel }: Readonly<{ choix: ReturnType<typeof joinChoix>; referentiel: Referentiel }>,
): Promise<FaitsDeLecture | undefined> {
  const { defauts, colonnes } = choix
  return db.transaction(async (tx) => {
    const lecteur = await lecteurOf(tx, row)
    if (!lecteur) return undefined
    const [centres, { le }] = [await loadCentresOf(tx, lecteur), await readInstant(tx)]
    return { referentiel, centres, lecteur, le, defauts: withRetenues(defauts, {}), colonnes: tiennent(colonnes) }
  })
}
