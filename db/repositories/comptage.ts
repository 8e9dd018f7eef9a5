/** The counts of the register: folded each night from what the acts of the days before left. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Tx } from '../client.ts'

const lieuxSchema = z.array(z.object({ lieu: z.string() }))

/**
 * Takes the differences left up to the end of the day `arreteLe` (in Paris) into the counts; `tout`: those of now too, for
 * a base that was just filled. Answers the communes whose counts moved. Two at once wait for each other; what an act
 * writes meanwhile is for the next.
 */
export async function foldComptage(
  tx: Tx,
  { arreteLe, tout = false }: Readonly<{ arreteLe: Jour; tout?: boolean }>,
): Promise<readonly string[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('comptage', 0))`)
  const rows = await tx.execute(sql`
    with pris as (
      delete from ecart_de_comptage where ${tout} or at < (${arreteLe}::date + 1)::timestamp at time zone 'Europe/Paris'
      returning mesure, lieu, detail, periode, nombre
    ), mouvements as (
      select mesure, lieu, detail, periode, sum(nombre)::int as nombre from pris group by 1, 2, 3, 4
    ), comptes as (
      insert into comptage (mesure, lieu, detail, periode, nombre, arrete_le)
      select mesure, lieu, detail, periode, nombre, ${arreteLe}::date from mouvements where nombre <> 0
      on conflict (lieu, mesure, detail, periode)
        do update set nombre = comptage.nombre + excluded.nombre, arrete_le = excluded.arrete_le
      returning mesure, lieu
    )
    select distinct lieu from comptes where mesure <> 'renouvellements' order by lieu
  `)
  return lieuxSchema.parse([...rows]).map(({ lieu }) => lieu)
}

/** Writes, once, the day since which the register follows each territory that has demandes in it: its `periode`. */
export const recordOuvertures = (tx: Tx, le: Jour) =>
  tx.execute(sql`
    insert into comptage (mesure, lieu, detail, periode, nombre, arrete_le)
    select 'ouverture', territoire, '', ${le}, 1, ${le}::date from (select distinct territoire from demande) suivis
    where not exists (select from comptage where lieu = territoire and mesure = 'ouverture')
  `)

/** Writes that the counts of every territory are those of the end of this day. True when the year has changed since. */
export async function recordPliage(tx: Tx, arreteLe: Jour): Promise<boolean> {
  const rows = await tx.execute(sql`
    with avant as (select lieu, arrete_le from comptage where mesure = 'ouverture' and arrete_le < ${arreteLe}::date)
    update comptage set arrete_le = ${arreteLe}::date from avant
    where comptage.mesure = 'ouverture' and comptage.lieu = avant.lieu
    returning avant.arrete_le < date_trunc('year', ${arreteLe}::date) as annee`)
  return z
    .array(z.object({ annee: z.boolean() }))
    .parse([...rows])
    .some(({ annee }) => annee)
}

/** Every commune that the register counts. */
export async function listComptees(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.execute(sql`
    select distinct lieu from comptage where mesure in ('premier-choix', 'tous-choix', 'attributions') order by lieu`)
  return lieuxSchema.parse([...rows]).map(({ lieu }) => lieu)
}
