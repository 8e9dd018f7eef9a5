/**
 * The reminders: planned in a batch, claimed by a worker for a while, settled once. `for update skip locked` shares them
 * between workers; a row that was leaving when its worker died is `a-verifier`, and nobody sends it again blindly.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, gte, inArray, isNull, not, notExists, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import {
  JALONS,
  type Jalon,
  JOURS_DE_L_AVIS_AU_DERNIER,
  NOMS_DE_JALON,
  PREFERENCES_PAR_DEFAUT,
  type Preferences,
  type RappelDu,
  type Suivi,
  TOUJOURS_DIT,
} from '#lib/domain/rappels/jalons.ts'
import { db, type Reader, type Tx } from '../client.ts'
import { demande, faitDeDemande, preferenceDeRappel, rappel } from '../schema/index.ts'
import { COLONNES, toDemande } from './demandes.row.ts'

/** A demande that may be due a step: what the rule looks at, and no name. */
export type Candidate = Readonly<{
  numeroUnique: NumeroUnique
  territoire: Territoire
  suivi: Suivi
  preferences: Preferences
}>

const REPERES = {
  avisAuPlusTardLe: demande.avisAuPlusTardLe,
  expireLe: demande.expireLe,
  radieeLe: demande.radieeLe,
} as const satisfies Record<string, PgColumn>

/** Cancelled because it was not due, by an act that another undid since: it is planned again. */
const isRenaissante = sql`(${rappel.etat} = 'annule' and ${rappel.motif} = 'plus-due')`

/** The same days as `isAEnvoyer`, said to the index: whole days from a stored one, no month. */
function isPeutEtreDu(jalon: Jalon, le: Jour): SQL | undefined {
  const { repere, jours, fenetre } = JALONS[jalon]
  const jour = REPERES[repere]
  const planifie = db
    .select({ un: sql`1` })
    .from(rappel)
    .where(
      and(
        eq(rappel.numeroUnique, demande.numeroUnique),
        eq(rappel.jalon, jalon),
        eq(rappel.cycle, demande.valideDepuis),
        not(isRenaissante),
      ),
    )
  return and(
    // Said as the conditions of the partial indexes are: a value sent apart would not be known to meet them.
    jalon === 'radiation' ? sql`statut = 'radiee' and motif = 'RADREN'` : sql`statut = 'active'`,
    // R-RAP-31: the same last day as `isAvisEncorePossible`; its bound is for the index, or all that ever passed is read.
    jalon === 'avis' ? and(isNull(demande.avisRemisLe), gte(demande.dernierJour, le)) : undefined,
    sql`${jour} <= ${le}::date - ${jours}::int`,
    sql`${jour} >= ${le}::date - ${fenetre === null ? JOURS_DE_L_AVIS_AU_DERNIER : jours + fenetre}::int`,
    notExists(planifie),
  )
}

/** Who is at the head of the demande came by Internet: what another did before them is not theirs. */
const venuSurLePortail = sql<boolean>`exists (
  select from ${faitDeDemande} fait where fait.numero_unique = ${demande.numeroUnique} and fait.canal = 'internet'
    and not exists (
      select from ${faitDeDemande} tete where tete.numero_unique = fait.numero_unique and tete.rang > fait.rang
        and tete.type = 'changement-de-titulaire'
    )
)`
/** Of the demande of the row, with its defaults. */
export const preferencesOf = {
  sms: sql<boolean>`coalesce(${preferenceDeRappel.sms}, true)`,
  courriel: sql<boolean>`coalesce(${preferenceDeRappel.courriel}, true)`,
  courrier: sql<boolean>`coalesce(${preferenceDeRappel.courrier}, false)`,
  venuSurLePortail,
}

/**
 * The demandes of these territories that may be due a step on that day and have none planned for it, in their order;
 * `partout`: where a radiation is said, whatever is open there.
 */
export async function listADemander(
  reader: Reader,
  {
    territoires,
    partout,
    le,
  }: Readonly<{ territoires: readonly Territoire[]; partout: readonly Territoire[]; le: Jour }>,
): Promise<readonly NumeroUnique[]> {
  // Each step by its own index: in one condition, the days of five steps read the whole register.
  const dus = NOMS_DE_JALON.map(
    (jalon) =>
      sql`${db
        .select({ numeroUnique: demande.numeroUnique })
        .from(demande)
        .where(
          and(inArray(demande.territoire, jalon === TOUJOURS_DIT ? partout : territoires), isPeutEtreDu(jalon, le)),
        )}`,
  )
  const rows = await reader.execute<{ numero_unique: NumeroUnique }>(
    sql`select numero_unique from (${sql.join(dus, sql` union `)}) as du order by numero_unique collate "C"`,
  )
  return rows.map(({ numero_unique }) => numero_unique)
}

/** What the rule looks at of each of them, in their order; one that has no deadline any more is left out. */
export async function listCandidates(reader: Reader, numeros: readonly NumeroUnique[]): Promise<readonly Candidate[]> {
  const rows = await reader
    .select({
      numeroUnique: demande.numeroUnique,
      territoire: demande.territoire,
      statut: demande.statut,
      valideDepuis: demande.valideDepuis,
      avisAuPlusTardLe: demande.avisAuPlusTardLe,
      expireLe: demande.expireLe,
      dernierJour: demande.dernierJour,
      avisRemisLe: demande.avisRemisLe,
      radieeLe: demande.radieeLe,
      // Its faits are looked for only where the notice is due, the one step that asks how the applicant came.
      preferences: {
        ...preferencesOf,
        venuSurLePortail: sql<boolean>`(${demande.avisRemisLe} is null and ${venuSurLePortail})`,
      },
    })
    .from(demande)
    .leftJoin(preferenceDeRappel, eq(preferenceDeRappel.numeroUnique, demande.numeroUnique))
    .where(sql`${demande.numeroUnique} = any(${colonne(numeros, String)})`)
    .orderBy(sql`${demande.numeroUnique} collate "C"`)
  return rows.flatMap(({ numeroUnique, territoire, statut, preferences, ...jours }) => {
    const { valideDepuis, avisAuPlusTardLe, expireLe, dernierJour, avisRemisLe } = jours
    if (!valideDepuis || !avisAuPlusTardLe || !expireLe || !dernierJour) return []
    const radieeLe = statut === 'radiee' ? jours.radieeLe : null
    const suivi = { valideDepuis, avisAuPlusTardLe, expireLe, dernierJour, avisRemisLe, radieeLe }
    return [{ numeroUnique, territoire, suivi, preferences }]
  })
}

/** What a demande is due, with whom and where. */
export type RappelAPlanifier = RappelDu & Readonly<{ numeroUnique: NumeroUnique; territoire: Territoire }>

/** Plans them; those that are planned already are left as they are. Returns how many are new. */
export async function insertRappels(tx: Tx, rappels: readonly RappelAPlanifier[]): Promise<number> {
  if (rappels.length === 0) return 0
  // The reminders of a day differ by their demande alone: what a step, its channel and its days are is said once, and a
  // row says which by its rank. The reference is drawn here: PostgreSQL asks the system for each one that it draws.
  const groupes: RappelAPlanifier[] = []
  const rangDe = new Map<string, number>()
  const rangs = rappels.map((un) => {
    const groupe = [un.jalon, un.canal, un.duLe, un.cycle, un.territoire].join()
    const rang = rangDe.get(groupe) ?? groupes.push(un)
    rangDe.set(groupe, rang)
    return rang
  })
  const done = await tx.execute(sql`
    with groupe as materialized (select
      ${colonne(groupes, ({ jalon }) => jalon)}::jalon_de_rappel[] as jalons,
      ${colonne(groupes, ({ canal }) => canal)}::canal_de_rappel[] as canaux,
      ${colonne(groupes, ({ duLe }) => duLe)}::date[] as jours,
      ${colonne(groupes, ({ cycle }) => cycle)}::date[] as cycles,
      ${colonne(groupes, ({ territoire }) => territoire)} as territoires
    )
    insert into ${rappel} (numero_unique, jalon, canal, du_le, cycle, territoire, reference, etat)
    select numero_unique, jalons[rang], canaux[rang], jours[rang], cycles[rang], territoires[rang], reference,
      (case when canaux[rang] = 'courrier' then 'a-prendre' else 'a-envoyer' end)::etat_de_rappel
    from groupe, unnest(
      ${colonne(rappels, ({ numeroUnique }) => numeroUnique)},
      ${colonne(rangs, String)}::int[],
      ${colonne(rappels, () => randomUUID())}::uuid[]
    ) as nouveau (numero_unique, rang, reference)
    on conflict (numero_unique, jalon, canal, du_le) do update set
      etat = excluded.etat, motif = null, cycle = excluded.cycle, prochain_at = now(), regle_at = null
      where ${isRenaissante}`)
  return done.count
}

/** One text for a column, which none of its values can cut: half the time of a list of objects. */
const colonne = <T>(rows: readonly T[], read: (row: T) => string) =>
  sql`string_to_array(${rows.map(read).join(',')}, ',')`

/** What the applicant asked, and whether they came by Internet. */
export async function loadPreferences(tx: Tx, numeroUnique: NumeroUnique): Promise<Preferences> {
  const [row] = await tx
    .select(preferencesOf)
    .from(demande)
    .leftJoin(preferenceDeRappel, eq(preferenceDeRappel.numeroUnique, demande.numeroUnique))
    .where(eq(demande.numeroUnique, numeroUnique))
  return row ?? PREFERENCES_PAR_DEFAUT
}

/** What draws the link to the preferences of each of these demandes. */
export async function ensureSels(tx: Tx, numeros: readonly NumeroUnique[]): Promise<ReadonlyMap<NumeroUnique, string>> {
  if (numeros.length === 0) return new Map()
  const uniques = [...new Set(numeros)]
  await tx
    .insert(preferenceDeRappel)
    .values(uniques.map((numeroUnique) => ({ numeroUnique })))
    .onConflictDoNothing()
  const rows = await tx
    .select({ numeroUnique: preferenceDeRappel.numeroUnique, sel: preferenceDeRappel.sel })
    .from(preferenceDeRappel)
    .where(inArray(preferenceDeRappel.numeroUnique, uniques))
  return new Map(rows.map(({ numeroUnique, sel }) => [numeroUnique, sel]))
}

/** Forgets the choices of a demande, and the link that opened them: they were those of who leaves its head. */
export const deletePreferences = (tx: Tx, numeroUnique: NumeroUnique) =>
  tx.delete(preferenceDeRappel).where(eq(preferenceDeRappel.numeroUnique, numeroUnique))

/** The demande whose choices a link opens, these under their lock; undefined when the link is nobody's. */
export async function findDemandeDuLien(tx: Tx, sel: string): Promise<Demande | undefined> {
  const [row] = await tx
    .select({ demande: COLONNES })
    .from(preferenceDeRappel)
    .innerJoin(demande, eq(demande.numeroUnique, preferenceDeRappel.numeroUnique))
    .where(eq(preferenceDeRappel.sel, sel))
    // Who leaves the head of the demande takes its link away: it opens nothing meanwhile.
    .for('update', { of: preferenceDeRappel })
  return row && toDemande(row.demande)
}

/** Writes the choices of a demande; the link that opens them stays what it was. */
export const savePreferences = (
  tx: Tx,
  numeroUnique: NumeroUnique,
  choix: Pick<Preferences, 'sms' | 'courriel' | 'courrier'>,
) =>
  tx
    .insert(preferenceDeRappel)
    .values({ numeroUnique, ...choix })
    .onConflictDoUpdate({ target: preferenceDeRappel.numeroUnique, set: choix })
