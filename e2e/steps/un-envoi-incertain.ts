/** Puts in the base of the portal that the tests visit a mail that may have left, and prints its reference. A process of its own. */
import { eq } from 'drizzle-orm'
import { openBase } from '../../scripts/base.ts'

for (const name of ['DATABASE_URL', 'PORTAIL_MODE', 'PORTAIL_SECRET']) delete process.env[name]
const base = await openBase({ migrate: false })
const { aujourdHui, insertUneDemande } = await import('../../db/testing/demandes.ts')
const { insertRappels } = await import('../../db/repositories/rappels.ts')
const { rappel } = await import('../../db/schema/index.ts')
const { closeDb, db } = await import('../../db/client.ts')
const { numeroUnique, territoire, valideDepuis } = await insertUneDemande({ sequence: Number(process.argv[2]) })
const duLe = await aujourdHui()
const du = { jalon: 'relance', canal: 'courriel', duLe, cycle: valideDepuis ?? duLe, numeroUnique, territoire } as const
await db.transaction((tx) => insertRappels(tx, [du]))
const [row] = await db
  .update(rappel)
  .set({ etat: 'a-verifier', passerelle: 'smtp', tentatives: 1, regleAt: new Date() })
  .where(eq(rappel.numeroUnique, numeroUnique))
  .returning({ reference: rappel.reference })
process.stdout.write(`\n${row?.reference}`)
await closeDb()
await base.release()
