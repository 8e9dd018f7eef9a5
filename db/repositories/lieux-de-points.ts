/** Where points of contact stand, by what they say: whose gestionnaire may edit them. */
import { and, inArray, isNotNull, sql } from 'drizzle-orm'
import type { ContenuDePoint, PointDeContact } from '#lib/domain/guichet/point-de-contact.ts'
import type { Tx } from '../client.ts'
import { centre, commune } from '../schema/index.ts'

/** Who holds a point: a centre, or the gestionnaire of these départements (at least one). */
export type Rattachement =
  | Readonly<{ centreId: string }>
  | Readonly<{ centreId: null; departements: readonly string[] }>

/** A stored point with the state that writes need; `retireAt` set: withdrawn. */
export type PointEnregistre = Readonly<{
  point: PointDeContact
  version: number
  departementCode: string
  demonstration: boolean
  retireAt: Date | null
  /** Withdrawn as a duplicate of that point. */
  fusionneDans: string | null
}>

type Place = Readonly<{ contenu: ContenuDePoint }> &
  (Readonly<{ nouveau: Readonly<{ rattachement: Rattachement }> }> | Readonly<{ actuel: PointEnregistre }>)

/** What the rows of a batch need to know of centres and communes, asked once for all of them. */
export async function loadLieux(tx: Tx, lot: readonly Place[]) {
  const centreIds = distinct(lot.flatMap((one) => rattachementOf(one).centreId ?? []))
  const centres = new Map(
    centreIds.length === 0
      ? []
      : (
          await tx
            .select({ id: centre.id, departements: centre.departements })
            .from(centre)
            .where(inArray(centre.id, centreIds))
        ).map(({ id, departements }) => [id, departements] as const),
  )
  const codes = distinct(lot.flatMap(({ contenu }) => communeOf(contenu) ?? []))
  const epcis = distinct(lot.flatMap(({ contenu }) => epciOf(contenu) ?? []))
  const communes = new Map(
    codes.length === 0
      ? []
      : (
          await tx
            .select({ code: commune.codeInsee, departement: commune.departementCode })
            .from(commune)
            .where(inArray(commune.codeInsee, codes))
        ).map(({ code, departement }) => [code, departement] as const),
  )
  const sieges = new Map(
    epcis.length === 0
      ? []
      : (
          await tx
            .selectDistinctOn([commune.epciCode], { epci: commune.epciCode, departement: commune.departementCode })
            .from(commune)
            .where(and(isNotNull(commune.epciCode), inArray(commune.epciCode, epcis)))
            .orderBy(commune.epciCode, sql`${commune.population} desc`)
        ).map(({ epci, departement }) => [epci, departement] as const),
  )
  return {
    departementsOf: (one: Place): readonly string[] => {
      const rattachement = rattachementOf(one)
      if (rattachement.centreId === null) return rattachement.departements
      const found = centres.get(rattachement.centreId)
      if (!found) throw new Error(`Unknown centre ${rattachement.centreId}.`)
      return found
    },
    /** Département of the address, else of the first territory served, else of the holder: whose gestionnaire may edit. */
    departementOf: (contenu: ContenuDePoint, departements: readonly string[]): string => {
      const code =
        communes.get(communeOf(contenu) ?? '') ??
        sieges.get(epciOf(contenu) ?? '') ??
        contenu.territoire.departements[0] ??
        departements[0]
      if (!code) throw new Error('A point de contact needs a département.')
      return code
    },
  }
}

function rattachementOf(one: Place): Rattachement {
  if ('nouveau' in one) return one.nouveau.rattachement
  const { point, departementCode } = one.actuel
  return point.centreId === null ? { centreId: null, departements: [departementCode] } : { centreId: point.centreId }
}

const communeOf = ({ adresse, territoire }: ContenuDePoint): string | undefined =>
  adresse ? adresse.codeInsee : territoire.communes[0]
/** The EPCI that says where a point is, when nothing nearer does. */
const epciOf = (contenu: ContenuDePoint): string | undefined =>
  communeOf(contenu) === undefined && contenu.territoire.departements.length === 0
    ? contenu.territoire.epcis[0]
    : undefined

const distinct = <T>(list: readonly T[]): T[] => [...new Set(list)]

/** Where a point would stand with that content: its département, and those of who holds it. */
export async function locatePoint(
  tx: Tx,
  actuel: PointEnregistre,
  contenu: ContenuDePoint,
): Promise<Readonly<{ departement: string; rattachement: readonly string[] }>> {
  const place = { actuel, contenu }
  const lieux = await loadLieux(tx, [place])
  const rattachement = lieux.departementsOf(place)
  return { departement: lieux.departementOf(contenu, rattachement), rattachement }
}
