/** Active demandes of one person in a territory of the actor, counted as they stand when they are read. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { type DemandeRef, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { type NumeroUnique, parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { parseTerritoire, type Territoire, territoiresDesDepartements } from '#lib/domain/demande/territoire.ts'
import { db } from '../client.ts'
import { DISTINCTES_QUI_VALENT } from '../repositories/personnes-distinctes.ts'
import { texteLu } from '../repositories/texte-lu.ts'

/** Persons of a page, and demandes shown of each. */
export const PERSONNES_PAR_PAGE = 100
export const DEMANDES_MONTREES = 5

/** No name: who compares them is written in the journal of readings. `nombre`: how many there are, shown or not. */
export type MemePersonneMontree = Readonly<{
  ref: DemandeRef
  territoire: Territoire
  isCertaine: boolean
  nombre: number
  numeros: readonly NumeroUnique[]
}>

/**
 * The last line of a page, after which the next begins: how sure it is, its first demande, and which line of that demande
 * it is, as certain.
 */
export type RepereDePersonne = Readonly<{ isCertaine: boolean; ref: DemandeRef; rang: number }>

/** Reads `certaine_{ref}_1`; undefined for anything else. */
export function parseRepereDePersonne(texte: string): RepereDePersonne | undefined {
  const [, certitude, suite = '', rang] = /^(certaine|probable)_([^_]+)_(\d{1,6})$/.exec(texte) ?? []
  const ref = parseDemandeRef(suite)
  return ref && { isCertaine: certitude === 'certaine', ref, rang: Number(rang) }
}
export const formatRepereDePersonne = ({ isCertaine, ref, rang }: RepereDePersonne): string =>
  `${isCertaine ? 'certaine' : 'probable'}_${ref}_${rang}`

const unNumero = texteLu(parseNumeroUnique, 'number')
const uneRef = texteLu(parseDemandeRef, 'reference')
const unTerritoire = texteLu(parseTerritoire, 'territoire')
const rowsSchema = z.array(
  z.object({
    ref: uneRef,
    territoire: unTerritoire,
    isCertaine: z.boolean(),
    nombre: z.coerce.number(),
    rang: z.coerce.number(),
    numeros: z.array(unNumero),
  }),
)

/** A page, the certain ones first; `suite` says where the next one begins, if there is one. */
export async function listMemesPersonnes(
  acteur: Acteur,
  apres?: RepereDePersonne,
): Promise<Readonly<{ personnes: readonly MemePersonneMontree[]; suite: RepereDePersonne | null }>> {
  const territoires = territoiresDesDepartements(acteur.role === 'gestionnaire-territorial' ? acteur.departements : [])
  if (territoires.length === 0) return { personnes: [], suite: null }
  const siens = sql`any(${sql.param([...territoires])}::text[])`
  // A demande that left the list keeps its number, and so its place; one of elsewhere has none here, and stands before all the others.
  const suivantes = apres
    ? sql`(not certaine, tous[1], rang) > (${!apres.isCertaine}::boolean, coalesce(
        (select numero_unique from demande where ref = ${apres.ref}::uuid and territoire = ${siens}), ''), ${apres.rang}::bigint)`
    : sql`true`
  // Among those that were ever shared, counted as they stand; the keys that hold the same demandes together are one line.
  // R-PER-09 — choix du portail : d’une ligne s’en va la demande qui a été dite d’une autre personne que chacune des autres
  // Only the keys of which somebody said something are counted demande by demande.
  const rows = await db.execute(sql`
    with distincte as materialized (
      select valent.territoire, cle, numero.numero_unique, count(*) as distinctes
      from ${DISTINCTES_QUI_VALENT} valent, unnest(valent.titulaires) cle,
        unnest(array[valent.numero_unique, valent.autre]) numero(numero_unique)
      where valent.territoire = ${siens} and cle = any(valent.titulaires_de_l_autre)
      group by valent.territoire, cle, numero.numero_unique
    ), dite as materialized (
      select distinct territoire, cle from distincte
    ), tenue as (
      select territoire, cle, numero_unique, count(*) over (partition by territoire, cle) as tenues
      from dite join cle_de_titulaire using (territoire, cle) where partagee
    ), toutes as (
      select territoire, cle, count(*) as nombre, array_agg(numero_unique order by numero_unique) as tous
      from cle_de_titulaire where partagee and territoire = ${siens}
      group by territoire, cle having count(*) > 1
    ), groupe as (
      select * from toutes where not exists (select from dite
        where dite.territoire = toutes.territoire and dite.cle = toutes.cle)
      union all
      select territoire, cle, count(*), array_agg(numero_unique order by numero_unique)
      from tenue left join distincte using (territoire, cle, numero_unique)
      where tenues - 1 > coalesce(distinctes, 0)
      group by territoire, cle
    ), personne as (
      select territoire, tous, max(nombre) as nombre, bool_or(left(cle, 1) = 'c') as certaine
      from groupe group by territoire, tous
    ), rangee as (
      select *, row_number() over (partition by certaine, tous[1] order by tous) as rang from personne
    ), montree as (
      select * from rangee where ${suivantes} order by not certaine, tous[1], rang limit ${PERSONNES_PAR_PAGE + 1}
    )
    select demande.ref, montree.territoire, certaine as "isCertaine", nombre, rang,
      tous[:${sql.raw(String(DEMANDES_MONTREES))}] as numeros
    from montree join demande on demande.numero_unique = tous[1]
    order by not certaine, tous[1], rang`)
  const lues = rowsSchema.parse([...rows])
  const personnes = lues.slice(0, PERSONNES_PAR_PAGE)
  const derniere = lues.length > PERSONNES_PAR_PAGE ? personnes.at(-1) : undefined
  return {
    personnes,
    suite: derniere ? { isCertaine: derniere.isCertaine, ref: derniere.ref, rang: derniere.rang } : null,
  }
}
