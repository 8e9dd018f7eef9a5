/** Data that a base needs before it serves: the territory always, the demonstration on an empty demonstration base. */
import { sql } from 'drizzle-orm'
import { closeDb, db } from '#db/client.ts'
import { installation } from '#db/schema/index.ts'
import { seedDemandes } from '#db/seed/demo/demandes.ts'
import { seedDemo } from '#db/seed/demo/index.ts'
import { seedReference } from '#db/seed/reference/index.ts'
import { type Base, Obstacle } from './base.ts'

type Say = (text: string) => void

export async function prepareData(base: Base, say: Say): Promise<void> {
  try {
    await markMode(base)
    await seedReference(db)
    if (base.mode === 'demonstration') {
      say('Lecture des classeurs et des demandes de la démonstration…')
      await seedDemo(db)
      await seedDemandes(db)
    }
  } finally {
    await closeDb()
  }
}

/** A base is a demonstration or a production for ever: invented people never stand beside real ones. */
async function markMode(base: Base): Promise<void> {
  await db.insert(installation).values({ mode: base.mode }).onConflictDoNothing()
  const [known] = await db.select({ mode: installation.mode }).from(installation).where(sql`true`)
  if (known?.mode !== base.mode) {
    throw new Obstacle(
      'Cette base contient des données de démonstration : elle ne peut pas servir en production. Donnez une base vide dans DATABASE_URL.',
    )
  }
}
