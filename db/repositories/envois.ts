/**
 * The worker's hold on the reminders: taken for a while, settled once. `for update skip locked` shares them; a row that
 * was leaving when its worker died becomes `a-verifier`, and nobody sends it again blindly.
 */
import { and, eq, gt, inArray, lt, lte, sql } from 'drizzle-orm'
import type { Demande } from '#lib/domain/demande/demande.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import type { ContenuDit } from '#lib/domain/rappels/envoi.ts'
import type { EtatDeRappel } from '#lib/domain/rappels/etats.ts'
import {
  type CanalDeRappel,
  type Jalon,
  NOMS_DE_JALON,
  type Preferences,
  type RappelDu,
  TOUJOURS_DIT,
} from '#lib/domain/rappels/jalons.ts'
import { db, type Tx } from '../client.ts'
import { contactMort, demande, faitDeDemande, preferenceDeRappel, rappel } from '../schema/index.ts'
import { horsCampagneArretee } from './campagnes.ts'
import { COLONNES, COLONNES_DE_FAIT, toDemande, toFait } from './demandes.row.ts'
import { preferencesOf } from './rappels.ts'

/** A sending with its demande, as they are under the lock of the sending. */
export type RappelPris = RappelDu &
  Readonly<{
    reference: string
    tentatives: number
    demande: Demande
    preferences: Preferences
    passerelle: string | null
  }>

const PRIS = {
  numeroUnique: rappel.numeroUnique,
  reference: rappel.reference,
  jalon: rappel.jalon,
  canal: rappel.canal,
  duLe: rappel.duLe,
  cycle: rappel.cycle,
  tentatives: rappel.tentatives,
  passerelle: rappel.passerelle,
} as const

/**
 * The demandes of the notices among these sendings, under their locks, in the order of their references: whoever writes in
 * the register what became of a notice holds its demande before its sendings (docs/adr/0043).
 */
export const lockDemandesDAvis = (tx: Tx, references: readonly string[]) =>
  tx.execute(sql`
    select from demande
    where numero_unique in (
      select numero_unique from rappel
      where jalon = 'avis' and reference = any(${sql.param([...references])}::uuid[])
    )
    order by ref for no key update`)

/** One worker at a time looks at what is due: the cap of a day is counted without another counting beside. */
export const lockEnvois = (tx: Tx) => tx.execute(sql`select pg_advisory_xact_lock(hashtext('rappels'))`)

/** What may leave by one channel: the ladder where reminders are open, radiations `partout`; the others are among these. */
type Sortants = Readonly<{ canal: CanalDeRappel; territoires: readonly Territoire[]; partout: readonly Territoire[] }>

const ECHELLE = NOMS_DE_JALON.filter((jalon) => jalon !== TOUJOURS_DIT)

/**
 * Each step of each territory is one queue of the index `rappel_file`. Their heads, looked at without a lock, say how many
 * come from each; so many are then locked there: what waits elsewhere, closed or stopped, is not read.
 */
async function lockDus(tx: Tx, { canal, territoires, partout }: Sortants, limite: number): Promise<readonly string[]> {
  const dus = (colonne: 'prochain_at' | 'reference') => sql`
    select r.${sql.identifier(colonne)} from rappel r
    where r.etat = 'a-envoyer' and r.territoire = file.territoire and r.jalon = file.jalon and r.canal = ${canal}
      and r.prochain_at <= transaction_timestamp()
    order by r.prochain_at`
  const filesDe = (territoiresDits: readonly Territoire[], jalons: readonly Jalon[]) => sql`
    select territoire, jalon
    from unnest(${sql.param([...territoiresDits])}::text[]) territoire,
      unnest(${sql.param([...jalons])}::jalon_de_rappel[]) jalon`
  const rows = await tx.execute<{ reference: string }>(sql`
    with ouverte as (
      -- Under the name of the table, of which the condition speaks.
      select * from (${filesDe(territoires, ECHELLE)} union all ${filesDe(partout, [TOUJOURS_DIT])}) rappel
      where ${horsCampagneArretee}
    ), tete as (
      select file.territoire, file.jalon from ouverte file cross join lateral (${dus('prochain_at')} limit ${limite}) du
      order by du.prochain_at limit ${limite}
    )
    select du.reference
    from (select territoire, jalon, count(*) as nombre from tete group by territoire, jalon) file
    cross join lateral (${dus('reference')} limit file.nombre for update skip locked) du`)
  return [...rows].map(({ reference }) => reference)
}

/** The oldest that are due of what may leave, under their locks, with what is needed to judge them. */
export async function holdRappelsDus(tx: Tx, sortants: Sortants, limite: number): Promise<readonly RappelPris[]> {
  const references = await lockDus(tx, sortants, limite)
  if (references.length === 0) return []
  const rows = await tx
    .select({ ...PRIS, demande: COLONNES, preferences: preferencesOf })
    .from(rappel)
    .innerJoin(demande, eq(demande.numeroUnique, rappel.numeroUnique))
    .leftJoin(preferenceDeRappel, eq(preferenceDeRappel.numeroUnique, rappel.numeroUnique))
    .where(inArray(rappel.reference, [...references]))
    .orderBy(rappel.prochainAt)
  return rows.map((row) => ({ ...row, demande: toDemande(row.demande) }))
}

/** `regleAt`: when it was settled, or tried when it is uncertain. */
export type RappelTenu = RappelPris & Readonly<{ etat: EtatDeRappel; destination: string | null; regleAt: Date | null }>

/** One sending under its lock, with the imprint of its address; undefined when the reference is nobody's. */
export async function holdRappel(tx: Tx, reference: string): Promise<RappelTenu | undefined> {
  const [row] = await tx
    .select({
      ...PRIS,
      etat: rappel.etat,
      destination: rappel.destination,
      regleAt: rappel.regleAt,
      demande: COLONNES,
      preferences: preferencesOf,
    })
    .from(rappel)
    .innerJoin(demande, eq(demande.numeroUnique, rappel.numeroUnique))
    .leftJoin(preferenceDeRappel, eq(preferenceDeRappel.numeroUnique, rappel.numeroUnique))
    .where(eq(rappel.reference, reference))
    .for('update', { of: rappel })
  return row && { ...row, demande: toDemande(row.demande) }
}

/** Of these imprints: the dead ones with the instant of their death, and the instants at which each was written to since `depuisHeures`. */
export async function loadDestinations(tx: Tx, empreintes: readonly string[], depuisHeures: number) {
  if (empreintes.length === 0) return { mortes: new Map<string, string>(), envois: new Map<string, Date[]>() }
  const mortes = await tx
    .select({ destination: contactMort.destination, at: contactMort.at })
    .from(contactMort)
    .where(inArray(contactMort.destination, empreintes))
  // R-RAP-54 — choix du portail : un envoi incertain compte au jour où il fut tenté, non à chaque jour qu’il reste incertain
  const at = sql`coalesce(${rappel.envoyeAt}, ${rappel.regleAt}, now())`
  const recents = await tx
    .select({ destination: rappel.destination, at: at.mapWith(rappel.prochainAt) })
    .from(rappel)
    .where(
      and(
        inArray(rappel.destination, empreintes),
        inArray(rappel.etat, ['en-cours', 'envoye', 'remis', 'a-verifier']),
        gt(at, sql`now() - make_interval(hours => ${depuisHeures})`),
      ),
    )
  const envois = new Map<string, Date[]>()
  for (const { destination, at } of recents) {
    if (destination === null) continue
    envois.set(destination, [...(envois.get(destination) ?? []), at])
  }
  return { mortes: new Map(mortes.map(({ destination, at }) => [destination, at.toISOString()])), envois }
}

/** What becomes of some sendings, in one statement; only those that stand in `depuis` change. */
export type Reglement = Readonly<{
  reference: string
  etat: EtatDeRappel
  motif: string | null
  passerelle: string | null
  destination: string | null
  tentatives: number
  /** Minutes from now before another look at it. */
  minutes: number
}>

/** Writes them; returns the references of those that were still as said. */
export async function settleRappels(
  tx: Tx,
  depuis: readonly EtatDeRappel[],
  reglements: readonly Reglement[],
): Promise<readonly string[]> {
  if (reglements.length === 0) return []
  const texte = JSON.stringify(reglements)
  const done = await tx.execute<{ reference: string }>(sql`
    update ${rappel} set
      etat = nouveau.etat, motif = nouveau.motif, passerelle = nouveau.passerelle,
      destination = nouveau.destination, tentatives = nouveau.tentatives,
      prochain_at = now() + make_interval(mins => nouveau.minutes),
      envoye_at = case when nouveau.etat in ('envoye', 'remis') then coalesce(${rappel.envoyeAt}, ${rappel.regleAt}, now()) end,
      regle_at = case
        when nouveau.etat in ('a-envoyer', 'en-cours', 'a-prendre', 'pris') then null
        -- Uncertain since its attempt, however often its gateway is asked.
        when nouveau.etat = 'a-verifier' then coalesce(${rappel.regleAt}, now())
        else now()
      end
    from json_to_recordset(${texte}::json) as nouveau (
      reference uuid, etat etat_de_rappel, motif text, passerelle text, destination text, tentatives int, minutes int
    )
    where ${rappel.reference} = nouveau.reference and ${inArray(rappel.etat, depuis)}
    returning ${rappel.reference} as reference`)
  return [...done].map(({ reference }) => reference)
}

/** Those whose worker said nothing in the minutes of its lease: they may have left when it took them, and since then. */
export const markIncertains = (bailEnMinutes: number) =>
  db
    .update(rappel)
    .set({ etat: 'a-verifier', regleAt: sql`${rappel.prochainAt} - make_interval(mins => ${bailEnMinutes})` })
    .where(and(eq(rappel.etat, 'en-cours'), lt(rappel.prochainAt, sql`now()`)))

/** Sendings to ask their gateway about, whatever their demande became. */
export const listAVerifier = (limite: number) =>
  db
    .select(PRIS)
    .from(rappel)
    .where(and(eq(rappel.etat, 'a-verifier'), lte(rappel.prochainAt, sql`now()`)))
    .orderBy(rappel.prochainAt)
    .limit(limite)

/** What these demandes said of their contacts, and when, in their order: asked for the few whose address is dead. */
export async function listContenusDits(
  tx: Tx,
  numeros: readonly NumeroUnique[],
): Promise<ReadonlyMap<NumeroUnique, readonly ContenuDit[]>> {
  if (numeros.length === 0) return new Map()
  const rows = await tx
    .select(COLONNES_DE_FAIT)
    .from(faitDeDemande)
    .where(and(inArray(faitDeDemande.numeroUnique, [...numeros]), sql`${faitDeDemande.dit} ? 'contenu'`))
    .orderBy(faitDeDemande.numeroUnique, faitDeDemande.rang)
  const dits = rows.flatMap((row) => {
    const fait = toFait(row)
    if (!fait || !('contenu' in fait)) return []
    return [{ numeroUnique: row.numeroUnique, at: row.at.toISOString(), type: fait.type, contenu: fait.contenu }]
  })
  return Map.groupBy(dits, ({ numeroUnique }) => numeroUnique)
}

/** Forgets that an address was nobody's: somebody has just answered from there. */
export const deleteContactMort = (tx: Tx, destination: string) =>
  tx.delete(contactMort).where(eq(contactMort.destination, destination))

/** Keeps that an address is nobody's, since now. */
export const insertContactsMorts = async (tx: Tx, destinations: readonly string[]): Promise<void> => {
  if (destinations.length > 0)
    await tx
      .insert(contactMort)
      .values([...new Set(destinations)].map((destination) => ({ destination })))
      .onConflictDoUpdate({ target: contactMort.destination, set: { at: sql`now()` } })
}
