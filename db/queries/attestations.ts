/** What the register says of an attestation that someone checks: enough to judge it, and nothing that is shown. */
import { and, eq } from 'drizzle-orm'
import { nomDuDemandeur } from '#lib/domain/attestation/contenu.ts'
import { toAtteste } from '#lib/domain/attestation/droit.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { COLONNES_DE_FAIT, toFait } from '../repositories/demandes.row.ts'
import { attestationDelivree, demande, faitDeDemande } from '../schema/index.ts'
import { lecture } from './lecture.ts'

export type DemandeAttestee = Readonly<{ statut: Demande['statut']; territoire: Territoire }>

/** The state of the demande that a signed message names; undefined: the register does not have it. */
export async function findDemandeAttestee(numeroUnique: NumeroUnique): Promise<DemandeAttestee | undefined> {
  const [row] = await lecture
    .select({ statut: demande.statut, territoire: demande.territoire })
    .from(demande)
    .where(eq(demande.numeroUnique, numeroUnique))
  return row
}

/** What a short code was given for; `dit` null once the demande is erased. Undefined: no attestation has this code. */
export async function findParCode(code: string): Promise<
  | Readonly<{
      numeroUnique: NumeroUnique
      demande: DemandeAttestee
      dit: Readonly<{ valideJusquAu: Jour; nom: string }> | null
    }>
  | undefined
> {
  const [row] = await lecture
    .select({ statut: demande.statut, territoire: demande.territoire, fait: COLONNES_DE_FAIT })
    .from(attestationDelivree)
    .innerJoin(demande, eq(demande.numeroUnique, attestationDelivree.numeroUnique))
    .innerJoin(
      faitDeDemande,
      and(
        eq(faitDeDemande.numeroUnique, attestationDelivree.numeroUnique),
        eq(faitDeDemande.rang, attestationDelivree.rang),
      ),
    )
    .where(eq(attestationDelivree.code, code))
  if (!row) return undefined
  const { statut, territoire } = row
  const fait = toFait(row.fait)
  const atteste = fait && toAtteste(fait)
  return {
    numeroUnique: row.fait.numeroUnique,
    demande: { statut, territoire },
    dit: atteste ? { valideJusquAu: atteste.echeances.expireLe, nom: nomDuDemandeur(atteste.contenu) } : null,
  }
}
