/** A guichet starts again a demande radiated not long ago. */
import { type RefusDeReactivation, recordReactivation } from '#lib/domain/demande/reactivation.ts'
import { raisonSchema } from '#lib/domain/demande/saisies.ts'
import { actOnDemande, type Demarche } from './open-demande.ts'

/** `raison`: why this guichet tolerates it; kept in the fait. */
export const reactivateDemande = (demarche: Demarche, raison: string) =>
  actOnDemande<RefusDeReactivation>(demarche, 'reactivation', (demande, moment) =>
    recordReactivation(demande, { raison: raisonSchema.parse(raison) }, moment),
  )
