/** Demandes that no message reached: a person reaches them otherwise. Within the actor's territories, the first to end first. */
import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { addDays, type Jour } from '#lib/domain/calendrier.ts'
import { joursDesTerritoires } from '#lib/domain/demande/nuit.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { ACCEPTES, type EtapePerdue, etapesPerdues, isEncoreUtile } from '#lib/domain/rappels/a-joindre.ts'
import { suiviDe } from '#lib/domain/rappels/jalons.ts'
import { db } from '../client.ts'
import { COLONNES, toDemande } from '../repositories/demandes.row.ts'
import { demande, rappel } from '../schema/index.ts'
import { type Repere, territoiresDe } from './demandes-a-traiter.ts'
import { readMaintenant } from './instant.ts'

/** Rows of a page. */
const PAR_PAGE = 100
/** Counted no further: it tells a person no more. */
const COMPTE_AU_PLUS = 10_000
/** Longer than from the first step of a validity to the day when nothing can be done for it: the index stops there. */
const JOURS_VUS = 200

export type DemandeAJoindre = Readonly<{
  numeroUnique: NumeroUnique
  territoire: Territoire
  dernierJour: Jour
  /** Of a demande that was radiated: the last day on which a guichet may réactiver it. */
  reactivableJusquAu: Jour | null
  etapes: readonly EtapePerdue[]
}>

/** Until when reaching them serves. */
const echeance = sql`case demande.statut when 'radiee' then demande.reactivable_jusqu_au else demande.dernier_jour end`

/**
 * The same as `etapesPerdues` and `isEncoreUtile`, said to the index: one row a demande. What failed is said as the partial
 * index is.
 */
function attendent(territoires: readonly Territoire[], maintenant: Date): SQL {
  const jours = joursDesTerritoires(territoires, maintenant)
  const [premier = null] = jours.map(({ le }) => addDays(le, -JOURS_VUS)).sort()
  const acceptes = sql.raw(ACCEPTES.map((etat) => `'${etat}'`).join(', '))
  return sql`select distinct demande.numero_unique, demande.ref, ${echeance} as echeance
    from rappel
    join demande on demande.numero_unique = rappel.numero_unique and demande.valide_depuis = rappel.cycle
    join json_to_recordset(${JSON.stringify(jours)}::json) jour(territoire text, le date)
      on jour.territoire = rappel.territoire
    where rappel.territoire = any(${sql.param([...territoires])}::text[])
      and rappel.du_le >= ${premier}::date
      and (rappel.etat = 'echec' or rappel.etat = 'annule' and rappel.motif in ('sans-contact', 'contact-mort'))
      and ((demande.statut = 'active' and rappel.jalon <> 'radiation')
        or (demande.statut = 'radiee' and demande.motif = 'RADREN' and rappel.jalon = 'radiation'))
      and ${echeance} >= jour.le
      and (rappel.jalon <> 'avis' or demande.avis_remis_le is null)
      and not exists (select from rappel autre
        where autre.numero_unique = rappel.numero_unique and autre.cycle = rappel.cycle and (
          (autre.jalon = rappel.jalon and autre.du_le = rappel.du_le and autre.etat not in ('echec', 'annule'))
          or (rappel.jalon <> 'avis' and autre.du_le > rappel.du_le and autre.etat in (${acceptes}))))`
}

const totalSchema = z.array(z.object({ total: z.coerce.number() })).length(1)
const numerosSchema = z.array(z.object({ numero_unique: z.string() }))

type Page = Readonly<{
  total: number
  isPlus: boolean
  demandes: readonly DemandeAJoindre[]
  suite: Repere | null
}>

/**
 * A page of them, after the last one of the page before; `suite` says where the next page begins, if there is one. `total`
 * stops at ten thousand, which `isPlus` says. No name, no address: the number is what a guichet looks a demande up by.
 */
export async function listAJoindre(acteur: Acteur, apres?: Repere): Promise<Page> {
  const territoires = territoiresDe(acteur)
  if (territoires.length === 0) return { total: 0, isPlus: false, demandes: [], suite: null }
  const maintenant = await readMaintenant(db)
  const tous = attendent(territoires, maintenant)
  const [compte] = totalSchema.parse([
    ...(await db.execute(
      sql`select count(*) as total from (select from (${tous}) un limit ${COMPTE_AU_PLUS + 1}) vus`,
    )),
  ])
  const suivantes = apres ? sql`where (echeance, ref) > (${apres.dernierJour}::date, ${apres.ref}::uuid)` : sql``
  const numeros = numerosSchema.parse([
    ...(await db.execute(sql`select numero_unique from (${tous}) un ${suivantes}
      order by echeance, ref limit ${PAR_PAGE + 1}`)),
  ])
  const lues = await readDemandes(numeros.slice(0, PAR_PAGE).map((un) => un.numero_unique))
  const jours = new Map(joursDesTerritoires(territoires, maintenant).map(({ territoire, le }) => [territoire, le]))
  const demandes = lues.flatMap(({ row, envois }) => {
    const [suivi, le] = [suiviDe(toDemande(row)), jours.get(row.territoire)]
    if (!suivi || !le || !isEncoreUtile(suivi, row.reactivableJusquAu, le)) return []
    const etapes = etapesPerdues(suivi, envois)
    const { numeroUnique, territoire, reactivableJusquAu } = row
    return etapes.length > 0
      ? [{ numeroUnique, territoire, dernierJour: suivi.dernierJour, reactivableJusquAu, etapes }]
      : []
  })
  const derniere = numeros.length > PAR_PAGE ? lues.at(-1)?.row : undefined
  const total = compte?.total ?? 0
  return {
    total: Math.min(total, COMPTE_AU_PLUS),
    isPlus: total > COMPTE_AU_PLUS,
    demandes,
    suite: derniere ? { dernierJour: derniere.reactivableJusquAu ?? derniere.dernierJour, ref: derniere.ref } : null,
  }
}

/** These demandes with their sendings, in the order given. */
async function readDemandes(numeros: readonly string[]) {
  if (numeros.length === 0) return []
  const deCeux = sql`numero_unique in (select json_array_elements_text(${JSON.stringify(numeros)}::json))`
  const [rows, envois] = await Promise.all([
    db.select(COLONNES).from(demande).where(deCeux),
    db
      .select({
        numeroUnique: rappel.numeroUnique,
        jalon: rappel.jalon,
        canal: rappel.canal,
        duLe: rappel.duLe,
        cycle: rappel.cycle,
        etat: rappel.etat,
        motif: rappel.motif,
      })
      .from(rappel)
      .where(deCeux)
      .orderBy(rappel.duLe, rappel.canal),
  ])
  const parNumero = new Map(rows.map((row) => [String(row.numeroUnique), row]))
  const envoisDe = Map.groupBy(envois, ({ numeroUnique }) => String(numeroUnique))
  return numeros.flatMap((numero) => {
    const row = parNumero.get(numero)
    return row ? [{ row, envois: envoisDe.get(numero) ?? [] }] : []
  })
}
