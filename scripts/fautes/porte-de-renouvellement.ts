/**
 * What the web process does with a renewal, or the worker with a night, in a process that may be killed. As a door it
 * answers each sending by the same use case; as a night it radiates without end, or until its n-th statement kills it.
 */
import { db } from '#db/client.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { type DemandeRef, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import type { Porte } from '#lib/usecases/open-demande.ts'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { AVIS_DE_CONTACT } from '#lib/usecases/testing.ts'

/**
 * `types`: the dwellings wished, so that a sending may differ from another. `tait`: the process dies once the renewal is
 * written and before it says so.
 */
export type Envoi = Readonly<{
  id: number
  ref: DemandeRef
  ctx: Contexte
  porte: Porte | null
  cle: string
  types: readonly string[]
  tait: boolean
}>
/** `refus` `panne`: no answer that says anything, as of a server that failed. */
export type Dit = Readonly<{ id: number } & ({ rang: number; deja: boolean } | { refus: string })>

const LOT = 3
const role = process.argv[2]
const coupe = Number(process.argv[3] ?? '0')

if (role === 'nuit') {
  let vus = 0
  if (coupe > 0)
    db.$sql.options.debug = () => {
      vus += 1
      if (vus === coupe) process.kill(process.pid, 'SIGKILL')
    }
  for (;;) {
    await radiateDues({ lot: LOT }).catch(() => {})
    if (coupe > 0) process.exit(0)
  }
}

async function answer({ id, ref, ctx, porte, cle, types, tait }: Envoi): Promise<Dit> {
  const contenu = unContenu(['recherche.types', types])
  const done = await renewDemande(
    { ref: parseDemandeRef(ref) ?? ref, ctx, porte },
    { contenu, version: 1, cle },
    AVIS_DE_CONTACT,
  )
  if (tait && done.ok) process.kill(process.pid, 'SIGKILL')
  return done.ok ? { id, rang: done.value.rang, deja: done.value.deja } : { id, refus: done.refus.code }
}

process.on('message', (envoi: Envoi) => {
  void answer(envoi)
    .catch((): Dit => ({ id: envoi.id, refus: 'panne' }))
    .then((dit) => process.send?.(dit))
})
process.send?.('prete')
