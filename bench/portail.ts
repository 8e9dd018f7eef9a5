/** What the benches of the applicant's door share: the base of a portal under measure, and sessions opened in it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode } from 'next-auth/jwt'
import { closeDb, db, type Tx } from '#db/client.ts'
import { ensureDemandeurDeCourriel, insertRattachement, insertSessionDeDemandeur } from '#db/repositories/demandeurs.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import { ensureDatabase, startEmbedded } from '../db/embedded.ts'
import type { Portal } from '../scripts/navigateur.ts'

/** Points `db` of #db/client.ts at the base of this portal meanwhile; `run` is given its address. */
export async function withBase<T>({ data }: Portal, run: (url: string) => Promise<T>): Promise<T> {
  const before = process.env.DATABASE_URL
  const url = await ensureDatabase(await startEmbedded(data), 'portail')
  process.env.DATABASE_URL = url
  try {
    return await run(url)
  } finally {
    await closeDb()
    if (before === undefined) delete process.env.DATABASE_URL
    else process.env.DATABASE_URL = before
  }
}

/** Where an applicant signs in: the secret of an installation, and how it names their cookie. */
export type Entree = Readonly<{ secret: string; cookie: string }>

/** That of a portal started on this folder, where its secret lies. */
export const entreeDe = (data: string): Entree => ({
  secret: readFileSync(join(data, 'secret'), 'utf8').trim(),
  cookie: 'portail-demandeur',
})

type Sienne = Pick<Demande, 'ref' | 'numeroUnique'>

/** The address of the applicant of this demande, and of nobody else. */
export const courrielDe = ({ ref }: Pick<Demande, 'ref'>): string => `mesure-${ref}@exemple.invalid`

/** Gives an applicant of their own to this demande: their account, which nobody has opened. */
export async function attachDemandeur(tx: Tx, { ref, numeroUnique }: Sienne): Promise<string> {
  const demandeurId = await ensureDemandeurDeCourriel(tx, courrielDe({ ref }))
  await insertRattachement(tx, { numeroUnique, demandeurId, preuve: 'code-remis' })
  return demandeurId
}

/** Signs in an applicant of their own for this demande. */
export async function openSession({ secret, cookie: name }: Entree, demande: Sienne) {
  const { compteId, sid } = await db.transaction(async (tx) => {
    const demandeurId = await attachDemandeur(tx, demande)
    const session = { demandeurId, appareilPartage: false, identite: null }
    return { compteId: demandeurId, sid: await insertSessionDeDemandeur(tx, session) }
  })
  return { compteId, cookie: { name, value: await encode({ token: { demandeur: sid }, secret }) } }
}
