/** Demandes that no job ends: people look at them. Within the actor's territories, the oldest last day first. */
import { and, eq, gt, gte, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { type Jour, parseJour } from '#lib/domain/calendrier.ts'
import { type DemandeRef, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { baremeAu } from '#lib/domain/demande/echeances.ts'
import { joursDesTerritoires } from '#lib/domain/demande/nuit.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { checkNonRenouvellement, isRadieeSurAvisTardif, type RefusDeRadiation } from '#lib/domain/demande/radiation.ts'
import { TERRITOIRES, type Territoire, territoiresDesDepartements } from '#lib/domain/demande/territoire.ts'
import { db } from '../client.ts'
import { COLONNES, toDemande } from '../repositories/demandes.row.ts'
import { demande } from '../schema/index.ts'
import { readMaintenant } from './instant.ts'

/** Rows of a page. */
const PAR_PAGE = 100
/** Counted no further: a count of a million reads as many rows, and tells a person no more. */
const COMPTE_AU_PLUS = 10_000

/** `refus` is why the night leaves it: what the rule of the radiation answers today. */
export type DemandeATraiter = Readonly<{
  numeroUnique: NumeroUnique
  territoire: Territoire
  dernierJour: string | null
  refus: RefusDeRadiation
}>

/** The territories whose demandes the actor answers for. */
export const territoiresDe = (acteur: Acteur): readonly Territoire[] => {
  if (acteur.role === 'administrateur-national') return TERRITOIRES
  if (acteur.role !== 'gestionnaire-territorial') return []
  return territoiresDesDepartements(acteur.departements)
}

/** The last row of a page, from which the next begins: its last day, null where T is not known, and its reference. */
export type Repere = Readonly<{ dernierJour: Jour | null; ref: DemandeRef }>

/** Reads `2026-03-01_{ref}`, or `_{ref}` where T is not known; undefined for anything else. */
export function parseRepere(texte: string): Repere | undefined {
  const [jour = '', suite = ''] = texte.split('_')
  const [dernierJour, ref] = [jour === '' ? null : parseJour(jour), parseDemandeRef(suite)]
  return dernierJour === undefined || !ref ? undefined : { dernierJour, ref }
}
export const formatRepere = ({ dernierJour, ref }: Repere): string => `${dernierJour ?? ''}_${ref}`

/** The two that wait, each read by its own index: without T; past its last day without the notice of a month. */
function attentes(territoires: readonly Territoire[], maintenant: Date) {
  const jours = joursDesTerritoires(territoires, maintenant)
  const dernier = jours
    .map(({ le }) => le)
    .sort()
    .at(-1)
  const table = sql`json_to_recordset(${JSON.stringify(jours)}::json) jour(territoire text, le date, "dernierAvis" date)`
  return {
    sansT: and(
      eq(demande.statut, 'active'),
      isNull(demande.valideDepuis),
      inArray(demande.territoire, [...territoires]),
    ),
    sansAvis: sql`statut = 'active' and dernier_jour < ${dernier ?? null}::date and exists (select from ${table}
      where jour.territoire = demande.territoire and dernier_jour < jour.le
        and (avis_remis_le is null or avis_remis_le <= valide_depuis or avis_remis_le > jour."dernierAvis"
          or avis_remis_le > dernier_jour))`,
  }
}

/** A page of rows that meet this, after one of them. */
const readPage = (condition: SQL | undefined, apres: SQL | undefined, limite: number) =>
  db.select(COLONNES).from(demande).where(and(condition, apres)).orderBy(demande.dernierJour, demande.ref).limit(limite)

const totalSchema = z.array(z.object({ total: z.coerce.number() })).length(1)

/**
 * A page of those that wait, after the last one of the page before; `suite` says where the next page begins, if there is
 * one. `total` stops at ten thousand, which `isPlus` says.
 */
export async function listDemandesATraiter(
  acteur: Acteur,
  apres?: Repere,
): Promise<Readonly<{ total: number; isPlus: boolean; demandes: readonly DemandeATraiter[]; suite: Repere | null }>> {
  const territoires = territoiresDe(acteur)
  if (territoires.length === 0) return { total: 0, isPlus: false, demandes: [], suite: null }
  const maintenant = await readMaintenant(db)
  const { sansT, sansAvis } = attentes(territoires, maintenant)
  const [compte] = totalSchema.parse([
    ...(await db.execute(sql`select count(*) as total from (
      (select from demande where ${sansT} limit ${COMPTE_AU_PLUS + 1})
      union all (select from demande where ${sansAvis} limit ${COMPTE_AU_PLUS + 1})) tous`)),
  ])
  const isAuDebut = !apres || apres.dernierJour === null
  const premieres = isAuDebut ? await readPage(sansT, apres && gt(demande.ref, apres.ref), PAR_PAGE + 1) : []
  const suiteDuJour =
    apres && apres.dernierJour !== null
      ? or(
          gt(demande.dernierJour, apres.dernierJour),
          and(eq(demande.dernierJour, apres.dernierJour), gt(demande.ref, apres.ref)),
        )
      : undefined
  const manque = PAR_PAGE + 1 - premieres.length
  const rows = [...premieres, ...(manque > 0 ? await readPage(sansAvis, suiteDuJour, manque) : [])]
  const page = rows.slice(0, PAR_PAGE)
  const derniere = rows.length > PAR_PAGE ? page.at(-1) : undefined
  const jours = new Map(joursDesTerritoires(territoires, maintenant).map(({ territoire, le }) => [territoire, le]))
  const demandes = page.flatMap((row) => {
    const le = jours.get(row.territoire)
    const juge = le && checkNonRenouvellement(toDemande(row), le, baremeAu(le))
    if (!juge || juge.ok) return []
    const { numeroUnique, territoire, dernierJour } = row
    return [{ numeroUnique, territoire, dernierJour, refus: juge.refus }]
  })
  const total = compte?.total ?? 0
  return {
    total: Math.min(total, COMPTE_AU_PLUS),
    isPlus: total > COMPTE_AU_PLUS,
    demandes,
    suite: derniere ? { dernierJour: derniere.dernierJour, ref: derniere.ref } : null,
  }
}

export type RadieeSurAvisTardif = Readonly<{
  numeroUnique: NumeroUnique
  territoire: Territoire
  radieeLe: Jour
  dernierJour: Jour
  avisRemisLe: Jour
  reactivableJusquAu: Jour
}>

/**
 * Demandes that the night radiated on a notice of after their last day, before that was refused, and that a guichet may
 * still réactiver: the first to end first, a page at most, which `isPlus` says. None is made any more: the list empties
 * itself. `instant`: the database's, unless told.
 */
export async function listRadieesSurAvisTardif(
  acteur: Acteur,
  instant?: Date,
): Promise<Readonly<{ radiees: readonly RadieeSurAvisTardif[]; isPlus: boolean }>> {
  const territoires = territoiresDe(acteur)
  if (territoires.length === 0) return { radiees: [], isPlus: false }
  const maintenant = instant ?? (await readMaintenant(db))
  const jours = new Map(joursDesTerritoires(territoires, maintenant).map(({ territoire, le }) => [territoire, le]))
  const [premier] = [...jours.values()].sort()
  const rows = await db
    .select(COLONNES)
    .from(demande)
    // The first line is said as the partial index is, and the rule judges each again.
    .where(
      and(
        sql`statut = 'radiee' and motif = 'RADREN' and avis_remis_le > dernier_jour`,
        inArray(demande.territoire, [...territoires]),
        premier === undefined ? undefined : gte(demande.reactivableJusquAu, premier),
      ),
    )
    .orderBy(demande.reactivableJusquAu, demande.ref)
    .limit(PAR_PAGE + 1)
  const radiees = rows.slice(0, PAR_PAGE).flatMap((row) => {
    const { numeroUnique, territoire, radieeLe, dernierJour, avisRemisLe, reactivableJusquAu } = row
    const le = jours.get(territoire)
    if (!le || !radieeLe || !dernierJour || !avisRemisLe || !reactivableJusquAu || reactivableJusquAu < le) return []
    if (!isRadieeSurAvisTardif(toDemande(row))) return []
    return [{ numeroUnique, territoire, radieeLe, dernierJour, avisRemisLe, reactivableJusquAu }]
  })
  // Of the rows, not of what is left of them: one that the day of its territory or the rule leaves out hides no other.
  return { radiees, isPlus: rows.length > PAR_PAGE }
}
