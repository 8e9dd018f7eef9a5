/** The queue of the reminders on a real base: who leaves first, what is passed over, and what is read for it. */
import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import type { CanalDeRappel, Jalon } from '#lib/domain/rappels/jalons.ts'
import { db, type Tx } from '../client.ts'
import { campagneArretee, rappel } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertUneDemande } from '../testing/demandes.ts'
import { holdRappelsDus } from './envois.ts'

withDatabase()
let numeroUnique: NumeroUnique
beforeAll(async () => {
  numeroUnique = (await insertUneDemande()).numeroUnique
})
beforeEach(async () => {
  await db.delete(campagneArretee)
  await db.delete(rappel)
})

/** Reminders of the ladder are open in Ariège alone; in Haute-Garonne, only a radiation is said. */
const sortants = { canal: 'courriel', territoires: ['09'], partout: ['09', '31'] } as const
const hold = (limite: number) => db.transaction(async (tx) => titresDe(await holdRappelsDus(tx, sortants, limite)))
const titresDe = (pris: readonly Readonly<{ jalon: Jalon; duLe: string }>[]) =>
  pris.map(({ jalon, duLe }) => `${jalon} ${duLe}`)

type File = Readonly<{ territoire: Territoire; jalon: Jalon; canal?: CanalDeRappel }>
/** So many of one queue, each a day and a minute after the one before; the first is due since so many minutes. */
const insertFile = async (
  { territoire, jalon, canal = 'courriel' }: File,
  { nombre = 1, depuis = 60, du = '2026-01-01' }: Readonly<{ nombre?: number; depuis?: number; du?: string }> = {},
) => {
  await db.execute(sql`
    insert into rappel (numero_unique, jalon, canal, du_le, cycle, territoire, prochain_at)
    select ${numeroUnique}, ${jalon}, ${canal}, ${du}::date + rang, ${du}::date, ${territoire},
      now() - make_interval(mins => ${depuis} - rang)
    from generate_series(0, ${nombre} - 1) rang`)
}
const lusSchema = z.array(z.object({ lus: z.coerce.number() }))
/** Rows of the table that this transaction has read until now. */
const countLus = async (tx: Tx): Promise<number> => {
  const rows = await tx.execute(sql`
    select seq_tup_read + coalesce(idx_tup_fetch, 0) as lus from pg_stat_xact_user_tables where relname = 'rappel'`)
  return lusSchema.parse([...rows])[0]?.lus ?? 0
}

describe('la file des rappels', () => {
  it('les plus anciens d’abord, de toutes les files ensemble : l’échelle où elle est ouverte, la radiation partout (R-RAP-38)', async () => {
    await insertFile({ territoire: '09', jalon: 'avis' }, { depuis: 50 })
    await insertFile({ territoire: '31', jalon: 'radiation' }, { depuis: 40, du: '2026-02-01' })
    await insertFile({ territoire: '09', jalon: 'relance' }, { nombre: 3, depuis: 45 })
    await insertFile({ territoire: '09', jalon: 'radiation' }, { depuis: 30, du: '2026-03-01' })
    // Closed, another channel, not due yet, of nobody's hour.
    await insertFile({ territoire: '31', jalon: 'relance' }, { depuis: 90, du: '2025-01-01' })
    await insertFile({ territoire: '09', jalon: 'relance', canal: 'sms' }, { depuis: 90 })
    await insertFile({ territoire: '09', jalon: 'fin-proche' }, { depuis: -5 })
    await insertFile({ territoire: '2A', jalon: 'radiation' }, { depuis: 90, du: '2025-01-01' })
    const tous = [
      'avis 2026-01-01',
      'relance 2026-01-01',
      'relance 2026-01-02',
      'relance 2026-01-03',
      'radiation 2026-02-01',
      'radiation 2026-03-01',
    ]
    expect(await hold(10)).toEqual(tous)
    expect(await hold(5)).toEqual(tous.slice(0, 5))
    expect(await hold(1)).toEqual(tous.slice(0, 1))
    expect(await db.transaction((tx) => holdRappelsDus(tx, { ...sortants, territoires: [], partout: [] }, 10))).toEqual(
      [],
    )
  })

  it('passe au suivant quand le premier est tenu par un autre, sans l’attendre', async () => {
    await insertFile({ territoire: '09', jalon: 'relance' }, { nombre: 3 })
    await db.transaction(async (autre) => {
      await autre.select().from(rappel).where(eq(rappel.duLe, sql`'2026-01-01'`)).for('update')
      expect(await hold(1)).toEqual(['relance 2026-01-02'])
      expect(await hold(3)).toEqual(['relance 2026-01-02', 'relance 2026-01-03'])
    })
    expect(await hold(1)).toEqual(['relance 2026-01-01'])
  })

  it('ne lit que ce qu’elle prend, quoi qui attende là où c’est fermé, arrêté, ou derrière', async () => {
    await insertFile({ territoire: '31', jalon: 'relance' }, { nombre: 4_000, depuis: 9_000 })
    await insertFile({ territoire: '31', jalon: 'avis' }, { nombre: 4_000, depuis: 9_000, du: '2000-01-01' })
    await insertFile({ territoire: '09', jalon: 'dernier-mois' }, { nombre: 4_000, depuis: 9_000 })
    await insertFile({ territoire: '31', jalon: 'radiation' }, { nombre: 4_000, depuis: 8_000 })
    await insertFile({ territoire: '09', jalon: 'avis' }, { nombre: 4_000, depuis: 8_000 })
    await db.insert(campagneArretee).values({ territoire: '09', jalon: 'dernier-mois' })
    await db.execute(sql`analyze rappel`)
    const limite = 20
    await db.transaction(async (tx) => {
      // What an index alone answers is not counted among the rows.
      await tx.execute(sql`set local enable_indexonlyscan = off`)
      const avant = await countLus(tx)
      const pris = await holdRappelsDus(tx, sortants, limite)
      expect(pris.filter(({ jalon }) => jalon === 'avis')).toHaveLength(limite / 2)
      expect(pris.filter(({ jalon }) => jalon === 'radiation')).toHaveLength(limite / 2)
      // The heads of the two queues that are open, what is locked, and what is read of it.
      expect((await countLus(tx)) - avant).toBeLessThanOrEqual(4 * limite)
      const tenus = await tx.execute(sql`select from rappel where xmax = pg_current_xact_id()::xid`)
      expect(tenus).toHaveLength(limite)
    })
  })
})
