/** What the register says of an attestation that someone checks: enough to judge it, and nothing that is shown. */
import { and, eq, sql } from 'drizzle-orm'
import { nomDuDemandeur } from '#lib/domain/attestation/contenu.ts'
import { ACTE_ATTESTE, toAtteste } from '#lib/domain/attestation/droit.ts'
import type { AttestationJugee, DemandeJugee, Message } from '#lib/domain/attestation/message.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { COLONNES_DE_FAIT, toFait } from '../repositories/demandes.row.ts'
import { attestationDelivree, demande, faitDeDemande } from '../schema/index.ts'
import { lecture } from './lecture.ts'

export type DemandeAttestee = DemandeJugee & Readonly<{ territoire: Territoire }>

const JUGEE = {
  statut: demande.statut,
  territoire: demande.territoire,
  teteDepuis: sql<number | null>`(
    select max(tete.rang) from fait_de_demande tete
    where tete.numero_unique = demande.numero_unique and tete.type = 'changement-de-titulaire'
  )`,
} as const

/**
 * The demande that a signed message names, and the rank of the act of that nature and that day; 0 when it has none such:
 * whatever changed since comes after. Undefined: the register does not have it.
 */
export async function findDemandeAttestee({
  numeroUnique,
  nature,
  le,
}: Pick<Message, 'numeroUnique' | 'nature' | 'le'>): Promise<
  Readonly<{ demande: DemandeAttestee; rang: number }> | undefined
> {
  const type = ACTE_ATTESTE[nature]
  const [row] = await lecture
    .select({
      ...JUGEE,
      rang: sql<number>`coalesce((
        select max(dit.rang) from fait_de_demande dit
        where dit.numero_unique = demande.numero_unique and dit.type = ${type} and dit.le = ${le}
      ), 0)`,
    })
    .from(demande)
    .where(eq(demande.numeroUnique, numeroUnique))
  if (!row) return undefined
  const { rang, ...jugee } = row
  return { demande: jugee, rang }
}

/** What a short code was given for; `dit` null once the demande is erased. Undefined: no attestation has this code. */
export async function findParCode(code: string): Promise<
  | Readonly<{
      numeroUnique: NumeroUnique
      demande: DemandeAttestee
      dit: (AttestationJugee & Readonly<{ nom: string }>) | null
    }>
  | undefined
> {
  const [row] = await lecture
    .select({ ...JUGEE, fait: COLONNES_DE_FAIT })
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
  const { fait: ligne, ...jugee } = row
  const fait = toFait(ligne)
  const atteste = fait && toAtteste(fait)
  const { rang, numeroUnique } = ligne
  return {
    numeroUnique,
    demande: jugee,
    dit: atteste ? { valideJusquAu: atteste.echeances.expireLe, rang, nom: nomDuDemandeur(atteste.contenu) } : null,
  }
}
