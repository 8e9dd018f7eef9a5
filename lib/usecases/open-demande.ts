/**
 * What every act on a demande of the register begins with: the row under its lock, the right of who acts, the day where
 * the demande lives. The act is judged at the database's instant, never at a server's clock.
 */
import type { Tx } from '#db/client.ts'
import { loadCentre } from '#db/repositories/centres.ts'
import { type AuteurDeFait, loadDemandeForUpdate, saveActe } from '#db/repositories/demandes.ts'
import { transact } from '#db/repositories/transact.ts'
import type { RefusDAcces } from '#lib/domain/acces/acces.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import { jourLocal } from '#lib/domain/calendrier.ts'
import type { Acte } from '#lib/domain/demande/acte.ts'
import type { Demande, DemandeRef } from '#lib/domain/demande/demande.ts'
import { checkDroit } from '#lib/domain/demande/droits.ts'
import { baremeAu } from '#lib/domain/demande/echeances.ts'
import { type CanalDeDemande, GUICHET_DU_PORTAIL, type Moment, type Origine } from '#lib/domain/demande/faits.ts'
import type { ActeDeDemande } from '#lib/domain/demande/possible-actes.ts'
import type { ReglagesDeTerritoire } from '#lib/domain/demande/reglages-de-territoire.ts'
import { fuseauDuTerritoire, type Territoire } from '#lib/domain/demande/territoire.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

/** By which door a professional acts, and for which of their centres; an applicant acts by Internet and for nobody. */
export type Porte = Readonly<{ canal: CanalDeDemande; centreId: string | null }>
/** For whom an actor acts: what the fait keeps of it, and where it may act. */
type Organisme = Readonly<{
  origine: Origine
  departements: readonly string[]
  /** With which the numbers that it gives end; null: it gives none. */
  codeGuichet: string | null
}>

export type RefusDOuverture = RefusDAcces | { code: 'introuvable' }
export type DemandeOuverte = Readonly<{
  demande: Demande
  moment: Moment
  auteur: AuteurDeFait
  /** The key of the sending made a fait already. */
  isCleEmployee: boolean
  reglages: ReglagesDeTerritoire
  codeGuichet: string | null
}>

const PAR_INTERNET: Origine = { canal: 'internet', organisme: GUICHET_DU_PORTAIL }

/** The body that will stand in the fait; undefined when the actor does not act for it. */
export async function findOrganisme(tx: Tx, acteur: Acteur, porte: Porte | null): Promise<Organisme | undefined> {
  if (acteur.role === 'demandeur') return { origine: PAR_INTERNET, departements: [], codeGuichet: GUICHET_DU_PORTAIL }
  if (!porte) return undefined
  const { canal, centreId } = porte
  if (acteur.role === 'bailleur' || acteur.role === 'reservataire')
    return { origine: { canal, organisme: acteur.siren }, departements: acteur.departements, codeGuichet: null }
  if (acteur.role === 'gestionnaire-territorial')
    return { origine: { canal, organisme: GUICHET_DU_PORTAIL }, departements: acteur.departements, codeGuichet: null }
  if (centreId === null || !('centres' in acteur) || !acteur.centres.includes(centreId)) return undefined
  const centre = await loadCentre(tx, centreId)
  const organisme = centre?.code ?? centre?.siren
  if (!centre || !organisme) return undefined
  return { origine: { canal, organisme }, departements: centre.departements, codeGuichet: centre.code }
}

export const auteurDe = ({ acteur }: Contexte): AuteurDeFait => ({ compteId: compteDe(acteur), role: acteur.role })

/** The moment of an act: the civil day that an instant (ISO) is where the demande lives, and the delays of that day. */
export function momentDe(maintenant: string, territoire: Territoire, origine: Origine): Moment {
  const le = jourLocal(maintenant, fuseauDuTerritoire(territoire))
  return { le, bareme: baremeAu(le), origine }
}

/** Opens a demande for an act; who may not act on it is told so, whether or not it exists for others. */
export async function openDemande(
  tx: Tx,
  { ref, acte, cle = null }: Readonly<{ ref: DemandeRef; acte: ActeDeDemande; cle?: string | null }>,
  { ctx, porte }: Readonly<{ ctx: Contexte; porte: Porte | null }>,
): Promise<Resultat<DemandeOuverte, RefusDOuverture>> {
  const found = await loadDemandeForUpdate(tx, ref, { cle, compteId: compteDe(ctx.acteur) })
  if (!found) return refuse({ code: 'introuvable' })
  const { demande, maintenant, isCleEmployee, isDetachee, reglages } = found
  const organisme = await findOrganisme(tx, ctx.acteur, porte)
  const { territoire } = demande
  const departements = organisme?.departements ?? []
  const droit = checkDroit(ctx.acteur, acte, { ref, territoire, departements, isDetachee })
  if (!droit.ok) return droit
  if (!organisme) return refuse({ code: 'acces-refuse' })
  const moment = momentDe(maintenant, territoire, organisme.origine)
  return accept({ demande, moment, auteur: auteurDe(ctx), isCleEmployee, reglages, codeGuichet: organisme.codeGuichet })
}

/** Who asks, by which door, on which demande. */
export type Demarche = Readonly<{ ref: DemandeRef; ctx: Contexte; porte?: Porte | null }>

/** One act of an existing demande in one transaction: open, judge, write the state and the fait. */
export const actOnDemande = <R extends { code: string }, A extends Acte = Acte>(
  { ref, ctx, porte = null }: Demarche,
  acte: ActeDeDemande,
  record: (demande: Demande, moment: Moment, tx: Tx) => Resultat<A, R> | Promise<Resultat<A, R>>,
): Promise<Resultat<A, R | RefusDOuverture>> =>
  transact(async (tx) => {
    const ouverte = await openDemande(tx, { ref, acte }, { ctx, porte })
    if (!ouverte.ok) return ouverte
    const { demande, moment, auteur } = ouverte.value
    const fait = await record(demande, moment, tx)
    if (fait.ok) await saveActe(tx, fait.value, auteur)
    return fait
  })
