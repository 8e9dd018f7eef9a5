/**
 * The demonstration base: fifteen real workbooks read by the very importer, on an empty base only. Their imports stay
 * in the history of the administration, in the name of the gestionnaire of each département.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { centre, chiffreDeCommune, compte, pointDeContact } from '#db/schema/index.ts'
import { convert } from '#lib/adapters/xlsx/conversion.ts'
import type { Par } from '#lib/usecases/open-import.ts'
import { publishRecensement } from '#lib/usecases/publish-recensement.ts'
import { readRecensement } from '#lib/usecases/read-recensement.ts'
import { pathOf } from './classeurs.ts'
import { seedComptes } from './comptes.ts'
import { CODES, listNoms } from './departements.ts'
import { centresOf } from './invention.ts'
import { seedMentions } from './mentions.ts'

/** While the base writes one file, the next is read. */
const LECTEURS = 2

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
  await seedMentions(db)
  const done = new Set(
    (
      await db.execute<{ nom: string }>(
        sql`select fichier_nom as nom from import_de_recensement where origine = 'demonstration' and etat = 'publie'`,
      )
    ).map(({ nom }) => nom),
  )
  const waiting = CODES.filter((code) => !done.has(nomDeFichier(code)))
  if (waiting.length > 0) await publishAll(db, waiting)
  // Everything of a demonstration base is invented, and says so wherever it shows.
  await db.update(pointDeContact).set({ demonstration: true }).where(sql`not demonstration`)
  await db.update(chiffreDeCommune).set({ demonstration: true }).where(sql`not demonstration`)
}

const nomDeFichier = (code: string): string => basename(pathOf(code))

async function publishAll(db: Db, codes: readonly string[]): Promise<void> {
  const gestionnaires = await db
    .select({ id: compte.id, departements: compte.departements })
    .from(compte)
    .where(sql`${compte.role} = 'gestionnaire-territorial' and ${compte.desactiveAt} is null`)
  const left = [...codes]
  const work = async () => {
    for (let code = left.shift(); code !== undefined; code = left.shift()) {
      const departement = code
      const holder = gestionnaires.find(({ departements }) => departements.includes(departement))
      await publish(departement, holder ? gestionnaire(holder) : 'exploitant')
    }
  }
  await Promise.all(Array.from({ length: LECTEURS }, work))
}

const gestionnaire = ({ id, departements }: { id: string; departements: readonly string[] }): Par => ({
  acteur: { role: 'gestionnaire-territorial', compteId: id, departements },
  maintenant: new Date().toISOString(),
})

async function publish(code: string, par: Par): Promise<void> {
  const nom = nomDeFichier(code)
  const octets = readFileSync(pathOf(code))
  const lu = await readRecensement(
    { nom, octets, centreId: null, departements: [code], origine: 'demonstration' },
    // Our own bytes: a process to guard the reading of each file would cost more than the reading.
    { lire: (recus) => convert(Buffer.from(recus)) },
    par,
  )
  if (!lu.ok) throw new Error(`${nom} : ${lu.refus.code}`)
  const { refuse } = lu.value.examen.totaux
  if (refuse > 0) throw new Error(`${nom} : ${refuse} refused rows`)
  const published = await publishRecensement(lu.value.importId, par)
  if (!published.ok) throw new Error(`${nom} : ${published.refus.code}`)
}
