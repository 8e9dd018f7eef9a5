import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '../client.ts'
import { ensureDemandeurDeCourriel, insertRattachement, insertSessionDeDemandeur } from '../repositories/demandeurs.ts'
import { sessionDemandeur } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertUneDemande } from '../testing/demandes.ts'
import { findTitulaireDeSession, listClesDuNavigateur } from './session-eteinte.ts'
import { findSessionDeDemandeur } from './sessions-de-demandeur.ts'

withDatabase()

let demandeurId: string
beforeAll(async () => {
  demandeurId = await db.transaction((tx) => ensureDemandeurDeCourriel(tx, 'camille@exemple.invalid'))
})

const open = (appareilPartage = false): Promise<string> =>
  db.transaction((tx) => insertSessionDeDemandeur(tx, { demandeurId, appareilPartage, identite: null }))
/** Absolute end that many hours and seconds ago. */
const end = (sid: string, hours: number, seconds: number) =>
  db
    .update(sessionDemandeur)
    .set({
      createdAt: sql`now() - interval '2 days'`,
      vueAt: sql`now() - interval '1 day'`,
      expireAt: sql`now() - make_interval(hours => ${hours}, secs => ${seconds})`,
    })
    .where(eq(sessionDemandeur.sid, sid))

describe('une session éteinte', () => {
  it('garde encore pour sa personne, douze heures, et n’ouvre rien (R-BRO-05)', async () => {
    const { ref, numeroUnique } = await insertUneDemande()
    await db.transaction((tx) => insertRattachement(tx, { numeroUnique, demandeurId, preuve: 'contact' }))
    const [avant, apres] = [await open(), await open()]
    await end(avant, 11, 3500)
    await end(apres, 12, 1)
    expect(await findSessionDeDemandeur(avant)).toBeUndefined()
    expect(await findTitulaireDeSession(avant)).toEqual({ demandeurId, demandes: [ref] })
    expect(await findTitulaireDeSession(apres)).toBeUndefined()
  })

  it('quittée, ou d’un appareil partagé, elle ne garde rien, et sa clé n’est plus donnée (R-BRO-05, R-MAJ-06)', async () => {
    const [quittee, partagee] = [await open(), await open(true)]
    await db.update(sessionDemandeur).set({ finieAt: sql`now()`, cle: null }).where(eq(sessionDemandeur.sid, quittee))
    expect(await findTitulaireDeSession(quittee)).toBeUndefined()
    expect(await findTitulaireDeSession(partagee)).toBeUndefined()
    // A form that is shown again before it counts is kept from there too; of a session that was left, never (R-MAJ-06).
    expect(await findTitulaireDeSession(partagee, { partage: true })).toMatchObject({ demandeurId })
    expect(await findTitulaireDeSession(quittee, { partage: true })).toBeUndefined()
    const cles = await listClesDuNavigateur(demandeurId)
    expect(cles).toHaveLength(2)
    expect(new Set(cles).size).toBe(2)
  })
})
