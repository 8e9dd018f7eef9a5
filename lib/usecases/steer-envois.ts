/** An administrator stops a step of reminders in a territory, lets it go on, or says what became of uncertain sendings. */
import { type Campagne, deleteArret, insertArret } from '#db/repositories/campagnes.ts'
import { lockCourriers } from '#db/repositories/courriers.ts'
import { lockEnvois } from '#db/repositories/envois.ts'
import { recordFaitDAdministration } from '#db/repositories/faits-d-administration.ts'
import { transact } from '#db/repositories/transact.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import type { DecisionDEnvoi } from '#lib/domain/rappels/envoi.ts'
import { accept, type Resultat } from '#lib/domain/resultat.ts'
import { settleVerificationIn } from './settle-rappels.ts'

/** Stops or resumes; the same again changes nothing, and is no second line of the journal. */
export const steerCampagne = (
  { isArret, ...campagne }: Campagne & Readonly<{ isArret: boolean }>,
  ctx: Contexte,
): Promise<Resultat<Campagne, RefusDAcces>> =>
  transact(async (tx) => {
    const acces = checkAcces(ctx.acteur, 'regler-envois', null)
    if (!acces.ok) return acces
    const compteId = compteDe(ctx.acteur)
    // R-RAP-24 — choix du portail : une campagne arrêtée l’est à l’instant, ce qui part était déjà parti
    await lockEnvois(tx)
    await lockCourriers(tx, campagne.territoire)
    const isChange = isArret ? await insertArret(tx, campagne, compteId) : await deleteArret(tx, campagne)
    if (isChange)
      await recordFaitDAdministration(tx, {
        objet: 'campagne',
        cible: `${campagne.territoire}:${campagne.jalon}`,
        nature: isArret ? 'fermeture' : 'reouverture',
        compteId,
        avant: { arretee: !isArret },
        apres: { arretee: isArret },
      })
    return accept(campagne)
  })

/** How many of them were decided, and how many were settled meanwhile by somebody else. */
export type EnvoisDecides = Readonly<{ decides: number; regles: number }>

/**
 * Says whether uncertain sendings left. Each is judged alone, in a transaction of its own: one that was settled meanwhile
 * is left as it is, and keeps none of the others from being decided.
 */
export async function decideEnvois(
  { references, decision }: Readonly<{ references: readonly string[]; decision: DecisionDEnvoi }>,
  ctx: Contexte,
): Promise<Resultat<EnvoisDecides, RefusDAcces>> {
  const acces = checkAcces(ctx.acteur, 'regler-envois', null)
  if (!acces.ok) return acces
  const voulus = new Set(references)
  let decides = 0
  // R-RAP-35 — choix du portail : une décision prise de plusieurs envois se vérifie de chacun, et dit ceux qu’un autre a réglés
  for (const reference of voulus) if (await decideEnvoi({ reference, decision }, ctx)) decides += 1
  return accept({ decides, regles: voulus.size - decides })
}

/** False when it was settled meanwhile. */
const decideEnvoi = (
  { reference, decision }: Readonly<{ reference: string; decision: DecisionDEnvoi }>,
  ctx: Contexte,
): Promise<boolean> =>
  transact(async (tx) => {
    // R-RAP-16: a person who looked in the log of the mail server is who may let it leave again.
    const isRegle = await settleVerificationIn(tx, reference, decision === 'parti' ? 'envoye' : 'inconnu')
    if (isRegle)
      await recordFaitDAdministration(tx, {
        objet: 'envoi',
        cible: reference,
        nature: 'correction',
        compteId: compteDe(ctx.acteur),
        avant: { etat: 'a-verifier' },
        apres: { decision },
      })
    return isRegle
  })
