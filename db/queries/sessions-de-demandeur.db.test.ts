import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { HEURES_DE_SESSION, MINUTES_D_INACTIVITE } from '#lib/domain/acces/demandeur.ts'
import { MINUTES_ENTRE_DEUX_GESTES_ECRITS } from '#lib/domain/acces/gestes-ecrits.ts'
import { db } from '../client.ts'
import { ensureDemandeurDeCourriel, insertRattachement, insertSessionDeDemandeur } from '../repositories/demandeurs.ts'
import { sessionDemandeur } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertUneDemande } from '../testing/demandes.ts'
import { findSessionDeDemandeur } from './sessions-de-demandeur.ts'

withDatabase()

let demandeurId: string
beforeAll(async () => {
  demandeurId = await db.transaction((tx) => ensureDemandeurDeCourriel(tx, 'Camille@Exemple.invalid'))
})

const open = (appareilPartage = false): Promise<string> =>
  db.transaction((tx) => insertSessionDeDemandeur(tx, { demandeurId, appareilPartage, identite: null }))
/** As if this much time had gone by since it was opened, or last seen. */
const age = (sid: string, champ: 'vueAt' | 'expireAt', minutes: number, seconds: number) =>
  db
    .update(sessionDemandeur)
    .set({ [champ]: sql`${sessionDemandeur[champ]} - make_interval(mins => ${minutes}, secs => ${seconds})` })
    .where(eq(sessionDemandeur.sid, sid))
const vueDe = async (sid: string) =>
  (
    await db.select({ vueAt: sessionDemandeur.vueAt }).from(sessionDemandeur).where(eq(sessionDemandeur.sid, sid))
  )[0]?.vueAt.getTime()

describe('la session d’un demandeur', () => {
  it('dit à qui elle est, et les demandes rattachées à ce compte seul', async () => {
    const sienne = await insertUneDemande()
    const autre = await insertUneDemande()
    await db.transaction(async (tx) => {
      const autreId = await ensureDemandeurDeCourriel(tx, 'dominique@exemple.invalid')
      await insertRattachement(tx, { numeroUnique: sienne.numeroUnique, demandeurId, preuve: 'contact' })
      await insertRattachement(tx, { numeroUnique: autre.numeroUnique, demandeurId: autreId, preuve: 'contact' })
    })
    const session = await findSessionDeDemandeur(await open())
    expect(session).toMatchObject({ demandeurId, demandes: [sienne.ref], appareilPartage: false })
    expect(session?.cle).toMatch(/^[\w-]{43}$/)
  })

  it('un ordinateur partagé ne reçoit aucune clé', async () => {
    expect(await findSessionDeDemandeur(await open(true))).toMatchObject({ appareilPartage: true, cle: null })
  })

  it('se ferme après trente minutes sans geste (R-ACC-21)', async () => {
    const [avant, apres] = [await open(), await open()]
    await age(avant, 'vueAt', MINUTES_D_INACTIVITE - 1, 0)
    await age(apres, 'vueAt', MINUTES_D_INACTIVITE + MINUTES_ENTRE_DEUX_GESTES_ECRITS, 1)
    expect(await findSessionDeDemandeur(avant)).toBeDefined()
    expect(await findSessionDeDemandeur(apres)).toBeUndefined()
  })

  it('ne se ferme pas avant la demi-heure du dernier geste, même d’un geste trop proche pour être écrit (R-ACC-21)', async () => {
    const sid = await open()
    await age(sid, 'vueAt', MINUTES_ENTRE_DEUX_GESTES_ECRITS - 1, 50)
    const ecrite = await vueDe(sid)
    expect(await findSessionDeDemandeur(sid)).toBeDefined()
    expect(await vueDe(sid)).toBe(ecrite)
    // Half an hour but five seconds after that move.
    await age(sid, 'vueAt', MINUTES_D_INACTIVITE - 1, 55)
    expect(await findSessionDeDemandeur(sid)).toBeDefined()
  })

  it('un geste repousse l’inactivité (R-ACC-21)', async () => {
    const sid = await open()
    for (let geste = 0; geste < 3; geste += 1) {
      await age(sid, 'vueAt', MINUTES_D_INACTIVITE - 1, 0)
      expect(await findSessionDeDemandeur(sid)).toBeDefined()
    }
  })

  it('se ferme douze heures après son ouverture, quoi qu’on y fasse (R-ACC-21)', async () => {
    const [avant, apres] = [await open(), await open()]
    await db.update(sessionDemandeur).set({ createdAt: sql`now() - interval '1 day'` })
    await age(avant, 'expireAt', HEURES_DE_SESSION * 60 - 1, 0)
    await age(apres, 'expireAt', HEURES_DE_SESSION * 60, 1)
    expect(await findSessionDeDemandeur(avant)).toBeDefined()
    expect(await findSessionDeDemandeur(apres)).toBeUndefined()
  })

  it('finie, elle n’ouvre plus rien, et une session inconnue non plus', async () => {
    const sid = await open()
    await db.update(sessionDemandeur).set({ finieAt: sql`now()`, cle: null }).where(eq(sessionDemandeur.sid, sid))
    expect(await findSessionDeDemandeur(sid)).toBeUndefined()
    expect(await findSessionDeDemandeur('00000000-0000-4000-8000-00000000dead')).toBeUndefined()
  })
})
