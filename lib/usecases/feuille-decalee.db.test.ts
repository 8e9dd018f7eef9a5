/** A code sheet, when the clock of the web server and that of its base are two hours apart. */
import { beforeAll, expect, it } from 'vitest'
import { closeDb, db } from '#db/client.ts'
import { readMaintenant } from '#db/queries/instant.ts'
import { compte } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import { decalageMs, setClock, shiftOwnClock } from '#db/testing/horloge.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { granted } from '#lib/domain/demande/testing.ts'
import { openFeuille, sealFeuille } from '#lib/sceau.ts'
import { giveCodeRemis } from './attach-demande.ts'
import { contexteDe } from './testing.ts'

withDatabase()
/** From the web server's own clock, wherever this run has moved it. */
const baseA = (heures: number) => (instant: string) =>
  `${instant} + interval '${decalageMs()} milliseconds' + interval '${heures} hours'`

beforeAll(async () => {
  process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
  await shiftOwnClock(process.env.DATABASE_URL ?? '', baseA(0))
  await closeDb()
})

it.each([-2, 2])(
  'la base à %i heures du serveur web : la feuille se montre, et cesse à l’heure de la base (R-IDE-09)',
  async (heures) => {
    await setClock(db.$sql, baseA(heures))
    const [row] = await db
      .insert(compte)
      .values({ courriel: `g${heures}@x.invalid`, role: 'gestionnaire-territorial' })
      .returning()
    const gestionnaire = contexteDe({ ...ACTEURS['gestionnaire-territorial'], compteId: row?.id ?? '' })
    const { numeroUnique: numero } = await insertUneDemande()
    const given = granted(
      await giveCodeRemis({ numero, piece: 'passeport' }, gestionnaire, (id, code) => `${id}${code}`),
    )
    const scellee = sealFeuille(numero, given.code, new Date(given.remisAt))
    expect(openFeuille(scellee, await readMaintenant(db))).toEqual([numero, given.code])
    // The clock of this process would show it for hours, or never.
    expect(openFeuille(scellee, new Date()) !== undefined).toBe(heures > 0)
    await setClock(db.$sql, (instant) => `${baseA(heures)(instant)} + interval '301 seconds'`)
    expect(openFeuille(scellee, await readMaintenant(db))).toBeUndefined()
  },
)
