/** What is switched on in the territories, for pages. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { isRadiationSourde, type ReglagesDeTerritoire } from '#lib/domain/demande/reglages-de-territoire.ts'
import { TERRITOIRES, type Territoire } from '#lib/domain/demande/territoire.ts'
import { db } from '../client.ts'
import { isRetourEntendu, loadReglagesDeTerritoire, reglagesSansLigne } from '../repositories/reglages-de-territoire.ts'
import { departement, reglageDeTerritoire } from '../schema/index.ts'

export type TerritoireRegle = Readonly<{
  territoire: Territoire
  nom: string
  reglages: ReglagesDeTerritoire
  /** 0: nobody has set it. */
  version: number
}>

/**
 * Every territory with its name and what is on in it; `hasDemandes`: the register holds some of it; `isSourde`: the night
 * radiates there, and the mails that come back are not heard.
 */
export async function listReglagesDesTerritoires(): Promise<
  readonly (TerritoireRegle & Readonly<{ hasDemandes: boolean; isSourde: boolean }>)[]
> {
  const [rows, noms, tenus] = await Promise.all([
    db.select().from(reglageDeTerritoire),
    db.select({ code: departement.code, nom: departement.nom }).from(departement),
    // One probe of the index for each territory, however many demandes it has.
    db.execute(sql`
      select code from unnest(${sql.param([...TERRITOIRES])}::text[]) code
      where exists (select from demande where demande.territoire = code)`),
  ])
  const regles = new Map(rows.map((row) => [row.territoire, row]))
  const nomDe = new Map(noms.map(({ code, nom }) => [code, nom]))
  const peuples = new Set(
    z
      .array(z.object({ code: z.string() }))
      .parse([...tenus])
      .map(({ code }) => code),
  )
  return TERRITOIRES.map((territoire) => {
    const row = regles.get(territoire)
    const reglages = row
      ? { renouvellementEnLigne: row.renouvellementEnLigne, rappels: row.rappels, radiation: row.radiation }
      : reglagesSansLigne(territoire)
    return {
      territoire,
      nom: territoire === '111' ? 'Île-de-France' : (nomDe.get(territoire) ?? territoire),
      reglages,
      isSourde: isRadiationSourde(reglages, isRetourEntendu()),
      version: row?.version ?? 0,
      hasDemandes: peuples.has(territoire),
    }
  })
}

/** What is on in one territory: asked by the pages of the applicant before they offer anything. */
export const readReglagesDeTerritoire = (territoire: Territoire): Promise<ReglagesDeTerritoire> =>
  loadReglagesDeTerritoire(db, territoire)
