/** Pairs of demandes that people said to be of two persons: the saying stands while both have the keys that they had. */
import { and, eq, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { type NumeroUnique, parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Tx } from '../client.ts'
import { personnesDistinctes } from '../schema/index.ts'
import { clesDesTitulaires } from './demandes.row.ts'
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

/** Writes that they are of two persons; false when it stands already. Two at once wait for each other here. */
export async function saveDistinctes(tx: Tx, paire: readonly [DemandeActive, DemandeActive]): Promise<boolean> {
  const [une, autre] = inOrder(...paire)
  const dites = {
    territoire: une.territoire,
    titulaires: clesDesTitulaires(une.contenu),
    titulairesDeLAutre: clesDesTitulaires(autre.contenu),
  }
  const { titulaires, titulairesDeLAutre, numeroUnique } = personnesDistinctes
  const rows = await tx
    .insert(personnesDistinctes)
    .values({ numeroUnique: une.numeroUnique, autre: autre.numeroUnique, ...dites })
    .onConflictDoUpdate({
      target: [numeroUnique, personnesDistinctes.autre],
      set: { ...dites, at: sql`transaction_timestamp()` },
      setWhere: or(
        sql`${titulaires} <> excluded.titulaires`,
        sql`${titulairesDeLAutre} <> excluded.titulaires_de_l_autre`,
      ),
    })
    .returning({ numeroUnique })
  return rows.length > 0
}

/** Takes it back; false when nobody had said it. */
export async function deleteDistinctes(
  tx: Tx,
  paire: readonly [Pick<DemandeActive, 'numeroUnique'>, Pick<DemandeActive, 'numeroUnique'>],
): Promise<boolean> {
  const [une, autre] = inOrder(...paire)
  const { numeroUnique } = personnesDistinctes
  const rows = await tx
    .delete(personnesDistinctes)
    .where(and(eq(numeroUnique, une.numeroUnique), eq(personnesDistinctes.autre, autre.numeroUnique)))
    .returning({ numeroUnique })
  return rows.length > 0
}
