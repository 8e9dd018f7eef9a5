/**
 * The demonstration base: fifteen real workbooks read by the very importer, on an empty base only. Their imports stay
 * in the history of the administration, like those of a centre.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { centre, chiffreDeCommune, pointDeContact } from '#db/schema/index.ts'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import { publishRecensement } from '#lib/usecases/publish-recensement.ts'
import { readRecensement } from '#lib/usecases/read-recensement.ts'
import { seedComptes } from './comptes.ts'
import { CODES, listNoms } from './departements.ts'
import { centresOf } from './invention.ts'

const LOCK = 7_140_731

/** Fills an empty demonstration; a start killed half-way goes on with the workbooks not published yet. */
export async function seedDemo(db: Db): Promise<void> {
  const noms = listNoms()
  for (const code of CODES) {
    const nom = noms.get(code) ?? code
    await db
      .insert(centre)
      .values(
        centresOf({ code, nom, communes: [] }).map((un) => ({ ...un, departements: [code], demonstration: true })),
      )
      .onConflictDoNothing()
  }
  await seedComptes(db)
  const done = new Set(
    (
      await db.execute<{ nom: string }>(
        sql`select fichier_nom as nom from import_de_recensement where origine = 'demonstration' and etat = 'publie'`,
      )
    ).map(({ nom }) => nom),
  )
  for (const code of CODES) {
    const nom = `recensement-${code}.xlsx`
    if (!done.has(nom)) await publish(nom, code)
  }
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
    // Everything of a demonstration base is invented, and says so wherever it shows.
    await tx.update(pointDeContact).set({ demonstration: true }).where(sql`not demonstration`)
    await tx.update(chiffreDeCommune).set({ demonstration: true }).where(sql`not demonstration`)
  })
}

async function publish(nom: string, code: string): Promise<void> {
  const octets = readFileSync(join(import.meta.dirname, nom))
  const lu = await readRecensement(
    { nom, octets, centreId: null, departements: [code], origine: 'demonstration' },
    { lire: readClasseur },
    'exploitant',
  )
  if (!lu.ok) throw new Error(`${nom} : ${lu.refus.code}`)
  const { refuse } = lu.value.examen.totaux
  if (refuse > 0) throw new Error(`${nom} : ${refuse} refused rows`)
  const published = await publishRecensement(lu.value.importId, 'exploitant')
  if (!published.ok) throw new Error(`${nom} : ${published.refus.code}`)
}
