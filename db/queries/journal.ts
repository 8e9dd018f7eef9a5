/** Who changed what and when, of points and of figures, newest first, within the actor's reach. */
import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { COLONNES, type Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import { db } from '../client.ts'
import { communesOf, importsOf, pointsOf } from './portee.ts'

/** Names of columns kept with a file stay as they were, whatever becomes of the model: one that it has no longer says nothing. */
const isColonne = (nom: string): nom is Colonne => COLONNES.some((colonne) => colonne === nom)
const lettresSchema = z
  .record(z.string(), z.string())
  .transform(
    (kept): Partial<Record<Colonne, string>> =>
      Object.fromEntries(Object.entries(kept).filter(([nom]) => isColonne(nom))),
  )
const correctionSchema = z.object({ colonne: z.string(), auteur: z.string().nullable() })

const rowSchema = z.object({
  objet: z.enum(['point', 'chiffres']),
  id: z.number(),
  at: z.coerce.date(),
  nature: z.string(),
  cible: z.string(),
  titre: z.string(),
  /** null: the command line or the demonstration. */
  auteur: z.string().nullable(),
  /** null too when the file is out of reach: its name is said, and leads nowhere. */
  importId: z.string().nullable(),
  fichier: z.string().nullable(),
  feuille: z.string().nullable(),
  ligne: z.number().nullable(),
  /** Cells of that row that people had corrected in the preview of the file. */
  corrections: z
    .array(correctionSchema)
    .transform((kept) => kept.flatMap(({ colonne, auteur }) => (isColonne(colonne) ? [{ colonne, auteur }] : []))),
  /** Where the columns of that sheet stand; null when the file is out of reach, or was read before this was kept. */
  lettres: lettresSchema.nullable(),
  /** The cells of that row that held something. */
  remplies: z.array(z.string()).transform((kept) => kept.filter(isColonne)),
  /** The change undoes what that file had written. */
  retour: z.boolean(),
  /** The centre confirmed the point by its yearly link. */
  confirme: z.boolean(),
  avant: z.record(z.string(), z.unknown()).nullable(),
  apres: z.record(z.string(), z.unknown()).nullable(),
  dernier: z.boolean(),
  /** Where the next page begins: after this row. */
  curseur: z.string(),
})
export type LigneDeJournal = z.output<typeof rowSchema>

export type FiltreDeJournal = Readonly<{ point?: string; commune?: string; avant?: string }>

const PAGE = 50

const CURSEUR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_(point|chiffres)_(\d{1,15})$/
/** All that one import writes has one instant: to the microsecond, then by kind and by row, nothing is passed over. */
const curseurOf = (objet: LigneDeJournal['objet']): SQL =>
  sql`to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ${`_${objet}_`} || f.id`

/** The rows of that kind that come after the cursor; a cursor that is none begins at the first page. */
function afterCurseur(objet: LigneDeJournal['objet'], curseur: string | undefined): SQL {
  const [, at, kind, id] = CURSEUR.exec(curseur ?? '') ?? []
  if (!at || !kind || !id) return sql`true`
  const sameInstant = objet === kind ? sql`f.id < ${id}::bigint` : objet > kind ? sql`true` : sql`false`
  return sql`(f.at < ${at}::timestamptz or (f.at = ${at}::timestamptz and ${sameInstant}))`
}

const importOf = (acteur: Acteur): SQL => sql`case when ${importsOf(acteur) ?? sql`true`} then f.import_id end`

/** Fifty at a time, the last ones first; `suite` is the cursor of the next page, undefined on the last one. */
export async function listJournal(
  acteur: Acteur,
  filtre: FiltreDeJournal,
): Promise<Readonly<{ lignes: readonly LigneDeJournal[]; suite: string | undefined }>> {
  const points = sql`
    select 'point' as objet, f.id, f.at, f.nature, f.point_id as cible, point_de_contact.nom as titre,
      coalesce(c.nom, c.courriel) as auteur, ${importOf(acteur)} as "importId", import_de_recensement.fichier_nom as fichier, f.feuille, f.ligne,
      f.retour, f.verification_id is not null as confirme, f.avant, f.apres, f.version = point_de_contact.version as dernier,
      ${curseurOf('point')} as curseur
    from fait_de_point f
    join point_de_contact on point_de_contact.id = f.point_id
    left join compte c on c.id = f.compte_id
    left join import_de_recensement on import_de_recensement.id = f.import_id
    where ${pointsOf(acteur) ?? sql`true`} and ${afterCurseur('point', filtre.avant)} ${filtre.point ? sql`and f.point_id = ${filtre.point}` : sql``}`
  const chiffres = sql`
    select 'chiffres' as objet, f.id, f.at, f.annee::text as nature, f.code_insee as cible, commune.nom as titre,
      coalesce(c.nom, c.courriel) as auteur, ${importOf(acteur)} as "importId", import_de_recensement.fichier_nom as fichier, f.feuille, f.ligne,
      f.retour, false as confirme, f.avant, f.apres,
      not exists (select 1 from fait_de_chiffre g where g.code_insee = f.code_insee and g.annee = f.annee and g.id > f.id
        and coalesce(g.apres, g.avant) ->> 'type' = coalesce(f.apres, f.avant) ->> 'type') as dernier,
      ${curseurOf('chiffres')} as curseur
    from fait_de_chiffre f
    join commune on commune.code_insee = f.code_insee
    left join compte c on c.id = f.compte_id
    left join import_de_recensement on import_de_recensement.id = f.import_id
    where ${communesOf(acteur) ?? sql`true`} and ${afterCurseur('chiffres', filtre.avant)} ${filtre.commune ? sql`and f.code_insee = ${filtre.commune}` : sql``}`
  const parts: SQL[] = [...(filtre.commune ? [] : [points]), ...(filtre.point ? [] : [chiffres])]
  const union = sql.join(
    parts.map((part) => sql`(${part} order by f.at desc, f.id desc limit ${PAGE + 1})`),
    sql` union all `,
  )
  const corrections = sql`
    select coalesce(jsonb_agg(jsonb_build_object('colonne', k.colonne, 'auteur', coalesce(c.nom, c.courriel))
      order by k.colonne), '[]')
    from correction_d_import k left join compte c on c.id = k.compte_id
    where k.import_id = j."importId" and k.feuille = j.feuille and k.ligne = j.ligne
      and k.valeur is not null and k.corrige_at <= j.at and not j.retour`
  // A whole page comes mostly of one file, whose reading is long: it is opened once for all its rows.
  const lues = sql`
    select i.id, c.colonnes ->> 'feuille' as feuille, c.colonnes -> 'lettres' as lettres
    from import_de_recensement i, jsonb_array_elements(i.analyse -> 'colonnes') as c (colonnes)
    where i.id in (select "importId" from j)`
  const lettres = sql`select lues.lettres from lues where lues.id = j."importId" and lues.feuille = j.feuille limit 1`
  const remplies = sql`
    select coalesce(jsonb_agg(distinct t.colonne), '[]')
    from rang_d_import r, json_object_keys(r.trouve) as t (colonne)
    where r.import_id = j."importId" and r.feuille = j.feuille and r.ligne = j.ligne`
  const order = sql`order by at desc, objet, id desc`
  const rows = await db.execute(sql`
    with j as materialized (select * from (${union}) tous ${order} limit ${PAGE + 1}), lues as materialized (${lues})
    select j.*, (${corrections}) as corrections, (${lettres}) as lettres, (${remplies}) as remplies from j ${order}`)
  const read = z.array(rowSchema).parse([...rows])
  const lignes = read.slice(0, PAGE)
  return { lignes, suite: read.length > PAGE ? lignes.at(-1)?.curseur : undefined }
}
