/**
 * What the web process does with a renewal, or the worker with a night, in a process that may be killed. As a door it
 * answers each sending by the same use case; as a night it radiates and erases without end, or until its n-th statement
 * kills it; as an erasure it erases until then.
 */
import { db } from '#db/client.ts'
import { foldComptage } from '#db/repositories/comptage.ts'
import { readInstant } from '#db/repositories/instant.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { type DemandeRef, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import type { Echeances } from '#lib/domain/demande/echeances.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { eraseDues } from '#lib/usecases/erase-dues.ts'
import type { Porte } from '#lib/usecases/open-demande.ts'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { AVIS_DE_CONTACT } from '#lib/usecases/testing.ts'

/** `tait`: the process dies once the renewal is written and before it says so. */
export type Envoi = Readonly<{
  id: number
  ref: DemandeRef
  ctx: Contexte
  porte: Porte | null
  cle: string
  contenu: Contenu
  tait: boolean
}>
/** `refus` `panne`: no answer that says anything, as of a server that failed. */
export type Dit = Readonly<
  { id: number } & ({ rang: number; deja: boolean; le: string; echeances: Echeances } | { refus: string })
>

const LOT = 3
const role = process.argv[2]
const coupe = Number(process.argv[3] ?? '0')

/** Takes into the counts all that was left so far, as a night does of the day before. */
const foldAll = () =>
  db.transaction(async (tx) => foldComptage(tx, { arreteLe: (await readInstant(tx)).le, tout: true }))

if (role === 'nuit' || role === 'effacement') {
  let vus = 0
  if (coupe > 0)
    db.$sql.options.debug = () => {
      vus += 1
      if (vus === coupe) process.kill(process.pid, 'SIGKILL')
    }
  for (;;) {
    if (role === 'nuit') {
      await radiateDues({ lot: LOT }).catch(() => {})
      await foldAll().catch(() => {})
    }
    await eraseDues({ lot: 2 }).catch(() => {})
    if (coupe > 0) process.exit(0)
  }
}

async function answer({ id, ref, ctx, porte, cle, contenu, tait }: Envoi): Promise<Dit> {
  const done = await renewDemande(
    { ref: parseDemandeRef(ref) ?? ref, ctx, porte },
    { contenu, version: 1, cle },
    AVIS_DE_CONTACT,
  )
  if (tait && done.ok) process.kill(process.pid, 'SIGKILL')
  return done.ok ? { id, ...done.value } : { id, refus: done.refus.code }
}

process.on('message', (envoi: Envoi) => {
  void answer(envoi)
    .catch((): Dit => ({ id: envoi.id, refus: 'panne' }))
    .then((dit) => process.send?.(dit))
})
process.send?.('prete')
