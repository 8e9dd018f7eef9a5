/**
 * Puts demandes in the base of the portal that the tests visit, attached to an applicant who is signed in. A process of
 * its own: reads what is wanted as JSON, prints who was made.
 */
import { randomInt, randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { openBase } from '../../scripts/base.ts'
import type { DemandeurVoulu } from './demandeur.ts'

// Journeys that opened the base themselves leave what they opened in the environment that this process inherits.
for (const name of ['DATABASE_URL', 'PORTAIL_MODE', 'PORTAIL_SECRET']) delete process.env[name]
const base = await openBase({ migrate: false })
const { addDays, addMonths } = await import('../../lib/domain/calendrier.ts')
const { unContenu } = await import('../../lib/domain/demande/formulaire/testing.ts')
const { closeDb, db } = await import('../../db/client.ts')
const { ensureDemandeurDeCourriel, insertRattachement, insertSessionDeDemandeur } = await import(
  '../../db/repositories/demandeurs.ts'
)
const { renewDemande } = await import('../../lib/usecases/renew-demande.ts')
const { aujourdHui, insertUneDemande } = await import('../../db/testing/demandes.ts')

const { courriel, appareilPartage, demandes }: DemandeurVoulu = JSON.parse(process.argv[2] ?? '')
const faites: Pick<Awaited<ReturnType<typeof insertUneDemande>>, 'ref' | 'numeroUnique'>[] = []
for (const {
  moisEcoules = 11,
  joursEcoules = 0,
  territoire = '09',
  changements = [],
  isRenouvelee = false,
} of demandes) {
  const le = await aujourdHui(territoire)
  const { ref, numeroUnique } = await insertUneDemande({
    valideDepuis: moisEcoules === null ? null : addDays(addMonths(le, -moisEcoules), -joursEcoules),
    contenu: unContenu(...changements),
    territoire,
    sequence: randomInt(1_000_000),
  })
  if (isRenouvelee) {
    const acteur = { role: 'demandeur', compteId: randomUUID(), demandes: [ref] } as const
    const ctx = { acteur, maintenant: new Date().toISOString() }
    const fait = await renewDemande({ ref, ctx }, { contenu: unContenu(...changements), version: 1, cle: randomUUID() })
    if (!fait.ok) throw new Error(`Not renewed: ${fait.refus.code}`)
  }
  faites.push({ ref, numeroUnique })
}
const sid = await db.transaction(async (tx) => {
  const demandeurId = await ensureDemandeurDeCourriel(tx, courriel)
  for (const { numeroUnique } of faites)
    await insertRattachement(tx, { numeroUnique, demandeurId, preuve: 'code-remis' })
  return insertSessionDeDemandeur(tx, { demandeurId, appareilPartage, identite: null })
})
const cookie = await encode({ token: { demandeur: sid }, secret: process.env.PORTAIL_SECRET ?? '' })
process.stdout.write(`\n${JSON.stringify({ courriel, cookie, demandes: faites })}`)
await closeDb()
await base.release()
