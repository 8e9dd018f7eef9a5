/** What the faits of a demande tell, beside what the register holds of it. */
import { expect } from 'vitest'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import { replayFaits } from '#lib/domain/demande/faits.ts'
import { db } from '../client.ts'
import { listFaits } from '../repositories/demandes.ts'
import { loadUneDemande } from './demandes.ts'

/** The demande as the register holds it, which its faits must tell again. */
export async function expectReplayed(ref: DemandeRef) {
  const demande = await loadUneDemande(ref)
  if (!demande) throw new Error('demande')
  expect(replayFaits((await listFaits(db, demande.numeroUnique)).map(({ fait }) => fait))).toEqual(demande)
  return demande
}
