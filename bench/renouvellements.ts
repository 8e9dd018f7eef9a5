/** What `renouvellement`, `formulaire` and `croissance` share: demandes renewed as fast as the pool goes, and their statements alone. */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { db } from '#db/client.ts'
import { ouvrirTerritoire } from '#db/testing/demandes.ts'
import { addDays, addMonths } from '#lib/domain/calendrier.ts'
import { type DemandeRef, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { AVIS_DE_CONTACT } from '#lib/usecases/testing.ts'
import { aujourdHuiDe, fillRegistre } from './registre.ts'

/** As many at once as the pool has connections. */
const A_LA_FOIS = 10
const compteId = '00000000-0000-4000-8000-0000000000aa'

export type ARenouveler = Readonly<{ ref: DemandeRef; numero: string; contenu: Contenu }>
type Ordre = Readonly<{ texte: string; parametres: readonly unknown[] }>

/** Adds `nombre` demandes, each in its last weeks of validity. */
export async function fillARenouveler(sql: postgres.Sql, nombre: number): Promise<void> {
  const valideDepuis = addMonths(addDays(await aujourdHuiDe(sql), 20), -12)
  await fillRegistre([{ valideDepuis, avisRemisLe: null, nombre }])
  await ouvrirTerritoire('09')
}

/** That many of these demandes not renewed yet, drawn over the whole register, the same at each run. */
export async function drawARenouveler(sql: postgres.Sql, nombre: number): Promise<ARenouveler[]> {
  const rows = await sql<{ ref: string; numero: string; contenu: Contenu }[]>`
    select ref, numero_unique as numero, contenu from demande where version = 1 and contenu #>> '{demandeur,courriel}' like 'personne.%@exemple.invalid'
    order by hashtextextended(numero_unique, 0) limit ${nombre}`
  if (rows.length < nombre) throw new Error(`${rows.length} demandes are left for ${nombre}.`)
  return rows.flatMap(({ ref, numero, contenu }) => {
    const parsed = parseDemandeRef(ref)
    return parsed ? [{ ref: parsed, numero, contenu }] : []
  })
}

/** Seconds that these take, ten at a time, each once; one that is refused throws. */
export async function timeAll<T>(todo: readonly T[], one: (what: T) => Promise<unknown>): Promise<number> {
  const waiting = todo[Symbol.iterator]()
  const start = performance.now()
  await Promise.all(
    Array.from({ length: A_LA_FOIS }, async () => {
      for (const what of { [Symbol.iterator]: () => waiting }) await one(what)
    }),
  )
  return (performance.now() - start) / 1000
}

/** As it stands: another e-mail address would be told to the old one and to the new, which is another act. */
async function renew({ ref, contenu }: ARenouveler, cle: string = randomUUID()): Promise<void> {
  const ctx = { acteur: { role: 'demandeur', compteId, demandes: [ref] }, maintenant: '' } as const
  const done = await renewDemande({ ref, ctx }, { contenu, version: 1, cle }, AVIS_DE_CONTACT)
  if (!done.ok) throw new Error(done.refus.code)
}

/** Seconds of the use case over these demandes. */
export const renewAll = (todo: readonly ARenouveler[]): Promise<number> => timeAll(todo, (what) => renew(what))

/** What the use case says to the base for one demande, and how it says it for another. */
export async function listenToOne(sql: postgres.Sql) {
  const [modele] = await drawARenouveler(sql, 1)
  if (!modele) throw new Error('A register without a demande.')
  const cle = randomUUID()
  const ordres: Ordre[] = []
  db.$sql.options.debug = (_, texte, parametres) => ordres.push({ texte, parametres })
  await renew(modele, cle)
  db.$sql.options.debug = false
  const [, ...dits] = ordres.slice(0, -1)
  /** The same statements, prepared, in a transaction of a bare script. */
  const replay = ({ ref, numero }: ARenouveler, bare: postgres.Sql) => {
    const autres = new Map<unknown, string>([
      [modele.ref, ref],
      [modele.numero, numero],
      [cle, randomUUID()],
    ])
    return bare.begin(async (tx) => {
      for (const { texte, parametres } of dits)
        await tx.unsafe(texte, parametres.map((one) => autres.get(one) ?? one) as postgres.ParameterOrJSON<never>[], {
          prepare: true,
        })
    })
  }
  return {
    allersRetours: ordres.length,
    replayAll: (todo: readonly ARenouveler[], bare: postgres.Sql) => timeAll(todo, (what) => replay(what, bare)),
  }
}
