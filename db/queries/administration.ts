/** Lists of the administration: centres and accounts, each within the actor's reach and nothing else. */
import { and, arrayContained, arrayOverlaps, eq, ilike, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { computeCompletude } from '#lib/domain/guichet/completude.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { db } from '../client.ts'
import { centre, compte, departement, pointDeContact, signalement } from '../schema/index.ts'
import { centresOf, comptesOf, NOTHING } from './portee.ts'

/** What is kept of a text that only matters by being there: points that differ by it alone are alike. */
const dit = (column: PgColumn) => sql<string | null>`case when ${column} is not null then 'dit' end`

/** The points within the actor's reach, as many rows as there are kinds of them: a country is too many to hold. */
async function listPointsSemblables(acteur: Acteur, confiance: Jour) {
  const p = pointDeContact
  const juge = {
    centreId: p.centreId,
    canal: p.canal,
    horairesOsm: dit(p.horairesOsm),
    horairesAVerifier: p.horairesAVerifier,
    telephone: dit(p.telephone),
    courriel: dit(p.courriel),
    precision: p.positionPrecision,
    accessibilitePmr: p.accessibilitePmr,
    rendezVous: p.rendezVous,
    organisme: dit(p.organisme),
    ancien: sql<boolean>`${p.misAJourLe} < ${confiance}`,
  }
  const rows = await db
    .select({ ...juge, nombre: sql<number>`count(*)::int` })
    .from(p)
    .innerJoin(centre, eq(centre.id, p.centreId))
    .where(and(centresOf(acteur), isNull(p.retireAt)))
    .groupBy(...Object.keys(juge).map((_, index) => sql.raw(String(index + 1))))
  return rows.map(({ centreId, ancien, nombre, horairesOsm, horairesAVerifier, precision, ...contenu }) => ({
    centreId,
    ancien,
    nombre,
    contenu: {
      ...contenu,
      horaires: { osm: horairesOsm, aVerifier: horairesAVerifier },
      position: precision === null ? null : { precision },
    },
  }))
}

/** How many points of each centre were last said to be right before `confiance`, how many errors wait, and all it says. */
export async function listSuiviDesCentres(acteur: Acteur, confiance: Jour) {
  const rows = await listPointsSemblables(acteur, confiance)
  const signalements = await db
    .select({ centreId: pointDeContact.centreId, nombre: sql<number>`count(*)::int` })
    .from(signalement)
    .innerJoin(pointDeContact, eq(pointDeContact.id, signalement.pointId))
    .innerJoin(centre, eq(centre.id, pointDeContact.centreId))
    .where(and(centresOf(acteur), inArray(signalement.etat, ['recu', 'en-cours'])))
    .groupBy(pointDeContact.centreId)
  const points = Map.groupBy(rows, ({ centreId }) => centreId)
  const attendus = new Map(signalements.map(({ centreId, nombre }) => [centreId, nombre]))
  return (centreId: string) => {
    const siens = points.get(centreId) ?? []
    return {
      anciens: siens.reduce((sum, { ancien, nombre }) => (ancien ? sum + nombre : sum), 0),
      signalements: attendus.get(centreId) ?? 0,
      completude: computeCompletude(siens),
    }
  }
}

/** A list shows at most that many: the search narrows, no page is turned. */
export const LIGNES_DE_LISTE = 200

/** What a search may find in any of these texts; undefined when nothing is asked. */
function matches(q: string, ...textes: (PgColumn | SQL)[]): SQL | undefined {
  const like = `%${q.replaceAll(/[%_\\]/g, '')}%`
  return q === '' ? undefined : or(...textes.map((texte) => ilike(texte, like)))
}

const arrayOf = (codes: PgColumn): SQL => sql`array_to_string(${codes}, ' ')`

/** By name, code guichet, SIREN or département; at most `LIGNES_DE_LISTE`. */
export const listCentres = (acteur: Acteur, q = '') =>
  db
    .select({
      id: centre.id,
      nom: centre.nom,
      code: centre.code,
      siren: centre.siren,
      courriel: centre.courriel,
      departements: centre.departements,
      points: sql<number>`(select count(*)::int from point_de_contact p where p.centre_id = centre.id and p.retire_at is null)`,
    })
    .from(centre)
    .where(and(centresOf(acteur), matches(q, centre.nom, centre.code, centre.siren, arrayOf(centre.departements))))
    .orderBy(centre.nom, centre.id)
    .limit(LIGNES_DE_LISTE)

/** The centres for which the actor may act, to choose among: all of them, by name. One that overflows is not offered. */
export const listCentresAuChoix = (acteur: Acteur) =>
  db
    .select({ id: centre.id, nom: centre.nom, code: centre.code })
    .from(centre)
    .where(
      and(
        centresOf(acteur),
        acteur.role === 'gestionnaire-territorial'
          ? arrayContained(centre.departements, [...acteur.departements])
          : undefined,
      ),
    )
    .orderBy(centre.nom, centre.id)

/** One centre within reach; undefined otherwise, which a page shows as 404. */
export async function findCentre(acteur: Acteur, id: string) {
  const [row] = await db
    .select()
    .from(centre)
    .where(and(eq(centre.id, id), centresOf(acteur)))
  return row
}

/** The one centre that an address asks for; `inconnu`: none such within reach. Undefined: it asks for none. */
export async function readCentreChoisi(acteur: Acteur, dit: string | string[] | undefined) {
  if (dit === undefined || dit === '') return undefined
  return (typeof dit === 'string' && isUuid(dit) ? await findCentre(acteur, dit) : undefined) ?? 'inconnu'
}

const COMPTE = {
  id: compte.id,
  nom: compte.nom,
  courriel: compte.courriel,
  role: compte.role,
  siret: compte.siret,
  departements: compte.departements,
  centreIds: compte.centreIds,
  connu: sql<boolean>`${compte.sub} is not null`,
  createdAt: compte.createdAt,
  desactiveAt: compte.desactiveAt,
  version: compte.version,
}

/** The names of the centres of an account, in one text. */
const nomsDesCentres = sql<string | null>`(
  select string_agg(c.nom, ', ' order by c.nom) from centre c where c.id = any(${compte.centreIds}))`

/** By name, address, SIRET or centre, the open ones first; at most `LIGNES_DE_LISTE`. */
export const listComptes = (acteur: Acteur, q = '') =>
  db
    .select({ ...COMPTE, centres: nomsDesCentres })
    .from(compte)
    .where(
      and(
        comptesOf(acteur),
        matches(q, compte.nom, compte.courriel, compte.siret, nomsDesCentres, arrayOf(compte.departements)),
      ),
    )
    .orderBy(sql`${compte.desactiveAt} nulls first`, compte.courriel, compte.id)
    .limit(LIGNES_DE_LISTE)

export async function findCompte(acteur: Acteur, id: string) {
  const [row] = await db
    .select(COMPTE)
    .from(compte)
    .where(and(eq(compte.id, id), comptesOf(acteur)))
  return row
}

/** Whom a centre of these départements asks: the gestionnaires of any of them whose account is open, by name. */
export const listGestionnairesDe = (departements: readonly string[]) =>
  db
    .select({ nom: compte.nom, courriel: compte.courriel })
    .from(compte)
    .where(
      and(
        eq(compte.role, 'gestionnaire-territorial'),
        isNull(compte.desactiveAt),
        departements.length > 0 ? arrayOverlaps(compte.departements, [...departements]) : NOTHING,
      ),
    )
    .orderBy(compte.nom, compte.courriel)

/** Départements by code, all of them or those of the actor. */
export const listDepartements = (codes?: readonly string[]) =>
  db
    .select({ code: departement.code, nom: departement.nom })
    .from(departement)
    .where(codes ? (codes.length > 0 ? inArray(departement.code, [...codes]) : NOTHING) : undefined)
    .orderBy(departement.code)
