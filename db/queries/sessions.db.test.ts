import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { MINUTES_ENTRE_DEUX_GESTES_ECRITS } from '#lib/domain/acces/gestes-ecrits.ts'
import { HEURES_DE_SESSION_D_AGENT, MINUTES_D_INACTIVITE_D_AGENT } from '#lib/domain/acces/session-d-agent.ts'
import { db } from '../client.ts'
import { insertSession } from '../repositories/comptes.ts'
import { compte, session } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { findSession } from './sessions.ts'

withDatabase()

let compteId: string
beforeAll(async () => {
  const [row] = await db
    .insert(compte)
    .values({ courriel: 'a@x.invalid', role: 'gestionnaire-territorial', departements: ['09'] })
    .returning({ id: compte.id })
  compteId = row?.id ?? ''
})

const open = (): Promise<string> => db.transaction((tx) => insertSession(tx, compteId))
/** As if this much time had gone by since it was opened, or last seen. */
const age = (sid: string, champ: 'vueAt' | 'expireAt', minutes: number, seconds = 0) =>
  db
    .update(session)
    .set({
      createdAt: sql`${session.createdAt} - interval '1 day'`,
      [champ]: sql`${session[champ]} - make_interval(mins => ${minutes}, secs => ${seconds})`,
    })
    .where(eq(session.sid, sid))
const vueDe = async (sid: string) =>
  (await db.select({ vueAt: session.vueAt }).from(session).where(eq(session.sid, sid)))[0]?.vueAt.getTime()

describe('la session d’un agent', () => {
  it('se ferme après un quart d’heure sans geste (R-ACC-27)', async () => {
    const [avant, apres] = [await open(), await open()]
    await age(avant, 'vueAt', MINUTES_D_INACTIVITE_D_AGENT - 1)
    await age(apres, 'vueAt', MINUTES_D_INACTIVITE_D_AGENT + MINUTES_ENTRE_DEUX_GESTES_ECRITS, 1)
    expect(await findSession(avant)).toMatchObject({ compteId, departements: ['09'] })
    expect(await findSession(apres)).toBeUndefined()
    // Nothing opens it again, not even being asked for.
    expect(await findSession(apres)).toBeUndefined()
  })

  it('ne se ferme pas avant le quart d’heure du dernier geste, même d’un geste trop proche pour être écrit (R-ACC-27)', async () => {
    const sid = await open()
    await age(sid, 'vueAt', MINUTES_ENTRE_DEUX_GESTES_ECRITS - 1, 50)
    const ecrite = await vueDe(sid)
    expect(await findSession(sid)).toBeDefined()
    expect(await vueDe(sid)).toBe(ecrite)
    // A quarter of an hour but five seconds after that move.
    await age(sid, 'vueAt', MINUTES_D_INACTIVITE_D_AGENT - 1, 55)
    expect(await findSession(sid)).toBeDefined()
  })

  it('un geste repousse l’inactivité (R-ACC-27)', async () => {
    const sid = await open()
    for (let geste = 0; geste < 3; geste += 1) {
      await age(sid, 'vueAt', MINUTES_D_INACTIVITE_D_AGENT - 1)
      expect(await findSession(sid)).toBeDefined()
    }
  })

  it('ce qu’une page demande d’elle-même n’est pas un geste (R-ACC-27)', async () => {
    const sid = await open()
    await age(sid, 'vueAt', MINUTES_D_INACTIVITE_D_AGENT - 1)
    const avant = await vueDe(sid)
    expect(await findSession(sid, { isGeste: false })).toBeDefined()
    expect(await vueDe(sid)).toBe(avant)
    await age(sid, 'vueAt', MINUTES_D_INACTIVITE_D_AGENT)
    expect(await findSession(sid, { isGeste: false })).toBeUndefined()
  })

  it('n’écrit pas chaque geste : un par minute au plus', async () => {
    const sid = await open()
    const ouverte = await vueDe(sid)
    await findSession(sid)
    expect(await vueDe(sid)).toBe(ouverte)
    await age(sid, 'vueAt', 1, 1)
    await findSession(sid)
    expect(await vueDe(sid)).toBeGreaterThan(ouverte ?? 0)
  })

  it('se ferme huit heures après son ouverture, quoi qu’on y fasse (R-ACC-27)', async () => {
    const [avant, apres] = [await open(), await open()]
    await age(avant, 'expireAt', HEURES_DE_SESSION_D_AGENT * 60 - 1)
    await age(apres, 'expireAt', HEURES_DE_SESSION_D_AGENT * 60, 1)
    expect(await findSession(avant)).toBeDefined()
    expect(await findSession(apres)).toBeUndefined()
  })
})
