/**
 * What the web process does with a census, in a process that may be killed: it receives the file, reads it and publishes
 * it, by the same use cases, here or in the process of large censuses. It tells each step to its parent.
 */
import { readFileSync } from 'node:fs'
import { closeDb } from '#db/client.ts'
import { runAPart } from '#lib/adapters/processus/recensement-a-part.ts'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { publishRecensement } from '#lib/usecases/publish-recensement.ts'
import { readImport, receiveRecensement } from '#lib/usecases/read-recensement.ts'

/** `chemin` holds the workbook; `nom` is what it is called once received. */
export type Envoi = Readonly<{ chemin: string; nom: string; centreId: string; agent: Contexte; aPart: boolean }>
export type Etape = 'commence' | 'recu' | 'lu' | 'publie'
/** A step that is done, or the code of the refusal that ended it all. */
export type Dit = Readonly<{ etape: Etape } | { refus: string }>

const dire = (dit: Dit): void => void process.send?.(dit)

async function importer({ chemin, nom, centreId, agent, aPart }: Envoi): Promise<void> {
  const octets = readFileSync(chemin)
  dire({ etape: 'commence' })
  const recu = await receiveRecensement({ nom, octets, centreId, origine: 'administration' }, agent)
  if (!recu.ok) return dire({ refus: recu.refus.code })
  dire({ etape: 'recu' })
  const { importId } = recu.value
  const lu = aPart
    ? await runAPart({ acte: 'lire', importId, par: agent })
    : await readImport(importId, { lire: readClasseur }, agent)
  if (!lu.ok) return dire({ refus: lu.refus.code })
  dire({ etape: 'lu' })
  const choix = { retirer: [], confirmer: [] }
  const publie = aPart
    ? await runAPart({ acte: 'publier', importId, par: agent, ...choix })
    : await publishRecensement(importId, agent, choix)
  dire(publie.ok ? { etape: 'publie' } : { refus: publie.refus.code })
}

process.once('message', (envoi: Envoi) => {
  void importer(envoi)
    // A database that is gone is an error of the page, and the end of this attempt.
    .catch((error: unknown) => dire({ refus: error instanceof Error ? error.name : 'exception' }))
    .then(closeDb)
    .catch(() => {})
    .then(() => process.exit(0))
})
