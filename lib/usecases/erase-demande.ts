/** The night erases what is one year past its radiation. */
import { loadDemandeForUpdate, saveActe } from '#db/repositories/demandes.ts'
import { forgetDemandes } from '#db/repositories/oubli.ts'
import { transact } from '#db/repositories/transact.ts'
import type { Acte } from '#lib/domain/demande/acte.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import { type RefusDEffacement, recordEffacement } from '#lib/domain/demande/effacement.ts'
import { GUICHET_DU_PORTAIL } from '#lib/domain/demande/faits.ts'
import { type Resultat, refuse } from '#lib/domain/resultat.ts'
import { momentDe } from './open-demande.ts'

/** Erases one demande: its content, and what its faits said. Passing twice changes nothing more. */
export const eraseDemande = (ref: DemandeRef): Promise<Resultat<Acte, RefusDEffacement | { code: 'introuvable' }>> =>
  transact(async (tx) => {
    const found = await loadDemandeForUpdate(tx, ref)
    if (!found) return refuse({ code: 'introuvable' })
    const { demande, maintenant } = found
    const moment = momentDe(maintenant, demande.territoire, { canal: null, organisme: GUICHET_DU_PORTAIL })
    const acte = recordEffacement(demande, moment)
    if (!acte.ok) return acte
    await saveActe(tx, acte.value, { compteId: null, role: null })
    await forgetDemandes(tx, [demande.numeroUnique])
    return acte
  })
