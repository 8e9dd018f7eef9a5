/** Who changed what of a centre, of an account, of the threshold or of a territory: the last changes first, within the actor's reach. */
import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { REGLAGE_DU_SEUIL } from '#lib/domain/territoire/secret.ts'
import { db } from '../client.ts'
import { centre, compte, departement, faitDAdministration } from '../schema/index.ts'
import { departementsOf } from './mentions.ts'
import { centresOf, comptesOf, NOTHING } from './portee.ts'

/** At most that many are read: what is older stays in the base. */
export const LIGNES_D_HISTORIQUE = 50

type Objet = (typeof faitDAdministration.$inferSelect)['objet']

async function listFaits(objet: Objet, cible: string, portee: SQL | undefined) {
  const auteur = db
    .select({ nom: sql`coalesce(${compte.nom}, ${compte.courriel})` })
    .from(compte)
    .where(eq(compte.id, faitDAdministration.compteId))
  const rows = await db
    .select({
      id: faitDAdministration.id,
      at: faitDAdministration.at,
      nature: faitDAdministration.nature,
      auteur: sql<string | null>`(${auteur})`,
      avant: faitDAdministration.avant,
      apres: faitDAdministration.apres,
    })
    .from(faitDAdministration)
    .where(and(eq(faitDAdministration.objet, objet), eq(faitDAdministration.cible, cible), portee))
    .orderBy(desc(faitDAdministration.id))
    .limit(LIGNES_D_HISTORIQUE)
  const noms = await loadNoms(rows.flatMap(({ avant, apres }) => [...centresDe(avant), ...centresDe(apres)]))
  const withNoms = (contenu: Contenu) =>
    contenu && { ...contenu, centres: centresDe(contenu).map((id) => noms.get(id) ?? id) }
  return rows.map((row) => ({ ...row, avant: withNoms(row.avant), apres: withNoms(row.apres) }))
}

type Contenu = Readonly<Record<string, unknown>> | null
const centresDe = (contenu: Contenu): string[] =>
  Array.isArray(contenu?.centreIds) ? contenu.centreIds.filter((id) => typeof id === 'string') : []

async function loadNoms(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: centre.id, nom: centre.nom })
    .from(centre)
    .where(inArray(centre.id, [...ids]))
  return new Map(rows.map(({ id, nom }) => [id, nom]))
}

/** The table and its condition, once more where the scope is asked. */
const within = (table: typeof centre | typeof compte, condition: SQL | undefined): SQL =>
  sql`${faitDAdministration.cible} in (${db
    .select({ id: sql`${table.id}::text` })
    .from(table)
    .where(condition)})`

export const listHistoriqueDuCentre = (acteur: Acteur, id: string) =>
  listFaits('centre', id, within(centre, centresOf(acteur)))

export const listHistoriqueDuCompte = (acteur: Acteur, id: string) =>
  listFaits('compte', id, within(compte, comptesOf(acteur)))

export const listHistoriqueDuSeuil = (acteur: Acteur) =>
  listFaits('reglage', REGLAGE_DU_SEUIL, acteur.role === 'administrateur-national' ? undefined : NOTHING)

/** Of a territory: what was switched on and off. */
export const listHistoriqueDuTerritoire = (acteur: Acteur, territoire: Territoire) =>
  listFaits('territoire', territoire, acteur.role === 'administrateur-national' ? undefined : NOTHING)

/** Of what a département says for attestations. */
export const listHistoriqueDesMentions = (acteur: Acteur, code: string) =>
  listFaits(
    'mentions',
    code,
    sql`${faitDAdministration.cible} in (${db.select({ code: departement.code }).from(departement).where(departementsOf(acteur))})`,
  )
