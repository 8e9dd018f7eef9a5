/** The base as a screen or a route may have it: to read by a query of this room, never to write nor to lock. */
import { type Db, db } from '../client.ts'

export const lecture: Pick<Db, 'select' | 'selectDistinct' | 'execute'> = db
