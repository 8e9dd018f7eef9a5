/** Letters as their gestionnaire sees them: what waits in each territory, and the batches; within the actor's territories. */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import {
  departementsDuTerritoire,
  fuseauDuTerritoire,
  TERRITOIRES,
  type Territoire,
} from '#lib/domain/demande/territoire.ts'
import { isLettreAJour, isLettreARemettre } from '#lib/domain/rappels/courrier.ts'
import type { EtatDeRappel } from '#lib/domain/rappels/etats.ts'
import { type Jalon, TOUJOURS_DIT } from '#lib/domain/rappels/jalons.ts'
import { db } from '../client.ts'
import { horsCampagneArretee } from '../repositories/campagnes.ts'
import { COLONNES, toDemande } from '../repositories/demandes.row.ts'
import { listTerritoiresOuverts } from '../repositories/reglages-de-territoire.ts'
import { demande, departement, lettreDeLot, lotDeCourriers, rappel } from '../schema/index.ts'
import { readMaintenant } from './instant.ts'

const deRadiation = eq(rappel.jalon, TOUJOURS_DIT)
/** Batches that the page shows. */
const LOTS_MONTRES = 50

/** The territories that the actor answers for in whole. */
export const territoiresEntiersDe = (acteur: Acteur): readonly Territoire[] =>
  acteur.role === 'gestionnaire-territorial'
    ? TERRITOIRES.filter((un) => departementsDuTerritoire(un).every((code) => acteur.departements.includes(code)))
    : []

async function nomsDesTerritoires(territoires: readonly Territoire[]): Promise<(un: Territoire) => string> {
  const rows = await db
    .select({ code: departement.code, nom: departement.nom })
    .from(departement)
    .where(inArray(departement.code, [...territoires]))
  const noms = new Map(rows.map(({ code, nom }) => [code, nom]))
  return (un) => (un === '111' ? 'Île-de-France' : (noms.get(un) ?? un))
}

/**
 * What waits in each territory of the actor, since which due day; `isOuvert`: reminders are on there; else `nombre` are the
 * radiations, which are said all the same, and `retenues` the rest.
 */
export async function listCourriersQuiAttendent(acteur: Acteur) {
  const territoires = territoiresEntiersDe(acteur)
  if (territoires.length === 0) return []
  const [nomDe, rows, ouverts] = await Promise.all([
    nomsDesTerritoires(territoires),
    db
      .select({
        territoire: rappel.territoire,
        nombre: sql<number>`count(*)::int`,
        depuis: sql<Jour>`min(${rappel.duLe})::text`,
        nombreDits: sql<number>`count(*) filter (where ${deRadiation})::int`,
        depuisDits: sql<Jour | null>`(min(${rappel.duLe}) filter (where ${deRadiation}))::text`,
      })
      .from(rappel)
      .where(and(eq(rappel.etat, 'a-prendre'), inArray(rappel.territoire, territoires), horsCampagneArretee))
      .groupBy(rappel.territoire),
    listTerritoiresOuverts(db, 'rappels'),
  ])
  const comptes = new Map(rows.map((row) => [row.territoire, row]))
  return territoires.map((territoire) => {
    const isOuvert = ouverts.includes(territoire)
    const { nombre = 0, depuis = null, nombreDits = 0, depuisDits = null } = comptes.get(territoire) ?? {}
    const attend = isOuvert
      ? { nombre, depuis, retenues: 0 }
      : { nombre: nombreDits, depuis: depuisDits, retenues: nombre - nombreDits }
    return { territoire, nom: nomDe(territoire), isOuvert, ...attend }
  })
}

/** The batches of the actor's territories: first those that were taken and not handed over, then the last ones. */
export async function listLots(acteur: Acteur) {
  const territoires = territoiresEntiersDe(acteur)
  if (territoires.length === 0) return []
  return (
    db
      .select({
        id: lotDeCourriers.id,
        territoire: lotDeCourriers.territoire,
        prisAt: lotDeCourriers.prisAt,
        nombre: lotDeCourriers.nombre,
        etat: lotDeCourriers.etat,
        remisLe: lotDeCourriers.remisLe,
        remises: lotDeCourriers.remises,
      })
      .from(lotDeCourriers)
      .where(inArray(lotDeCourriers.territoire, territoires))
      // One that is forgotten holds notices that never leave: it stays in sight.
      .orderBy(sql`${lotDeCourriers.etat} = 'pris' desc`, desc(lotDeCourriers.prisAt), asc(lotDeCourriers.id))
      .limit(LOTS_MONTRES)
  )
}

export type LettreMontree = Readonly<{
  rang: number
  numeroUnique: NumeroUnique
  jalon: Jalon
  etat: EtatDeRappel
  /** Still says what the demande is: else it is taken out of the pile. */
  isAJour: boolean
}>

/** One batch with its letters, by the numbers of their demandes and no name; undefined: none such for the actor. */
export async function findLot(acteur: Acteur, id: string) {
  const territoires = territoiresEntiersDe(acteur)
  if (territoires.length === 0) return undefined
  const [lot] = await db
    .select()
    .from(lotDeCourriers)
    .where(and(eq(lotDeCourriers.id, id), inArray(lotDeCourriers.territoire, territoires)))
  if (!lot) return undefined
  const [nomDe, maintenant, rows] = await Promise.all([
    nomsDesTerritoires([lot.territoire]),
    readMaintenant(db),
    db
      .select({
        rang: lettreDeLot.rang,
        jalon: rappel.jalon,
        cycle: rappel.cycle,
        etat: rappel.etat,
        motif: rappel.motif,
        demande: COLONNES,
      })
      .from(lettreDeLot)
      .innerJoin(rappel, eq(rappel.reference, lettreDeLot.reference))
      .innerJoin(demande, eq(demande.numeroUnique, lettreDeLot.numeroUnique))
      .where(eq(lettreDeLot.lotId, id))
      .orderBy(asc(lettreDeLot.rang)),
  ])
  const fuseau = fuseauDuTerritoire(lot.territoire)
  const jours = { prisLe: jourLocal(lot.prisAt, fuseau), aujourdHui: jourLocal(maintenant, fuseau) }
  const lettres: LettreMontree[] = rows.map(({ rang, etat, demande: row, ...lettre }) => {
    const lue: Demande = toDemande(row)
    const isAJour = lot.etat === 'pris' ? isLettreARemettre(lettre, lue, jours.aujourdHui) : isLettreAJour(lettre, lue)
    return { rang, numeroUnique: lue.numeroUnique, jalon: lettre.jalon, etat, isAJour }
  })
  return { lot, nom: nomDe(lot.territoire), lettres, ...jours }
}
