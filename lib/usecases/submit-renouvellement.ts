/** Sends a renewal: what the draft holds, as it was shown, once. */
import { db } from '#db/client.ts'
import { eraseBrouillon, findRenouvellementFait } from '#db/repositories/brouillons.ts'
import { empreinteDe } from '#db/repositories/demandes.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { canonicalJson } from '#lib/domain/demande/modification.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import {
  findSienne,
  openRenouvellement,
  type Personne,
  type RefusDePersonne,
  type RefusDeRenouvelerIci,
} from './open-renouvellement.ts'
import { type RefusDeRenouveler, renewDemande } from './renew-demande.ts'

/** `cle`: of the draft; `vu`: imprint of the content that the page showed. */
export type EnvoiDeRenouvellement = Readonly<{ cle: string; vu: string; honneur: boolean }>
export type RefusDEnvoi =
  | RefusDePersonne
  | RefusDeRenouvelerIci
  | RefusDeRenouveler
  /** Something is left to say, or to mend. */
  | { code: 'reponses-a-revoir' }
  | { code: 'honneur-a-cocher' }
  /** The answers are no longer those that were shown: another tab changed them. */
  | { code: 'reponses-changees' }

/** The imprint by which a sending says what it was shown. */
export const empreinteDuContenu = (contenu: Contenu): string => empreinteDe(canonicalJson(contenu)).slice(0, 32)

/** Renews; the same sending again, from another tab or after the draft is gone, answers the first renewal. */
export async function submitRenouvellement(
  personne: Personne,
  { cle, vu, honneur }: EnvoiDeRenouvellement,
): Promise<Resultat<{ rang: number }, RefusDEnvoi>> {
  const prete = await prepare(personne, { cle, vu, honneur })
  if (!prete.ok) return prete
  if ('rang' in prete.value) return accept({ rang: prete.value.rang })
  const done = await renewDemande(personne, prete.value)
  if (!done.ok) return done
  await db.transaction(async (tx) => {
    const sienne = await findSienne(tx, personne)
    if (sienne.ok) await eraseBrouillon(tx, sienne.value.cle)
  })
  return accept({ rang: done.value.rang })
}

type Prete = Readonly<{ rang: number }> | Readonly<{ contenu: Contenu; version: number; cle: string }>

const prepare = (
  personne: Personne,
  { cle, vu, honneur }: EnvoiDeRenouvellement,
): Promise<Resultat<Prete, RefusDEnvoi>> =>
  db.transaction(async (tx) => {
    const sienne = await findSienne(tx, personne)
    if (!sienne.ok) return sienne
    const { demande, le, cle: brouillon } = sienne.value
    const fait = await findRenouvellementFait(tx, demande.numeroUnique)
    // R-REN-05 — choix du portail : un même envoi, redit, rend la même réponse
    if (fait && fait.cle === cle) return accept({ rang: fait.rang })
    const ouvert = await openRenouvellement(tx, demande, brouillon, le)
    if (!ouvert.ok) {
      // R-REN-03 — choix du portail : un second renouvellement du même cycle rend le premier, d’où qu’il vienne
      return ouvert.refus.code === 'deja-renouvelee' && fait ? accept({ rang: fait.rang }) : ouvert
    }
    const { lu, brouillon: garde, avant } = ouvert.value
    if (avant) return refuse({ code: 'demande-changee', version: demande.version })
    if (!garde || lu.contenu === null || lu.etape !== 'confirmer') return refuse({ code: 'reponses-a-revoir' })
    // R-BRO-04 — CCH, R441-2-7 ; choix du portail : on n’enregistre que ce qui a été montré et certifié
    if (garde.cle !== cle || empreinteDuContenu(lu.contenu) !== vu) return refuse({ code: 'reponses-changees' })
    if (!honneur) return refuse({ code: 'honneur-a-cocher' })
    return accept({ contenu: lu.contenu, version: garde.versionVue, cle })
  })
