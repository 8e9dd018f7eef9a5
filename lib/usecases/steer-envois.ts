/** An administrator stops a step of reminders in a territory, lets it go on, or says what became of an uncertain sending. */
import { type Campagne, deleteArret, insertArret } from '#db/repositories/campagnes.ts'
import { lockCourriers } from '#db/repositories/courriers.ts'
import { lockEnvois } from '#db/repositories/envois.ts'
import { recordFaitDAdministration } from '#db/repositories/faits-d-administration.ts'
import { transact } from '#db/repositories/transact.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import type { DecisionDEnvoi } from '#lib/domain/rappels/envoi.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
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

/** Says whether an uncertain sending left; one that was settled meanwhile is refused, and left as it is. */
export const decideEnvoi = (
  { reference, decision }: Readonly<{ reference: string; decision: DecisionDEnvoi }>,
  ctx: Contexte,
): Promise<Resultat<true, RefusDAcces | { code: 'envoi-deja-regle' }>> =>
  transact(async (tx) => {
    const acces = checkAcces(ctx.acteur, 'regler-envois', null)
    if (!acces.ok) return acces
    // R-RAP-16: a person who looked in the log of the mail server is who may let it leave again.
    const isRegle = await settleVerificationIn(tx, reference, decision === 'parti' ? 'envoye' : 'inconnu')
    if (!isRegle) return refuse({ code: 'envoi-deja-regle' })
    await recordFaitDAdministration(tx, {
      objet: 'envoi',
      cible: reference,
      nature: 'correction',
      compteId: compteDe(ctx.acteur),
      avant: { etat: 'a-verifier' },
      apres: { decision },
    })
    return accept(true)
  })
