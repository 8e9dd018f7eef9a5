/** Reads a file behind the page of its import, which tells how far it is: no request waits for it (docs/adr/0048). */
import { db } from '#db/client.ts'
import { loadImportForUpdate } from '#db/repositories/imports.ts'
import { beginLecture, endLecture, keepLecture } from '#db/repositories/lectures-d-import.ts'
import { isPassager, type RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { accept, type Resultat } from '#lib/domain/resultat.ts'
import { checkLisible, type Par } from './read-recensement.ts'

/** Well under what a reading may stay without a sign. */
const SIGNE_MS = 5_000

/** Nobody waits any more: what the base does not take is seen by the line that stays without a sign. */
const forget = (): void => {}

/**
 * Starts `read` and answers at once, refused where its actor may not read; a second start while the first goes on starts
 * nothing. `read` never throws: it answers what came of it. `finie`: once that is written, for who has a little patience.
 */
export async function leadLecture(
  importId: string,
  par: Par,
  read: () => Promise<Resultat<unknown, RefusDeRecensement>>,
): Promise<Resultat<{ finie: Promise<void> }, RefusDeRecensement>> {
  const begun = await db.transaction(async (tx) => {
    const row = checkLisible(await loadImportForUpdate(tx, importId), par)
    return row.ok ? accept({ isFirst: await beginLecture(tx, importId) }) : row
  })
  if (!begun.ok) return begun
  return accept({ finie: begun.value.isFirst ? lead(importId, read).catch(forget) : Promise.resolve() })
}

async function lead(importId: string, read: () => Promise<Resultat<unknown, RefusDeRecensement>>): Promise<void> {
  const clock = setInterval(() => void keepLecture(importId).catch(forget), SIGNE_MS)
  clock.unref()
  try {
    const done = await read()
    // R-REC-79 — choix du portail : une lecture manquée se dit, et se relance ; ce qui ne se lit pas est dit de l’import
    await endLecture(importId, !done.ok && isPassager(done.refus.code) ? done.refus.code : null)
  } finally {
    clearInterval(clock)
  }
}
