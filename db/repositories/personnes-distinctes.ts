/** Pairs of demandes that people said to be of two persons: the saying stands while both have the keys that they had. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { type NumeroUnique, parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Tx } from '../client.ts'
import { texteLu } from './texte-lu.ts'

/** Those that stand, of two demandes that both wait. */
// R-PER-10 — choix du portail : ce qui a été dit de deux identités ne vaut plus dès que l’une d’elles est une autre
export const DISTINCTES_QUI_VALENT = sql`(
  select dites.* from personnes_distinctes dites
  join demande une on une.numero_unique = dites.numero_unique and une.statut = 'active' and une.titulaires = dites.titulaires
  join demande seconde on seconde.numero_unique = dites.autre and seconde.statut = 'active'
    and seconde.titulaires = dites.titulaires_de_l_autre)`

export type PersonneDistincte = Readonly<{ numeroUnique: NumeroUnique; at: Date }>
const rowsSchema = z.array(
  z.object({
    numeroUnique: texteLu(parseNumeroUnique, 'number'),
    at: z.coerce.date(),
  }),
)

/** The demandes that are said to be of another person than this one, and since when. */
export async function listDistinctesDe(tx: Tx, numeroUnique: NumeroUnique): Promise<readonly PersonneDistincte[]> {
  const rows = await tx.execute(sql`
    select case when numero_unique = ${numeroUnique} then autre else numero_unique end as "numeroUnique", at
    from ${DISTINCTES_QUI_VALENT} valent where ${numeroUnique} in (numero_unique, autre)`)
  return rowsSchema.parse([...rows])
}

/** The lesser number first, as the table has them. */
export const inOrder = <D extends Readonly<{ numeroUnique: NumeroUnique }>>(une: D, autre: D): readonly [D, D] =>
  une.numeroUnique < autre.numeroUnique ? [une, autre] : [autre, une]

type Tenue = Pick<DemandeActive, 'numeroUnique' | 'version'>

const ditesSchema = z.array(z.object({ lues: z.coerce.number(), ecrites: z.array(z.string()) })).length(1)

/**
 * Writes that those of each pair are of two persons, by the keys that the register has of them at these versions, and
 * returns the pairs of which it did not stand yet; nothing, and `changees`, when a demande is at another version. Two at
 * once wait for each other here, in one order.
 */
export async function saveDistinctes<T extends Tenue>(
  tx: Tx,
  paires: readonly (readonly [T, T])[],
): Promise<readonly (readonly [T, T])[] | 'changees'> {
  const rangees = paires.map((paire) => inOrder(...paire))
  const voulues = rangees.map(([une, autre]) => ({
    une: une.numeroUnique,
    version: une.version,
    autre: autre.numeroUnique,
    version_de_l_autre: autre.version,
  }))
  const rows = await tx.execute(sql`
    with lue as (
      select une.numero_unique, seconde.numero_unique as autre, une.territoire, une.titulaires,
        seconde.titulaires as titulaires_de_l_autre
      from json_to_recordset(${JSON.stringify(voulues)}::json)
        as voulue (une text, version int, autre text, version_de_l_autre int)
      join demande une on une.numero_unique = voulue.une and une.version = voulue.version
      join demande seconde on seconde.numero_unique = voulue.autre and seconde.version = voulue.version_de_l_autre
    ), ecrite as (
      insert into personnes_distinctes as dites (numero_unique, autre, territoire, titulaires, titulaires_de_l_autre)
      select * from lue where (select count(*) from lue) = ${paires.length} order by numero_unique, autre
      on conflict (numero_unique, autre) do update set territoire = excluded.territoire, titulaires = excluded.titulaires,
        titulaires_de_l_autre = excluded.titulaires_de_l_autre, at = transaction_timestamp()
      where dites.titulaires <> excluded.titulaires or dites.titulaires_de_l_autre <> excluded.titulaires_de_l_autre
      returning numero_unique || autre as paire
    )
    select (select count(*) from lue) as lues, array(select paire from ecrite) as ecrites`)
  const [dites] = ditesSchema.parse([...rows])
  if (dites?.lues !== paires.length) return 'changees'
  const ecrites = new Set(dites.ecrites)
  return rangees.filter(([une, autre]) => ecrites.has(une.numeroUnique + autre.numeroUnique))
}

const otesSchema = z.array(z.object({ valait: z.boolean() }))

/** Takes it back; false when nobody had said it of who holds them today. */
export async function deleteDistinctes(
  tx: Tx,
  paire: readonly [Pick<DemandeActive, 'numeroUnique'>, Pick<DemandeActive, 'numeroUnique'>],
): Promise<boolean> {
  const [une, autre] = inOrder(...paire)
  // One that was radiated may come back: only who holds it says whether the choice was still worth something.
  const rows = await tx.execute(sql`
    delete from personnes_distinctes dites using demande une, demande seconde
    where dites.numero_unique = ${une.numeroUnique} and dites.autre = ${autre.numeroUnique}
      and une.numero_unique = dites.numero_unique and seconde.numero_unique = dites.autre
    returning (une.titulaires is not distinct from dites.titulaires
      and seconde.titulaires is not distinct from dites.titulaires_de_l_autre) as valait`)
  return otesSchema.parse([...rows]).some(({ valait }) => valait)
}
