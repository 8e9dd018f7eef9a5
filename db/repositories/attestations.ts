/** What an attestation is made of beside its fait, as it stood at the instant of that fait; and its short code. */
import { and, asc, desc, eq, inArray, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Coordonnees, MentionsDuDepartement } from '#lib/domain/attestation/mentions.ts'
import { GUICHET_DU_PORTAIL } from '#lib/domain/demande/faits.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import type { Reader, Tx } from '../client.ts'
import {
  attestationDelivree,
  centre,
  departement,
  faitDAdministration,
  faitDeDemande,
  faitDePoint,
  mentionDeDepartement,
  pointDeContact,
} from '../schema/index.ts'

/** The instant at which a fait was recorded, to the microsecond, as Postgres writes it. */
export async function findInstantDuFait(tx: Tx, numeroUnique: NumeroUnique, rang: number): Promise<string | undefined> {
  const [row] = await tx
    .select({ at: sql<string>`${faitDeDemande.at}::text` })
    .from(faitDeDemande)
    .where(and(eq(faitDeDemande.numeroUnique, numeroUnique), eq(faitDeDemande.rang, rang)))
  return row?.at
}

export type DepartementDit = Readonly<{ code: string; nom: string; mentions: MentionsDuDepartement | null }>

/** Départements in the order asked, each with what it said at an instant; null: nothing yet. */
export async function loadMentionsAu(reader: Reader, codes: readonly string[], at: string): Promise<DepartementDit[]> {
  const [noms, rows] = await Promise.all([
    reader
      .select({ code: departement.code, nom: departement.nom })
      .from(departement)
      .where(inArray(departement.code, [...codes])),
    reader
      .select({ code: mentionDeDepartement.departementCode, contenu: mentionDeDepartement.contenu })
      .from(mentionDeDepartement)
      .where(
        and(
          inArray(mentionDeDepartement.departementCode, [...codes]),
          // R-ATS-12 — ADR 0036 : les mentions du jour de l’acte, non celles d’aujourd’hui
          lte(mentionDeDepartement.at, sql`${at}::timestamptz`),
        ),
      )
      .orderBy(asc(mentionDeDepartement.version)),
  ])
  const dites = new Map(rows.map(({ code, contenu }) => [code, contenu]))
  return codes.map((code) => ({
    code,
    nom: noms.find((un) => un.code === code)?.nom ?? code,
    mentions: dites.get(code) ?? null,
  }))
}

/**
 * The code or the SIREN that a centre had at an instant: as the last change before it left it, else as the first one after
 * it found it; as it is when nothing ever changed it.
 */
const centreAu = (quoi: 'code' | 'siren', at: string): SQL<string | null> => {
  const faits = sql`from fait_d_administration where objet = 'centre' and cible = ${centre.id}::text`
  // R-ATS-12 — ADR 0036 : un code ou un SIREN corrigé depuis ne change pas le service que dit une attestation d’avant
  return sql`(coalesce(
    (select apres ${faits} and apres is not null and at <= ${at}::timestamptz order by id desc limit 1),
    (select avant ${faits} and avant is not null and at > ${at}::timestamptz order by id limit 1),
    jsonb_build_object('code', ${centre.code}, 'siren', ${centre.siren})
  ) ->> ${quoi})`
}

/** The centres that have one of these codes or SIREN, or had it before a correction: of these alone is the history read. */
function isEnCause(cherches: readonly string[]): SQL | undefined {
  const avant = (quoi: string) => sql`${faitDAdministration.avant} ->> ${quoi}`
  const anciens = sql`select ${faitDAdministration.cible} from ${faitDAdministration}
    where ${eq(faitDAdministration.objet, 'centre')}
      and ${or(inArray(avant('code'), [...cherches]), inArray(avant('siren'), [...cherches]))}`
  const isSien = or(inArray(centre.code, [...cherches]), inArray(centre.siren, [...cherches]))
  return or(isSien, sql`${centre.id}::text in (${anciens})`)
}

/**
 * Bodies by their code guichet or their SIREN, each with the name and the address that its physical point had at that
 * instant. One that is not known by its code, or has no place where one goes, is not in; the portal is not a place.
 */
export async function findServicesAu(
  tx: Tx,
  organismes: readonly string[],
  at: string,
): Promise<ReadonlyMap<string, Coordonnees>> {
  const cherches = [...new Set(organismes)].filter((un) => un !== GUICHET_DU_PORTAIL)
  if (cherches.length === 0) return new Map()
  const [code, siren] = [centreAu('code', at), centreAu('siren', at)]
  const rows = await tx
    .selectDistinctOn([faitDePoint.pointId], { code, siren, apres: faitDePoint.apres })
    .from(faitDePoint)
    .innerJoin(pointDeContact, eq(pointDeContact.id, faitDePoint.pointId))
    .innerJoin(centre, eq(centre.id, pointDeContact.centreId))
    .where(
      and(
        isEnCause(cherches),
        or(inArray(code, cherches), inArray(siren, cherches)),
        lte(faitDePoint.at, sql`${at}::timestamptz`),
      ),
    )
    .orderBy(faitDePoint.pointId, desc(faitDePoint.id))
  return new Map(
    cherches.flatMap((organisme) => {
      const points = rows.flatMap(({ code, siren, apres }) =>
        (code === organisme || siren === organisme) && apres?.canal === 'physique' ? [apres] : [],
      )
      const sien = points.find(({ codeGuichet }) => codeGuichet === organisme) ?? points[0]
      return sien ? [[organisme, toCoordonnees(sien)] as const] : []
    }),
  )
}

function toCoordonnees({ nom, adresse }: ContenuDePoint & { canal: 'physique' }): Coordonnees {
  const { voie, complement, codePostal, commune: localite } = adresse
  return { nom, adresse: [voie, ...(complement === null ? [] : [complement]), `${codePostal} ${localite}`] }
}

/** Keeps the short code of an attestation, the first time that it is handed over. */
export const recordDelivrance = (
  tx: Tx,
  delivree: Readonly<{ numeroUnique: NumeroUnique; rang: number; code: string }>,
) => tx.insert(attestationDelivree).values(delivree).onConflictDoNothing()
