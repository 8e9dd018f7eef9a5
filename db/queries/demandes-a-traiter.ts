/** Demandes that no job ends: people look at them. Within the actor's territories, the oldest last day first. */
import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { baremeAu } from '#lib/domain/demande/echeances.ts'
import { joursDesTerritoires } from '#lib/domain/demande/nuit.ts'
import { checkNonRenouvellement, type RefusDeRadiation } from '#lib/domain/demande/radiation.ts'
import { departementsDuTerritoire, TERRITOIRES, type Territoire } from '#lib/domain/demande/territoire.ts'
import { db } from '../client.ts'
import { COLONNES, toDemande } from '../repositories/demandes.row.ts'
import { demande } from '../schema/index.ts'
import { readMaintenant } from './instant.ts'

/** Rows of a page. */
export const DEMANDES_PAR_PAGE = 100

/** `refus` is why the night leaves it: what the rule of the radiation answers today. */
export type DemandeATraiter = Readonly<{
  numeroUnique: string
  territoire: Territoire
  dernierJour: string | null
  refus: RefusDeRadiation
}>

/** The territories whose demandes the actor answers for. */
const territoiresDe = (acteur: Acteur): readonly Territoire[] => {
  if (acteur.role === 'administrateur-national') return TERRITOIRES
  if (acteur.role !== 'gestionnaire-territorial') return []
  return TERRITOIRES.filter((one) => departementsDuTerritoire(one).some((code) => acteur.departements.includes(code)))
}

/** What waits: without T, or past its last day without the notice of a month. Days are compared, none is computed. */
function attente(territoires: readonly Territoire[], maintenant: Date): SQL {
  const jours = JSON.stringify(joursDesTerritoires(territoires, maintenant))
  return sql`${demande.numeroUnique} in (
    select numero_unique from demande
      where statut = 'active' and valide_depuis is null and territoire = any(${sql.param([...territoires])}::text[])
    union all
    select numero_unique from demande
      join json_to_recordset(${jours}::json) jour(territoire text, le date, "dernierAvis" date) using (territoire)
      where statut = 'active' and dernier_jour < jour.le
        and (avis_remis_le is null or avis_remis_le <= valide_depuis or avis_remis_le > jour."dernierAvis"))`
}

const totalSchema = z.array(z.object({ total: z.coerce.number() })).length(1)

/** A page of those that wait, and how many there are; `page` from 1. */
export async function listDemandesATraiter(
  acteur: Acteur,
  page: number,
): Promise<Readonly<{ total: number; demandes: readonly DemandeATraiter[] }>> {
  const territoires = territoiresDe(acteur)
  if (territoires.length === 0) return { total: 0, demandes: [] }
  const maintenant = await readMaintenant(db)
  const condition = attente(territoires, maintenant)
  const [[compte], rows] = await Promise.all([
    db
      .execute(sql`select count(*) as total from demande where ${condition}`)
      .then((rows) => totalSchema.parse([...rows])),
    db
      .select(COLONNES)
      .from(demande)
      .where(condition)
      .orderBy(sql`${demande.dernierJour} nulls first`, demande.numeroUnique)
      .limit(DEMANDES_PAR_PAGE)
      .offset((page - 1) * DEMANDES_PAR_PAGE),
  ])
  const jours = new Map(joursDesTerritoires(territoires, maintenant).map(({ territoire, le }) => [territoire, le]))
  const demandes = rows.flatMap((row) => {
    const le = jours.get(row.territoire)
    const juge = le && checkNonRenouvellement(toDemande(row), le, baremeAu(le))
    if (!juge || juge.ok) return []
    const { numeroUnique, territoire, dernierJour } = row
    return [{ numeroUnique, territoire, dernierJour, refus: juge.refus }]
  })
  return { total: compte?.total ?? 0, demandes }
}
