/** The night that radiates: what it ends, what it leaves, killed at any statement, run twice, on a clock that is wrong. */
import { eq, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { beforeEach, describe, expect, it } from 'vitest'
import { closeDb, db } from '#db/client.ts'
import { listFaits, loadDemandeForUpdate } from '#db/repositories/demandes.ts'
import { saveReglagesDeTerritoire } from '#db/repositories/reglages-de-territoire.ts'
import { demande, faitDeDemande, reglage, reglageDeTerritoire } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { replayFaits } from '#lib/domain/demande/faits.ts'
import { reglagesDe } from '#lib/domain/demande/reglages-de-territoire.ts'
import { env } from '#lib/env.ts'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import { radiateOverdue } from './radiation.ts'

withDatabase()
let le: Jour
beforeEach(async () => {
  le = await aujourdHui()
  // What the test before left due belongs to it.
  await radiateDues()
})

/** A demande whose last day was some days ago, with the notice of a month and more. */
const due = (jours = 1, changes: Parameters<typeof insertUneDemande>[0] = {}) =>
  insertUneDemande({ valideDepuis: depuis(jours), avisRemisLe: addDays(le, -40), ...changes })
/**
 * T whose last day is that many days ago. No T has a 31st that follows a month of thirty days: it is then the day before,
 * or the day after of today.
 */
function depuis(jours: number): Jour {
  const dernierJour = addDays(le, -jours)
  const t = addMonths(dernierJour, -13)
  return jours > 0 || addMonths(t, 13) === dernierJour ? t : addDays(t, 1)
}
const statutDe = async ({ ref }: DemandeActive): Promise<string | undefined> =>
  (await db.select({ statut: demande.statut }).from(demande).where(eq(demande.ref, ref)))[0]?.statut
const countRadiations = () => db.$count(faitDeDemande, eq(faitDeDemande.type, 'radiation'))

async function expectWhole({ ref, numeroUnique }: DemandeActive): Promise<void> {
  const etat = await db.transaction(async (tx) => (await loadDemandeForUpdate(tx, ref))?.demande)
  const faits = await listFaits(db, numeroUnique)
  expect(replayFaits(faits.map(({ fait }) => fait))).toEqual(etat)
  expect(faits.filter(({ fait }) => fait.type === 'radiation').length).toBeLessThan(2)
}

describe('la radiation de la nuit', () => {
  it('radie du lendemain du dernier jour, l’avis remis un mois avant, et rien d’autre (R-RAD-04, R-RAD-05)', async () => {
    const passee = await due(1)
    const demain = await due(0, { avisRemisLe: addDays(le, -60) })
    const sansAvis = await insertUneDemande({ valideDepuis: depuis(20) })
    const avisRecent = await due(20, { avisRemisLe: addDays(addMonths(le, -1), 4) })
    const sansT = await insertUneDemande({ valideDepuis: null })
    const avant = await countRadiations()
    expect(await radiateOverdue()).toEqual({ radiees: 1 })
    expect(await statutDe(passee)).toBe('radiee')
    for (const une of [demain, sansAvis, avisRecent, sansT]) expect(await statutDe(une)).toBe('active')
    const fait = (await listFaits(db, passee.numeroUnique)).at(-1)?.fait
    expect(fait).toMatchObject({
      type: 'radiation',
      le,
      motif: { code: 'RADREN' },
      origine: { canal: null, organisme: 'GDPUB' },
    })
    await expectWhole(passee)
    // Twice of the same night.
    expect(await radiateOverdue()).toEqual({ radiees: 0 })
    expect(await countRadiations()).toBe(avant + 1)
  })

  it('ne touche que les territoires où elle est ouverte, et s’arrête dès qu’on la ferme (R-REG-01)', async () => {
    const [ici, ailleurs] = [await due(), await due(1, { territoire: '32' })]
    await db.update(reglageDeTerritoire).set({ radiation: false }).where(eq(reglageDeTerritoire.territoire, '32'))
    expect(await radiateOverdue()).toEqual({ radiees: 1 })
    expect([await statutDe(ici), await statutDe(ailleurs)]).toEqual(['radiee', 'active'])
    await db.delete(reglageDeTerritoire).where(eq(reglageDeTerritoire.territoire, '32'))
    expect(await radiateOverdue()).toEqual({ radiees: 0 })
    await db.transaction((tx) => saveReglagesDeTerritoire(tx, '32', reglagesDe(['radiation'])))
    expect(await radiateOverdue()).toEqual({ radiees: 1 })
  })

  it('chaque territoire à son minuit : ce qui est dû se lit au jour de sa zone (R-NUI-02)', async () => {
    const [reunion, martinique] = [await aujourdHui('974'), await aujourdHui('972')]
    const veille = (jour: Jour): Jour => addMonths(addDays(jour, -1), -13)
    const la = await insertUneDemande({
      territoire: '974',
      valideDepuis: veille(reunion),
      avisRemisLe: addDays(reunion, -40),
    })
    const loin = await insertUneDemande({
      territoire: '972',
      valideDepuis: veille(martinique),
      avisRemisLe: addDays(martinique, -40),
    })
    await radiateOverdue()
    for (const [une, jour] of [
      [la, reunion],
      [loin, martinique],
    ] as const) {
      const etat = await statutDe(une)
      expect(etat).toBe((une.echeances?.dernierJour ?? jour) < jour ? 'radiee' : 'active')
      if (etat === 'radiee') expect((await listFaits(db, une.numeroUnique)).at(-1)?.fait.le).toBe(jour)
    }
  })

  it('quatre à la fois par petits lots : chacune une fois, aucune oubliée', async () => {
    const dues = await Promise.all(Array.from({ length: 25 }, (_, at) => due(1 + (at % 3))))
    const passages = await Promise.all(Array.from({ length: 4 }, () => radiateDues({ lot: 3 })))
    expect(passages.reduce((sum, { radiees }) => sum + radiees, 0)).toBe(25)
    for (const une of dues) {
      expect(await statutDe(une)).toBe('radiee')
      await expectWhole(une)
    }
  })

  it('laisse celle que quelqu’un tient, et la voit au passage suivant', async () => {
    const une = await due()
    await db.transaction(async (tx) => {
      await loadDemandeForUpdate(tx, une.ref)
      expect(await radiateDues()).toEqual({ radiees: 0 })
    })
    expect(await radiateDues()).toEqual({ radiees: 1 })
  })

  it('une qu’elle ne peut pas traiter n’en retient aucune autre, et le travail finit en échec (R-NUI-03)', async () => {
    const dues = await Promise.all(Array.from({ length: 9 }, () => due()))
    const [abimee, ...saines] = dues
    if (!abimee) throw new Error('due')
    await db.execute(
      sql.raw(`
      create function refuse_une() returns trigger language plpgsql as
        $$ begin raise exception 'refused' using errcode = 'check_violation'; end $$`),
    )
    await db.execute(
      sql.raw(`create trigger refuse_une before update on demande for each row
        when (old.numero_unique = '${abimee.numeroUnique}') execute function refuse_une()`),
    )
    await expect(radiateOverdue()).rejects.toThrow('did 8 demandes and could not act on 1')
    for (const une of saines) expect(await statutDe(une)).toBe('radiee')
    expect(await statutDe(abimee)).toBe('active')
    await db.execute(sql`drop function refuse_une cascade`)
    expect(await radiateOverdue()).toEqual({ radiees: 1 })
    for (const une of dues) await expectWhole(une)
  })

  it('sa connexion tuée avant chacun de ses ordres, elle reprend : aucune oubliée, aucune deux fois', async () => {
    for (let coupe = 1; ; coupe += 1) {
      const dues = await Promise.all(Array.from({ length: 5 }, () => due()))
      const vus = await killAt(coupe, () => radiateDues({ lot: 2 }))
      await radiateDues({ lot: 2 })
      for (const une of dues) {
        expect(await statutDe(une), `ordre ${coupe}`).toBe('radiee')
        await expectWhole(une)
      }
      if (vus < coupe) break
      // A night of three batches says more than that.
      expect(coupe).toBeLessThan(60)
    }
  })
})

/** Runs a night whose connections are ended as it says its n-th statement; returns how many it said. */
async function killAt(coupe: number, night: () => Promise<unknown>): Promise<number> {
  const bourreau = postgres(env.databaseUrl, { max: 1 })
  let vus = 0
  let coup: Promise<unknown> = bourreau`select 1`
  await coup
  db.$sql.options.debug = () => {
    vus += 1
    if (vus === coupe)
      coup = bourreau`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`
  }
  await night().catch(() => {})
  await coup
  // A pool of connections that are dead, as after a server that began again.
  await closeDb()
  await bourreau.end()
  return vus
}

describe('l’horloge', () => {
  it('deux heures d’écart arrêtent la radiation seule, le disent, et rien n’est perdu (R-NUI-01)', async () => {
    const une = await due()
    const dits: unknown[] = []
    const log = { error: (what: unknown) => void dits.push(what) } as never
    const ecart = async () => (await db.select().from(reglage).where(eq(reglage.nom, 'ecart-d-horloge')))[0]?.valeur
    for (const decalage of [7_200_000, -7_200_000, 4_000]) {
      expect(await radiateOverdue({ horloge: () => Date.now() + decalage, log })).toEqual({ bloquee: 1 })
      expect(await ecart()).toBeGreaterThanOrEqual(3)
    }
    expect(dits).toHaveLength(3)
    expect(await statutDe(une)).toBe('active')
    expect(await radiateOverdue({ log })).toEqual({ radiees: 1 })
    expect(await ecart()).toBe(0)
    expect(await db.execute(sql`select 1`)).toHaveLength(1)
  })
})
