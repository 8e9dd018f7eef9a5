/** Active demandes of one person in a territory of the actor, counted as they stand when they are read. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { type DemandeRef, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { type NumeroUnique, parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { parseTerritoire, type Territoire, territoiresDesDepartements } from '#lib/domain/demande/territoire.ts'
import { db } from '../client.ts'

/** Persons shown, and demandes of each: those that are settled leave the list, and the next ones come. */
export const PERSONNES_MONTREES = 100
export const DEMANDES_MONTREES = 5

/** No name: who compares them is written in the journal of readings. `nombre`: how many there are, shown or not. */
export type MemePersonneMontree = Readonly<{
  ref: DemandeRef
  territoire: Territoire
  isCertaine: boolean
  nombre: number
  numeros: readonly NumeroUnique[]
}>

const rowsSchema = z.array(
  z.object({
    ref: z.string().transform((text) => parseDemandeRef(text) ?? z.NEVER),
    territoire: z.string().transform((text) => parseTerritoire(text) ?? z.NEVER),
    isCertaine: z.boolean(),
    nombre: z.coerce.number(),
    numeros: z.array(z.string().transform((text) => parseNumeroUnique(text) ?? z.NEVER)),
  }),
)

/** The certain ones first; `autres` says whether there are more than those. */
export async function listMemesPersonnes(
  acteur: Acteur,
): Promise<Readonly<{ personnes: readonly MemePersonneMontree[]; autres: boolean }>> {
  const territoires = territoiresDesDepartements(acteur.role === 'gestionnaire-territorial' ? acteur.departements : [])
  if (territoires.length === 0) return { personnes: [], autres: false }
  // Among those that were ever shared, counted as they stand; the keys that hold the same demandes together are one line.
  const rows = await db.execute(sql`
    with groupe as (
      select territoire, cle, count(*) as nombre, array_agg(numero_unique order by numero_unique) as tous
      from cle_de_titulaire where partagee and territoire = any(${sql.param([...territoires])}::text[])
      group by territoire, cle having count(*) > 1
    ), personne as (
      select territoire, tous, max(nombre) as nombre, bool_or(left(cle, 1) = 'c') as certaine
      from groupe group by territoire, tous
      order by certaine desc, tous limit ${PERSONNES_MONTREES + 1}
    )
    select demande.ref, personne.territoire, certaine as "isCertaine", nombre,
      tous[:${sql.raw(String(DEMANDES_MONTREES))}] as numeros
    from personne join demande on demande.numero_unique = tous[1]
    order by certaine desc, tous`)
  const personnes = rowsSchema.parse([...rows])
  return { personnes: personnes.slice(0, PERSONNES_MONTREES), autres: personnes.length > PERSONNES_MONTREES }
}
