/**
 * Erasures cut anywhere: at each of their statements, and at random beside the renewals. A demande is whole or it is
 * erased: one that says it is erased leaves nothing that names its applicant in any table, and one that is not keeps all.
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { db } from '#db/client.ts'
import { saveActe } from '#db/repositories/demandes.ts'
import {
  compte as agent,
  brouillonDeRenouvellement,
  demandeur,
  lettreDeLot,
  lotDeCourriers,
  preferenceDeRappel,
  rappel,
  rattachement,
} from '#db/schema/index.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { addMonths } from '#lib/domain/calendrier.ts'
import { baremeAu } from '#lib/domain/demande/echeances.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { recordRadiation } from '#lib/domain/demande/radiation.ts'
import { granted } from '#lib/domain/demande/testing.ts'
import { eraseDues } from '#lib/usecases/erase-dues.ts'
import { killNight } from './guichet-tue.ts'
import { gainDe } from './histoire.ts'
import { inTens, type TerrainDuRegistre } from './terrain-du-registre.ts'

/** `marque`: what names its applicant, and nobody else; `traces`: in how many rows it is said while nothing is erased. */
export type Effacable = Readonly<{ numeroUnique: NumeroUnique; marque: string; traces: number }>

/** Demandes radiated more than a year ago, whose applicant is named wherever the register names one. */
export async function insertEffacables(nombre: number): Promise<Effacable[]> {
  const nommees = await inTens(Array(nombre).fill(null), insertNommee)
  const traces = await readTraces()
  return nommees.map((une) => {
    const nommee = sommeDe(traces.get(pli(une.marque)))
    // The demande, the fait that holds its content, the draft and the letter: a scan that found less would see nothing.
    if (nommee < 4) throw new Error(`Only ${nommee} rows name ${une.marque}`)
    return { ...une, traces: nommee }
  })
}

async function insertNommee(): Promise<Omit<Effacable, 'traces'>> {
  const marque = `Effaçable-${randomUUID().slice(0, 13)}`
  const le = addMonths(await aujourdHui(), -14)
  const contenu = unContenu(
    ['demandeur.nom', marque],
    ['demandeur.nomDeNaissance', marque],
    ['demandeur.courriel', `${marque.replace('ç', 'c')}@exemple.invalid`],
  )
  const une = await insertUneDemande({ valideDepuis: addMonths(le, -6), contenu })
  const { numeroUnique, territoire } = une
  const moment = { le, bareme: baremeAu(le), origine: { canal: 'guichet', organisme: 'G0123' } } as const
  const acte = granted(recordRadiation(une, { motif: { code: 'RADABA', recuLe: le } }, moment))
  await db.transaction(async (tx) => {
    const cle = { cle: randomUUID(), corps: marque }
    await saveActe(tx, acte, { compteId: randomUUID(), role: 'demandeur' }, cle)
    const courriel = `${randomUUID()}@exemple.invalid`
    const [compte] = await tx.insert(demandeur).values({ courriel }).returning()
    const demandeurId = compte?.id ?? ''
    await tx.insert(rattachement).values({ numeroUnique, demandeurId, preuve: 'contact' })
    await tx.insert(preferenceDeRappel).values({ numeroUnique })
    const reponses = { 'demandeur.nom': marque }
    await tx.insert(brouillonDeRenouvellement).values({ numeroUnique, demandeurId, versionVue: 1, reponses })
    const dates = { duLe: le, cycle: le }
    await tx.insert(rappel).values({ numeroUnique, territoire, jalon: 'avis', canal: 'courrier', ...dates })
    const [gestionnaire] = await tx.insert(agent).values({ courriel, role: 'gestionnaire-territorial' }).returning()
    const lotId = randomUUID()
    await tx.insert(lotDeCourriers).values({ id: lotId, territoire, prisPar: gestionnaire?.id ?? '', nombre: 1 })
    const lettre = { destinataire: [marque], numero: numeroUnique, objet: 'Avis', paragraphes: [marque], le }
    await tx.insert(lettreDeLot).values({ numeroUnique, reference: randomUUID(), lotId, rang: 1, contenu: lettre })
  })
  return { numeroUnique, marque }
}

const tablesSchema = z.array(z.object({ nom: z.string() }))
const tracesSchema = z.array(z.object({ marque: z.string(), nombre: z.coerce.number() }))

/** A mark as its traces say it: in a mail address it has no cedilla. */
const pli = (marque: string): string => marque.toLowerCase().replace('ç', 'c')
const sommeDe = (traces: Traces = new Map()): number =>
  [...traces.values()].reduce((somme, nombre) => somme + nombre, 0)

/** In how many rows of each table. */
type Traces = ReadonlyMap<string, number>

/** The rows of every table that say each mark, whatever their columns: each table is read once, whatever their number. */
async function readTraces(): Promise<ReadonlyMap<string, Traces>> {
  const tables = tablesSchema.parse([
    ...(await db.execute(sql`
      select oid::regclass::text as nom from pg_class
      where relkind = 'r' and relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`)),
  ])
  const traces = new Map<string, Map<string, number>>()
  for (const { nom } of tables) {
    const rows = await db.execute(sql`
      select marque, count(*) as nombre from ${sql.raw(nom)} as une, lateral (
        select distinct translate(lower(trouve[1]), 'ç', 'c') as marque
        from regexp_matches(une::text, 'effa[çc]able-[0-9a-f]{8}-[0-9a-f]{4}', 'gi') as trouve
      ) as dites where une::text ilike '%effa_able-%' group by marque`)
    for (const { marque, nombre } of tracesSchema.parse([...rows]))
      traces.set(marque, (traces.get(marque) ?? new Map<string, number>()).set(nom, nombre))
  }
  return traces
}

const etatsSchema = z.array(z.object({ numero: z.string(), statut: z.string(), effacements: z.coerce.number() }))

/** What is wrong with them, one line each; `isFini`: a whole night has passed since. */
export async function checkEffacements(demandes: readonly Effacable[], isFini: boolean): Promise<string[]> {
  const defauts: string[] = []
  const numeros = demandes.map(({ numeroUnique }) => numeroUnique)
  const etats = etatsSchema.parse([
    ...(await db.execute(sql`
      select numero_unique as numero, statut::text, (
        select count(*) from fait_de_demande fait where fait.numero_unique = demande.numero_unique and type = 'effacement'
      ) as effacements
      from demande where numero_unique = any(${sql.param(numeros)}::text[])`)),
  ])
  const etatDe = new Map(etats.map((etat) => [etat.numero, etat]))
  const toutes = await readTraces()
  for (const { numeroUnique: numero, marque, traces } of demandes) {
    const etat = etatDe.get(numero)
    const vues: Traces = toutes.get(pli(marque)) ?? new Map()
    const isEffacee = etat?.statut === 'effacee'
    if (etat?.effacements !== (isEffacee ? 1 : 0)) defauts.push(`${numero} : effacée ${etat?.effacements} fois`)
    if (isFini && !isEffacee) defauts.push(`${numero} : la nuit a oublié de l’effacer`)
    if (isEffacee) for (const [table] of vues) defauts.push(`${numero} : effacée, et nommée encore dans ${table}`)
    const restent = sommeDe(vues)
    if (!isEffacee && restent !== traces) defauts.push(`${numero} : effacée à moitié (${restent} lignes sur ${traces})`)
  }
  return defauts
}

/** Erases, killed before the n-th of its statements, then again, two at once. False: it had not as many. */
export async function tryEffacement(terrain: TerrainDuRegistre, coupe: number) {
  const demandes = await insertEffacables(3)
  const avant = await terrain.readComptes()
  const isTue = await killNight(terrain, coupe, 'effacement')
  const defauts = await checkEffacements(demandes, false)
  await Promise.all([eraseDues({ lot: 1 }), eraseDues({ lot: 1 })])
  // One that the other night held while it was listed is for the next.
  await eraseDues()
  defauts.push(...(await checkEffacements(demandes, true)))
  for (const [une, ecart] of gainDe(await terrain.readComptes(), avant))
    if (ecart !== 0) defauts.push(`${une} : un effacement change les comptes de ${ecart}`)
  return { isTue, defauts: defauts.map((defaut) => `Effacement, ordre ${coupe} : ${defaut}`) }
}
