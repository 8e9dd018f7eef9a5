/**
 * The preview of an import, a page at a time: fifty thousand rows are held in one value, and the database hands over
 * only those that are shown. Each query opens that value once (`offset 0` keeps it open for all that is asked of it).
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Alerte, ColonnesDeFeuille } from '#lib/domain/guichet/recensement/analyse.ts'
import type { ColonneDonneeUneFois } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { RangCompare } from '#lib/domain/guichet/recensement/comparaison.ts'
import { type ChiffresCompares, confrontChiffres, type Examen } from '#lib/domain/guichet/recensement/examen.ts'
import { type Attente, listAttentes } from '#lib/domain/guichet/recensement/voisinage.ts'
import { db } from '../client.ts'
import { confrontProposition, type Proposition } from '../repositories/propositions.ts'
import { loadChiffresPublies } from '../repositories/referentiel.ts'
import { importDeRecensement } from '../schema/index.ts'

export const LIGNES_PAR_PAGE = 100
/** As many as are compared one by one on a page. */
export const ATTENTES_MONTREES = 50
export const ABSENTS_MONTRES = 200
export const ALERTES_MONTREES = 100

const ATTEND = sql`jsonb_path_exists(rang, '$.remarques[*] ? (@.code == "deja-publie-par-un-autre")')`

const A_VERIFIER = sql`(rang ->> 'statut' <> 'refuse'
  and jsonb_path_exists(rang, '$.remarques[*] ? (@.gravite == "a-verifier")'))`
const CORRIGEE = sql`(rang -> 'corrigees' is not null)`

/** A view of the rows: those of a statut, those to look at, those corrected in the preview. */
export const VUES_DE_LIGNES = ['refuse', 'a-verifier', 'nouveau', 'modifie', 'inchange', 'corrigees'] as const
export type VueDeLignes = (typeof VUES_DE_LIGNES)[number]

const conditionOf = (vue: VueDeLignes): SQL =>
  vue === 'a-verifier' ? A_VERIFIER : vue === 'corrigees' ? CORRIGEE : sql`rang ->> 'statut' = ${vue}`

/** `from` one analysis, open as `examen.doc`. */
const examenOf = (id: string): SQL => sql`(
  select ${importDeRecensement.analyse} || '{}'::jsonb as doc from ${importDeRecensement}
  where ${importDeRecensement.id} = ${id} and ${importDeRecensement.analyse} is not null offset 0
) examen`

export type Apercu = Readonly<{
  alertes: readonly Alerte[]
  autresAlertes: number
  /** Columns that the whole table lacks. */
  manquent: readonly ColonneDonneeUneFois[]
  absents: Examen['absents']
  autresAbsents: number
  attentes: readonly Attente[]
  nombreDAttentes: number
  hasRemarques: boolean
  /** Where each column stands, by sheet. */
  colonnes: readonly ColonnesDeFeuille[]
  /** Rows accepted that someone should look at, and rows with a cell corrected in the preview. */
  aVerifier: number
  corrigees: number
  /** It holds figures that change something. */
  hasChiffres: boolean
}>

type Brut = Readonly<{
  alertes: Alerte[]
  nombre_alertes: number
  manquent: ColonneDonneeUneFois[]
  absents: Examen['absents']
  nombre_absents: number
  attentes: RangCompare[] | null
  nombre_attentes: number
  remarques: boolean
  colonnes: ColonnesDeFeuille[]
  a_verifier: number
  corrigees: number
  chiffres: boolean
}>

/** What is said above the rows; undefined when nothing was understood yet. Whose import it is was asked before. */
export async function findApercu(id: string): Promise<Apercu | undefined> {
  const [row] = await db.execute<Brut>(sql`
    select
      jsonb_path_query_array(doc, ${sql.raw(`'$.alertes[0 to ${ALERTES_MONTREES - 1}]'`)}) as alertes,
      jsonb_array_length(doc -> 'alertes') as nombre_alertes,
      jsonb_path_query_array(doc, '$.alertes[*] ? (@.code == "colonne-a-donner").colonne') as manquent,
      jsonb_path_query_array(doc, ${sql.raw(`'$.absents[0 to ${ABSENTS_MONTRES - 1}]'`)}) as absents,
      jsonb_array_length(doc -> 'absents') as nombre_absents,
      attente.attentes, attente.nombre as nombre_attentes,
      coalesce(doc -> 'colonnes', '[]') as colonnes, vues.a_verifier, vues.corrigees,
      jsonb_path_exists(doc, '$.points[*].remarques[0]') or jsonb_path_exists(doc, '$.chiffres[*].remarques[0]')
        as remarques,
      jsonb_path_exists(doc, '$.chiffres[*] ? (@.statut == "nouveau" || @.statut == "modifie")') as chiffres
    from ${examenOf(id)}
    cross join lateral (
      select jsonb_agg(rang order by place) filter (where nieme <= ${ATTENTES_MONTREES}) as attentes,
        count(*)::int as nombre
      from (
        select rang, place, row_number() over (order by place) as nieme
        from jsonb_array_elements(doc -> 'points') with ordinality as points (rang, place) where ${ATTEND}
      ) attendent
    ) attente
    cross join lateral (
      select count(*) filter (where ${A_VERIFIER})::int as a_verifier,
        count(*) filter (where ${CORRIGEE})::int as corrigees
      from (
        select rang from jsonb_array_elements(doc -> 'points') rang
        union all select rang from jsonb_array_elements(doc -> 'chiffres') rang
      ) rangs
    ) vues`)
  if (!row) return undefined
  return {
    alertes: row.alertes,
    autresAlertes: row.nombre_alertes - row.alertes.length,
    manquent: [...new Set(row.manquent)],
    absents: row.absents,
    autresAbsents: row.nombre_absents - row.absents.length,
    attentes: listAttentes({ points: row.attentes ?? [] }),
    nombreDAttentes: row.nombre_attentes,
    hasRemarques: row.remarques,
    colonnes: row.colonnes,
    aVerifier: row.a_verifier,
    corrigees: row.corrigees,
    hasChiffres: row.chiffres,
  }
}

export type LigneDExamen =
  | Readonly<{ nature: 'point'; rang: RangCompare }>
  | Readonly<{ nature: 'chiffres'; rang: ChiffresCompares }>

/** One page of the rows of that view, points first, in the order of the file. `page` counts from 1. */
export async function listLignes(id: string, { vue, page }: Readonly<{ vue: VueDeLignes; page: number }>) {
  const rows = await db.execute<LigneDExamen>(sql`
    select nature, rang from ${examenOf(id)}
    cross join lateral (
      select 'point' as nature, rang, place from jsonb_array_elements(doc -> 'points') with ordinality as p (rang, place)
      union all
      select 'chiffres', rang, place from jsonb_array_elements(doc -> 'chiffres') with ordinality as c (rang, place)
    ) lignes
    where ${conditionOf(vue)}
    order by nature desc, place
    limit ${LIGNES_PAR_PAGE + 1} offset ${(page - 1) * LIGNES_PAR_PAGE}`)
  return { lignes: rows.slice(0, LIGNES_PAR_PAGE), suite: rows.length > LIGNES_PAR_PAGE }
}

/**
 * Those rows with the figures that are published now: a centre's file was compared with what a centre may read, and who
 * publishes its figures must see what they replace (R-CHI-12).
 */
export async function confrontLignes(lignes: readonly LigneDExamen[]): Promise<LigneDExamen[]> {
  const codes = lignes.flatMap(({ nature, rang }) =>
    nature === 'chiffres' && rang.chiffres ? [rang.chiffres.codeInsee] : [],
  )
  const publies = await loadChiffresPublies(db, codes)
  return lignes.map((ligne) =>
    ligne.nature === 'chiffres' ? { ...ligne, rang: confrontChiffres(ligne.rang, publies) } : ligne,
  )
}

/** What a gestionnaire may publish of a centre's file: every row of figures that changes something published now. */
export async function findProposition(id: string): Promise<Proposition> {
  const [row] = await db.execute<{ chiffres: ChiffresCompares[] }>(
    sql`select doc -> 'chiffres' as chiffres from ${examenOf(id)}`,
  )
  return confrontProposition(db, row?.chiffres ?? [])
}
