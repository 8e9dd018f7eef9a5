/** Reminders as an administrator watches them: counts, and what is uncertain, without a name, a number or an address. */
import { and, asc, desc, eq, gte, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { addDays, type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import { parseTerritoire, type Territoire } from '#lib/domain/demande/territoire.ts'
import { ETATS_DE_RAPPEL, type EtatDeRappel } from '#lib/domain/rappels/etats.ts'
import { CANAUX_DE_RAPPEL, type CanalDeRappel, type Jalon, NOMS_DE_JALON } from '#lib/domain/rappels/jalons.ts'
import { campagneArretee, compte, rappel } from '../schema/index.ts'
import { readMaintenant } from './instant.ts'
import { lecture } from './lecture.ts'

/** Due days that the page looks back on. */
export const JOURS_MONTRES = 90
/** Uncertain sendings that the page shows. */
export const INCERTAINS_PAR_PAGE = 100

export type FiltreDEnvois = Readonly<{
  territoire: Territoire | null
  jalon: Jalon | null
  canal: CanalDeRappel | null
}>

const rowsSchema = z.array(
  z.object({
    territoire: z.string().transform((code, ctx) => {
      const lu = parseTerritoire(code)
      if (!lu) ctx.addIssue(code)
      return lu ?? z.NEVER
    }),
    jalon: z.enum(NOMS_DE_JALON),
    canal: z.enum(CANAUX_DE_RAPPEL),
    etat: z.enum(ETATS_DE_RAPPEL),
    motif: z.string().nullable(),
    nombre: z.number(),
  }),
)
export type CompteDEnvois = Readonly<{
  territoire: Territoire
  jalon: Jalon
  canal: CanalDeRappel
  etat: EtatDeRappel
  motif: string | null
  nombre: number
}>

const conditionOf = ({ territoire, jalon, canal }: FiltreDEnvois, depuis: Jour): SQL | undefined =>
  and(
    gte(rappel.duLe, depuis),
    territoire === null ? undefined : eq(rappel.territoire, territoire),
    jalon === null ? undefined : eq(rappel.jalon, jalon),
    canal === null ? undefined : eq(rappel.canal, canal),
  )

/** How many of each, by territory, step, channel, state and reason. */
export async function countEnvois(filtre: FiltreDEnvois): Promise<readonly CompteDEnvois[]> {
  // The day of the portal, whatever the zone of the base.
  const aujourdHui = jourLocal(await readMaintenant(lecture), 'Europe/Paris')
  const condition = conditionOf(filtre, addDays(aujourdHui, -JOURS_MONTRES))
  const rows = await lecture.execute(sql`
    select territoire, jalon, canal, etat, motif, count(*)::int as nombre
    from ${rappel} where ${condition ?? sql`true`}
    group by territoire, jalon, canal, etat, motif
    order by territoire, jalon, canal, etat, motif`)
  return rowsSchema.parse([...rows])
}

/**
 * Sendings that may have left, the oldest first, a page at a time from 1: known by the reference that the log of the server
 * holds. `isPlus`: there are more after them.
 */
export async function listIncertains(page = 1) {
  const lus = await lecture
    .select({
      reference: rappel.reference,
      territoire: rappel.territoire,
      jalon: rappel.jalon,
      canal: rappel.canal,
      passerelle: rappel.passerelle,
      depuis: rappel.regleAt,
    })
    .from(rappel)
    .where(eq(rappel.etat, 'a-verifier'))
    .orderBy(asc(rappel.duLe), asc(rappel.reference))
    .limit(INCERTAINS_PAR_PAGE + 1)
    .offset((page - 1) * INCERTAINS_PAR_PAGE)
  return { incertains: lus.slice(0, INCERTAINS_PAR_PAGE), isPlus: lus.length > INCERTAINS_PAR_PAGE }
}

/** The campaigns that are stopped, with who stopped them. */
export const listCampagnesArretees = () =>
  lecture
    .select({
      territoire: campagneArretee.territoire,
      jalon: campagneArretee.jalon,
      arreteeAt: campagneArretee.arreteeAt,
      auteur: sql<string | null>`coalesce(${compte.nom}, ${compte.courriel})`,
    })
    .from(campagneArretee)
    .leftJoin(compte, eq(compte.id, campagneArretee.arreteePar))
    .orderBy(desc(campagneArretee.arreteeAt))
