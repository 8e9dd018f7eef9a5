/** The register as the night sees it: what may be due, many rows under their locks at once, and their acts written together. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Acte } from '#lib/domain/demande/acte.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import type { JourDeTerritoire } from '#lib/domain/demande/nuit.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Reader, Tx } from '../client.ts'
import { demande, faitDeDemande } from '../schema/index.ts'
import { COLONNES, toDemande, toRow } from './demandes.row.ts'
import { rowDeFait } from './demandes.ts'
import { insertRows } from './lots.ts'
import { forgetDemandes } from './oubli.ts'

const numerosSchema = z.array(z.object({ numero: z.custom<NumeroUnique>((value) => typeof value === 'string') }))

/** The days of the territories as a table: SQL compares days, and never adds a month. */
const tableDesJours = (jours: readonly JourDeTerritoire[]) =>
  sql`json_to_recordset(${JSON.stringify(jours)}::json) jour(territoire text, le date, "dernierAvis" date)`

const dernierDe = (jours: readonly JourDeTerritoire[]): Jour | undefined =>
  jours.map(({ le }) => le).reduce<Jour | undefined>((a, b) => (a && b < a ? a : b), undefined)

/** Numbers of the demandes that a radiation may concern today, in order: the rule judges each again under its lock. */
export async function listARadier(reader: Reader, jours: readonly JourDeTerritoire[]): Promise<NumeroUnique[]> {
  const dernier = dernierDe(jours)
  if (!dernier) return []
  // The first condition alone reads the index of the last days once, whatever the number of territories.
  const rows = await reader.execute(sql`
    select numero_unique as numero from demande join ${tableDesJours(jours)} using (territoire)
    where statut = 'active' and dernier_jour < ${dernier}::date and dernier_jour < jour.le
      and avis_remis_le <= jour."dernierAvis" and avis_remis_le <= dernier_jour
    order by numero_unique`)
  return numerosSchema.parse([...rows]).map(({ numero }) => numero)
}

/** Numbers of the radiated demandes whose data are to be erased, in order. */
export async function listAEffacer(reader: Reader, jours: readonly JourDeTerritoire[]): Promise<NumeroUnique[]> {
  const dernier = dernierDe(jours)
  if (!dernier) return []
  const rows = await reader.execute(sql`
    select numero_unique as numero from demande join ${tableDesJours(jours)} using (territoire)
    where statut = 'radiee' and effacement_le <= ${dernier}::date and effacement_le <= jour.le
    order by numero_unique`)
  return numerosSchema.parse([...rows]).map(({ numero }) => numero)
}

const instantSchema = z.coerce.date()

/**
 * These demandes under their locks, and the database's instant. One that somebody else holds is left out: a renewal is
 * on its way, or another night has it; the next pass sees what became of it.
 */
export async function lockDemandes(
  tx: Tx,
  numeros: readonly NumeroUnique[],
): Promise<readonly Readonly<{ demande: Demande; maintenant: string }>[]> {
  const rows = await tx
    .select({ ...COLONNES, maintenant: sql`transaction_timestamp()` })
    .from(demande)
    .where(sql`${demande.numeroUnique} = any(${sql.param([...numeros])}::text[])`)
    .orderBy(demande.numeroUnique)
    .for('no key update', { skipLocked: true })
  return rows.map(({ maintenant, ...etat }) => ({
    demande: toDemande(etat),
    maintenant: instantSchema.parse(maintenant).toISOString(),
  }))
}

const LA_NUIT = { compteId: null, role: null }

const insertFaits = (tx: Tx, actes: readonly Acte[]) =>
  insertRows(
    tx,
    faitDeDemande,
    actes.map((acte) => rowDeFait(acte, LA_NUIT)),
  )

/** What a radiation changes of a row; the content stays as it is, and is not sent again. */
function radiationDe({ demande: etat }: Acte) {
  const { numeroUnique, statut, radieeLe, motif, motifDetaille, reactivableJusquAu, effacementLe, version } =
    toRow(etat)
  return { numeroUnique, statut, radieeLe, motif, motifDetaille, reactivableJusquAu, effacementLe, version }
}

/** Writes effacements of demandes that `lockDemandes` holds: the number, the days and the motive stay. */
export async function saveEffacements(tx: Tx, actes: readonly Acte[]): Promise<void> {
  if (actes.length === 0) return
  const lignes = actes.map(({ demande: etat }) => {
    const { numeroUnique, effaceeLe, version } = toRow(etat)
    return { numeroUnique, effaceeLe, version }
  })
  const { count } = await tx.execute(sql`
    update demande set statut = 'effacee', effacee_le = n."effaceeLe", version = n.version, contenu = null,
      titulaires = null, correction = null, valide_depuis = null, ouvre_le = null, avis_au_plus_tard_le = null, expire_le = null,
      dernier_jour = null, avis_remis_le = null, renouvelee_le = null, motif_detaille = null,
      reactivable_jusqu_au = null, effacement_le = null
    from json_to_recordset(${JSON.stringify(lignes)}::json) n("numeroUnique" text, "effaceeLe" date, version integer)
    where demande.numero_unique = n."numeroUnique" and demande.version = n.version - 1`)
  if (count !== actes.length) throw new Error('A demande changed under its lock')
  await insertFaits(tx, actes)
  await forgetDemandes(
    tx,
    actes.map(({ demande: { numeroUnique } }) => numeroUnique),
  )
}

/** Writes radiations of demandes that `lockDemandes` holds: the states in one statement, the faits in another. */
export async function saveRadiations(tx: Tx, actes: readonly Acte[]): Promise<void> {
  if (actes.length === 0) return
  const { count } = await tx.execute(sql`
    update demande set statut = n.statut::statut_de_demande, radiee_le = n."radieeLe", motif = n.motif::motif_de_radiation,
      motif_detaille = n."motifDetaille", reactivable_jusqu_au = n."reactivableJusquAu",
      effacement_le = n."effacementLe", version = n.version
    from json_to_recordset(${JSON.stringify(actes.map(radiationDe))}::json) n("numeroUnique" text, statut text,
      "radieeLe" date, motif text, "motifDetaille" jsonb, "reactivableJusquAu" date, "effacementLe" date,
      version integer)
    where demande.numero_unique = n."numeroUnique" and demande.version = n.version - 1`)
  if (count !== actes.length) throw new Error('A demande changed under its lock')
  await insertFaits(tx, actes)
}
