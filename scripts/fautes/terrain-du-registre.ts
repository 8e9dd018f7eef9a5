/** Where renewals and nights are cut: a durable PostgreSQL of its own, and demandes of Ariège, some due to be radiated. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeDb, db } from '#db/client.ts'
import { type Embedded, ensureDatabase, startEmbedded } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { listFaits, loadDemande } from '#db/repositories/demandes.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { decalageMs, type Horloge, shiftClock } from '#db/testing/horloge.ts'
import { insertCentre } from '#db/testing/territoire.ts'
import { formatRecu } from '#lib/documents/recu.ts'
import { addDays, addMonths } from '#lib/domain/calendrier.ts'
import { type Case, listCasesDe, listCasesDuFait } from '#lib/domain/demande/comptage.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { type Fait, type Origine, replayFaits } from '#lib/domain/demande/faits.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { canonicalJson } from '#lib/domain/demande/modification.ts'
import { empreinteDuContenu } from '#lib/usecases/submit-renouvellement.ts'
import { buildEnfants, type Enfant } from './enfants.ts'
import { type Comptes, type DemandeVue, type FaitVu, type Teneur, toComptes } from './histoire.ts'

const BASE = 'renouvelee'
/** Under which the centre of these demandes records what it does. */
export const CODE_DU_CENTRE = 'G0123'

/** A demande as it was written, before anything happened to it. */
export type DemandeEcrite = Pick<DemandeActive, 'ref' | 'numeroUnique' | 'territoire' | 'valideDepuis'>

export type TerrainDuRegistre = Readonly<{
  centreId: string
  /** What a process of Node is told to begin one of those that are killed. */
  argsOf: (enfant: Enfant) => readonly string[]
  postmaster: () => number
  /** Starts the server again when it is gone, and opens its base. */
  ensureServer: () => Promise<void>
  /** Adds a demande that may be renewed today, or one that the night has to end. */
  add: (isDue: boolean) => Promise<DemandeActive>
  /** What the base holds of these at the end. */
  look: (demandes: readonly (readonly [DemandeEcrite, boolean | null])[]) => Promise<DemandeVue[]>
  /** What the counts of the register say, cell by cell, folded or not. */
  readComptes: () => Promise<Comptes>
  /** What PostgreSQL finds wrong in its own files: tables, indexes against their tables, checksums. */
  checkFichiers: () => Promise<string[]>
  close: () => Promise<void>
}>

/** The same of each, ten at a time: as many as the pool has connections. */
export async function inTens<T, R>(all: readonly T[], act: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let at = 0; at < all.length; at += 10) done.push(...(await Promise.all(all.slice(at, at + 10).map(act))))
  return done
}

async function lookAt(
  { ref, numeroUnique, territoire, valideDepuis }: DemandeEcrite,
  isDue: boolean | null,
): Promise<DemandeVue> {
  if (valideDepuis === null) throw new Error('T is wanted')
  const etat = await db.transaction((tx) => loadDemande(tx, ref))
  if (!etat) throw new Error('A demande of the register is gone')
  const enregistres = await listFaits(db, numeroUnique)
  const lignes = await db.$sql<Ligne[]>`
    select rang, cle, le::text, extract(epoch from at)::float8 * 1000 as at from fait_de_demande
    where numero_unique = ${numeroUnique}`
  const faits = enregistres.map(({ fait }) => fait)
  return {
    numero: numeroUnique,
    territoire,
    valideDepuis,
    statut: etat.statut,
    version: etat.version,
    isDue,
    isRejouee: canonicalJson(replayFaits(faits)) === canonicalJson(etat),
    faits: enregistres.map(({ rang, fait }) =>
      toFaitVu(
        fait,
        lignes.find((une) => une.rang === rang),
      ),
    ),
    cases: [...listCasesDe(etat, new Map()), ...faits.flatMap((fait) => listCasesDuFait(fait, etat.territoire))],
  }
}

/** What of a fait the columns say, and no rule. */
type Ligne = Pick<FaitVu, 'rang' | 'cle' | 'le' | 'at'>

function toFaitVu(fait: Fait, ligne: Ligne | undefined): FaitVu {
  if (!ligne) throw new Error('A fait without its row')
  const { cle } = ligne
  return {
    ...ligne,
    type: fait.type,
    motif: fait.type === 'radiation' ? fait.motif.code : null,
    renouvellement:
      fait.type === 'renouvellement'
        ? {
            teneur: teneurDe(fait.contenu, fait.origine),
            dit: { le: fait.le, echeances: fait.echeances, recu: cle === null ? null : formatRecu(cle) },
          }
        : null,
  }
}

/** What a renewal holds, of the content that it records and of the door that it comes by. */
export function teneurDe(contenu: Contenu, { canal, organisme }: Origine): Teneur {
  const { demandeur } = contenu
  const montant = demandeur.nature === 'personne-morale' ? null : demandeur.revenuFiscal.anneeMoins2.montant
  return {
    empreinte: empreinteDuContenu(contenu),
    revenu: montant?.statut === 'declare' ? montant.euros : null,
    canal,
    organisme,
  }
}

async function checkFichiers(): Promise<string[]> {
  await db.$sql`create extension if not exists amcheck`
  const [sommes] = await db.$sql<{ actives: string; manques: number }[]>`
    select current_setting('data_checksums') as actives, sum(coalesce(checksum_failures, 0))::int as manques
    from pg_stat_database`
  const tables = await db.$sql<{ nom: string; msg: string }[]>`
    select c.oid::regclass::text as nom, v.msg from pg_class c, verify_heapam(c.oid) v where c.relkind = 'r'`
  const index = await db.$sql<{ nom: string }[]>`
    select c.oid::regclass::text as nom from pg_class c join pg_am a on a.oid = c.relam and a.amname = 'btree'
      join pg_index i on i.indexrelid = c.oid and i.indisvalid where c.relkind = 'i' and c.relpersistence = 'p'`
  const faux: string[] = []
  for (const { nom } of index)
    await db.$sql`select bt_index_check(${nom}::regclass, true)`.catch((error: unknown) =>
      faux.push(`${nom} : ${error}`),
    )
  return [
    ...(sommes?.actives === 'on' ? [] : ['les sommes de contrôle des fichiers ne sont pas actives']),
    ...(sommes?.manques ? [`${sommes.manques} sommes de contrôle fausses`] : []),
    ...tables.map(({ nom, msg }) => `${nom} : ${msg}`),
    ...faux,
  ]
}

/** `horloge`: the base lives at another moment than the machine; unless told, at that of this process. */
export async function openTerrainDuRegistre(horloge?: Horloge): Promise<TerrainDuRegistre> {
  const folder = mkdtempSync(join(tmpdir(), 'portail-registre-'))
  chmodSync(folder, 0o755)
  const postmaster = () => Number(readFileSync(join(folder, 'pg/postmaster.pid'), 'utf8').split('\n')[0])
  let server: Embedded = await startEmbedded(folder)
  const open = async () => {
    process.env.DATABASE_URL = await ensureDatabase(server, BASE)
  }
  await open()
  if (horloge || decalageMs() !== 0) await shiftClock(server.url(BASE), horloge)
  await migrateDatabase(server.url(BASE))
  const argsOf = await buildEnfants(folder)
  const centreId = await insertCentre({ code: CODE_DU_CENTRE })
  const le = await aujourdHui()
  const passee = addMonths(addDays(le, -6), -13)
  return {
    centreId,
    argsOf,
    postmaster,
    ensureServer: async () => {
      await closeDb()
      server = await startEmbedded(folder)
      await open()
      // What was asked meanwhile opened a pool on the port of before.
      await closeDb()
    },
    // In its last weeks, or a few days past its last day with a notice of more than a month.
    add: (isDue) =>
      insertUneDemande(
        isDue ? { valideDepuis: passee, avisRemisLe: addDays(le, -45) } : { valideDepuis: addMonths(le, -12) },
      ),
    look: (demandes) => inTens(demandes, ([demande, isDue]) => lookAt(demande, isDue)),
    readComptes: async () =>
      toComptes(
        await db.$sql<(Case & { nombre: number })[]>`
          select mesure, lieu, detail, periode, nombre from comptage where mesure <> 'ouverture'
          union all select mesure, lieu, detail, periode, nombre from ecart_de_comptage`,
      ),
    checkFichiers,
    close: async () => {
      await closeDb()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
