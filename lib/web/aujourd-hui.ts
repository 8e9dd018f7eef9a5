/** The day that a public page says, by the database's instant: the clock of a web server may be wrong. */
import { readMaintenant } from '#db/queries/instant.ts'
import { lecture } from '#db/queries/lecture.ts'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'

/** In mainland France. A base that does not answer closes no door: the clock of this server then says the day. */
export async function readAujourdHui(): Promise<Jour> {
  const at = await readMaintenant(lecture).catch(() => new Date())
  return jourLocal(at, 'Europe/Paris')
}
