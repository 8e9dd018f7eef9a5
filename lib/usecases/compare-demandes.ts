/** Shows side by side the demandes of one person, to who answers for their territory: each is a reading of its own. */
import { db } from '#db/client.ts'
import { findRefOfNumero, loadDemande } from '#db/repositories/demandes.ts'
import { recordLectures } from '#db/repositories/lectures-de-demandes.ts'
import { findMemesPersonnes } from '#db/repositories/memes-personnes.ts'
import { compteDe } from '#lib/domain/acces/contexte.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { checkLecture } from '#lib/domain/demande/droits.ts'
import type { MemePersonne } from '#lib/domain/demande/memes-personnes.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { type Demarche, findOrganisme, type RefusDOuverture } from './open-demande.ts'

/** A demande, and the others of whoever holds it. */
export type DemandesComparees = Readonly<{
  demande: DemandeActive
  memes: readonly Readonly<{ demande: DemandeActive; certitude: MemePersonne['certitude'] }>[]
}>

/** Refused as unknown where nobody of the demande has another one: there is nothing to compare, and nothing is read. */
export const compareDemandes = ({
  ref,
  ctx,
  porte = null,
}: Demarche): Promise<Resultat<DemandesComparees, RefusDOuverture>> =>
  db.transaction(async (tx) => {
    const demande = await loadDemande(tx, ref)
    if (demande?.statut !== 'active') return refuse({ code: 'introuvable' })
    const { numeroUnique, territoire, contenu } = demande
    const organisme = await findOrganisme(tx, ctx.acteur, porte)
    const droit = checkLecture(ctx.acteur, { ref, territoire, departements: organisme?.departements ?? [] })
    if (!droit.ok) return droit
    const memes: DemandesComparees['memes'][number][] = []
    for (const { numeroUnique: numero, certitude } of await findMemesPersonnes(tx, { numeroUnique, contenu })) {
      const sienne = await findRefOfNumero(tx, numero)
      const autre = sienne && (await loadDemande(tx, sienne))
      if (autre?.statut === 'active') memes.push({ demande: autre, certitude })
    }
    if (memes.length === 0) return refuse({ code: 'introuvable' })
    // R-PER-05 — choix du portail : deux demandes ne se réunissent jamais d’office ; des gens les comparent, et c’est écrit
    const lecture = { compteId: compteDe(ctx.acteur), role: ctx.acteur.role, objet: 'meme-personne' }
    await recordLectures(tx, [numeroUnique, ...memes.map((une) => une.demande.numeroUnique)], lecture)
    return accept({ demande, memes })
  })
