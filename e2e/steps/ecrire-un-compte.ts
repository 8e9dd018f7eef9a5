/**
 * Writes an account as a base of before may hold it, in a role that nobody is invited in any more. A process of its own:
 * role, e-mail address, SIRET.
 */
import { openBase } from '../../scripts/base.ts'

// Journeys that opened the base themselves leave what they opened in the environment that this process inherits.
for (const name of ['DATABASE_URL', 'PORTAIL_MODE', 'PORTAIL_SECRET']) delete process.env[name]
const base = await openBase({ migrate: false })
const { ROLES_DE_COMPTE } = await import('../../lib/domain/acces/compte.ts')
const { closeDb, db } = await import('../../db/client.ts')
const { compte } = await import('../../db/schema/index.ts')
const [, , asked, courriel = '', siret = ''] = process.argv
const role = ROLES_DE_COMPTE.find((one) => one === asked)
if (!role) throw new Error(`No role ${asked}.`)
await db.insert(compte).values({ role, courriel, siret, departements: ['32'] })
await closeDb()
await base.release()
