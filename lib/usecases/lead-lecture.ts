/** Reads a file behind the page of its import, which tells how far it is: no request waits for it (docs/adr/0048). */
import { db } from '#db/client.ts'
import { loadImportForUpdate } from '#db/repositories/imports.ts'
import { beginLecture, endLecture, keepLecture, type Lecture } from '#db/repositories/lectures-d-import.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { accept, type Resultat } from '#lib/domain/resultat.ts'
import { checkLisible, type Par } from './open-import.ts'

/** Well under what a reading may stay without a sign. */
const SIGNE_MS = 5_000

/** Nobody waits any more: what the base does not take is seen by the line that stays without a sign. */
const forget = (): void => {}

type Fin = Resultat<unknown, RefusDeRecensement>
/** Told which reading it is, so that what it counts and saves is its own. */
type Lire = (jeton: string) => Promise<Fin>

/**
 * Starts `read` and answers at once, refused where its actor may not read; a second start while the first goes on starts
 * nothing. `read` never throws: it answers what came of it. `finie`: that, once written, for who has a little patience.
 */
export async function leadLecture(
  importId: string,
  par: Par,
  read: Lire,
): Promise<Resultat<{ finie: Promise<Fin> }, RefusDeRecensement>> {
  const begun = await db.transaction(async (tx) => {
    const row = checkLisible(await loadImportForUpdate(tx, importId), par)
    return row.ok ? accept(await beginLecture(tx, importId)) : row
  })
  if (!begun.ok) return begun
  return accept({ finie: begun.value ? lead(begun.value, read) : Promise.resolve(accept({ importId })) })
}

async function lead(lecture: Lecture, read: Lire): Promise<Fin> {
  const clock = setInterval(() => void keepLecture(lecture).catch(forget), SIGNE_MS)
  clock.unref()
  try {
    const fin = await read(lecture.jeton)
    // R-REC-79 — choix du portail : une lecture manquée se dit, et se relance
    await endLecture(lecture, fin.ok ? null : fin.refus).catch(forget)
    return fin
  } finally {
    clearInterval(clock)
  }
}
