/** Pairs of demandes that people said to be of two persons, as they stand when they are read, and who said it. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import { type DemandeRef, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { type NumeroUnique, parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import {
  fuseauDuTerritoire,
  parseTerritoire,
  type Territoire,
  territoiresDesDepartements,
} from '#lib/domain/demande/territoire.ts'
import { db } from '../client.ts'
import { DISTINCTES_QUI_VALENT } from '../repositories/personnes-distinctes.ts'
import { texteLu } from '../repositories/texte-lu.ts'

/** Pairs of a page. */
export const PAIRES_PAR_PAGE = 100

/** Two demandes that people said to be of two persons, by their references and their numbers. `par`: who said it last. */
export type DistinctesMontrees = Readonly<{
  refs: readonly [DemandeRef, DemandeRef]
  numeros: readonly [NumeroUnique, NumeroUnique]
  territoire: Territoire
  le: Jour
  par: string | null
}>

/** The last pair of a page, after which the next begins: when it was said, in microseconds, and its demandes. */
export type RepereDeDistinctes = Readonly<{ at: string; refs: readonly [DemandeRef, DemandeRef] }>

/** Reads `1796000000000000_{ref}_{ref}`; undefined for anything else. */
export function parseRepereDeDistinctes(texte: string): RepereDeDistinctes | undefined {
  const [, at = '', une = '', autre = ''] = /^(\d{1,17})_([^_]+)_([^_]+)$/.exec(texte) ?? []
  const refs = [parseDemandeRef(une), parseDemandeRef(autre)] as const
  return refs[0] && refs[1] && { at, refs: [refs[0], refs[1]] }
}
export const formatRepereDeDistinctes = ({ at, refs }: RepereDeDistinctes): string => [at, ...refs].join('_')

const uneRef = texteLu(parseDemandeRef, 'reference')
const unNumero = texteLu(parseNumeroUnique, 'number')
const rowsSchema = z.array(
  z.object({
    refs: z.tuple([uneRef, uneRef]),
    numeros: z.tuple([unNumero, unNumero]),
    territoire: texteLu(parseTerritoire, 'territoire'),
    at: z.coerce.date(),
    rang: z.string(),
    par: z.string().nullable(),
  }),
)

/** A page of those of the territories of the actor, what was said last first; `suite` says where the next one begins. */
export async function listPersonnesDistinctes(
  acteur: Acteur,
  apres?: RepereDeDistinctes,
): Promise<Readonly<{ distinctes: readonly DistinctesMontrees[]; suite: RepereDeDistinctes | null }>> {
  const territoires = territoiresDesDepartements(acteur.role === 'gestionnaire-territorial' ? acteur.departements : [])
  if (territoires.length === 0) return { distinctes: [], suite: null }
  const suivantes = apres
    ? sql`(rang, une, autre) < (${apres.at}::bigint, ${apres.refs[0]}::uuid, ${apres.refs[1]}::uuid)`
    : sql`true`
  const rows = await db.execute(sql`
    with dite as (
      select valent.at, (extract(epoch from valent.at) * 1000000)::bigint as rang, valent.territoire,
        une.ref as une, autre.ref as autre, array[une.numero_unique, autre.numero_unique] as numeros
      from ${DISTINCTES_QUI_VALENT} valent
      join demande une on une.numero_unique = valent.numero_unique
      join demande autre on autre.numero_unique = valent.autre
      where valent.territoire = any(${sql.param([...territoires])}::text[])
    ), montree as (
      select * from dite where ${suivantes} order by rang desc, une desc, autre desc limit ${PAIRES_PAR_PAGE + 1}
    )
    select array[une, autre] as refs, numeros, territoire, at, rang::text,
      (select coalesce(compte.nom, compte.courriel)
        from fait_d_administration fait join compte on compte.id = fait.compte_id
        where objet = 'personnes' and nature = 'fermeture' and cible = une::text || ':' || autre::text
        order by fait.id desc limit 1) as par
    from montree order by montree.rang desc, une desc, autre desc`)
  const lues = rowsSchema.parse([...rows])
  const page = lues.slice(0, PAIRES_PAR_PAGE)
  const derniere = lues.length > PAIRES_PAR_PAGE ? page.at(-1) : undefined
  return {
    distinctes: page.map(({ at, rang: _, ...paire }) => ({
      ...paire,
      le: jourLocal(at, fuseauDuTerritoire(paire.territoire)),
    })),
    suite: derniere ? { at: derniere.rang, refs: derniere.refs } : null,
  }
}
