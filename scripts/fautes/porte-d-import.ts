/**
 * What the web process does with a census, in a process that may be killed: it receives the form as it comes, stores the
 * file, reads it and publishes it, by the same use cases, here, in the process of large censuses, or there behind the page
 * of the import. It tells each step to its parent.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { closeDb } from '#db/client.ts'
import { runAPart } from '#lib/adapters/processus/recensement-a-part.ts'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import type { Resultat } from '#lib/domain/resultat.ts'
import { leadLecture } from '#lib/usecases/lead-lecture.ts'
import { publishRecensement } from '#lib/usecases/publish-recensement.ts'
import { readImport, receiveRecensement } from '#lib/usecases/read-recensement.ts'
import { findFichier } from '#lib/web/fichier-recu.ts'
import { makeReception } from '#lib/web/reception.ts'

/** `menee`: read apart, behind the page of its import. */
export type Voie = 'ici' | 'a-part' | 'menee'
export type Consigne = Readonly<{
  par: Contexte
  centreId: string | null
  departements: readonly string[]
  retirer: readonly string[]
  voie: Voie
}>
/** `entier`: the form came whole. */
export type Etape = 'entier' | 'recu' | 'lu' | 'publie'
/** Where it listens; a step that is done; or the code of the refusal that ended it all. */
export type Dit = Readonly<{ port: number } | { etape: Etape } | { refus: string }>

const dire = (dit: Dit): void => void process.send?.(dit)

async function lire(importId: string, { par, voie }: Consigne): Promise<Resultat<unknown, RefusDeRecensement>> {
  if (voie === 'ici') return readImport(importId, { lire: readClasseur }, par)
  if (voie === 'a-part') return runAPart({ acte: 'lire', importId, par })
  const led = await leadLecture(importId, par, (jeton) => runAPart({ acte: 'lire', importId, par, jeton }))
  return led.ok ? led.value.finie : led
}

async function importer(request: IncomingMessage, consigne: Consigne): Promise<void> {
  const { par, centreId, departements, retirer, voie } = consigne
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const form = await new Response(Buffer.concat(chunks), {
    headers: { 'content-type': request.headers['content-type'] ?? '' },
  }).formData()
  const valeur = form.get('fichier')
  if (!(valeur instanceof File)) return dire({ refus: 'sans-fichier' })
  dire({ etape: 'entier' })
  const fichier = findFichier(valeur)
  const depot = { nom: fichier.nom, octets: fichier, centreId, departements, origine: 'administration' } as const
  const recu = await receiveRecensement(depot, par)
  if (!recu.ok) return dire({ refus: recu.refus.code })
  dire({ etape: 'recu' })
  const { importId } = recu.value
  const lu = await lire(importId, consigne)
  if (!lu.ok) return dire({ refus: lu.refus.code })
  dire({ etape: 'lu' })
  const choix = { retirer, confirmer: [] }
  const publie =
    voie === 'ici'
      ? await publishRecensement(importId, par, choix)
      : await runAPart({ acte: 'publier', importId, par, ...choix })
  dire(publie.ok ? { etape: 'publie' } : { refus: publie.refus.code })
}

function answer(request: IncomingMessage, response: ServerResponse, consigne: Consigne): void {
  void importer(request, consigne)
    // A database that is gone is an error of the page, and the end of this attempt.
    .catch((error: unknown) => dire({ refus: error instanceof Error ? error.name : 'exception' }))
    .then(() => new Promise<void>((done) => response.end('fini', done)))
    .then(closeDb)
    .catch(() => {})
    .then(() => process.exit(0))
}

process.once('message', (consigne: Consigne) => {
  const reception = makeReception()
  const server = createServer((request, response) =>
    reception(request, response, (recue) => answer(recue, response, consigne)),
  )
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address !== null && typeof address !== 'string') dire({ port: address.port })
  })
})
