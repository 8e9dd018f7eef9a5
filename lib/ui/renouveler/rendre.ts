/** Gives the server what waits in the browser of a page that is not this one. */
import type { Coffre } from './coffre.ts'

/** What the page says of itself with each text: the version of the demande that it shows, the year that it asks for. */
export type PageSuivie = Readonly<Record<string, string>>

/** What a page sends of what is typed, and which page it was typed on. */
export const corpsDe = (champs: Readonly<Record<string, string>>, page: PageSuivie): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ ...champs, ...page }),
})

/** Whether the server has it; null: it says what is registered already. */
export const isGarde = (dit: unknown): dit is Readonly<{ enregistre: string | null; nouvelle?: unknown }> =>
  typeof dit === 'object' &&
  dit !== null &&
  'enregistre' in dit &&
  (typeof dit.enregistre === 'string' || dit.enregistre === null)

export const isMemePage = (a: PageSuivie, b: PageSuivie): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * What was typed on a page of before may be about others than this one: it goes to no field, and the server says where it
 * belongs. What it does not take stays. True when it took something that this page does not show.
 */
export async function rendreLesAutresPages(coffre: Coffre, adresse: string, page: PageSuivie): Promise<boolean> {
  let isRendu = false
  for (const lue of await coffre.lire()) {
    if (isMemePage(lue.page, page)) continue
    const reponse = await fetch(adresse, corpsDe(lue.champs, lue.page))
    if (!reponse.ok || !isGarde(await reponse.json())) continue
    lue.oublier()
    isRendu = true
  }
  return isRendu
}
