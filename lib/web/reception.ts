/**
 * Receives a workbook before Next does: its bytes go to the disk as they come, and Next is given the same form without
 * them (docs/adr/0041). Left to Next, the whole of it is in memory several times before the first rule is asked.
 */
import { IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { ENVOI_ILLISIBLE, TROP_DE_FICHIERS } from '#lib/documents/trop-de-demandes.ts'
import { refuseEnvoi } from './debit-d-envoi.ts'
import { adresseDe } from './debit-de-lecture.ts'
import { withFichiers } from './fichier-recu.ts'
import { receiveFormulaire } from './formulaire-recu.ts'

/** The one form of ours that carries a file; sent to any other address, Next reads it, within the same weight. */
const DEPOT = /^\/admin\/recensements(\?|$)/
/** Milliseconds for a use case to begin reading the file once whoever sent it hung up. */
const SURSIS = 60_000

/** In announced bytes, what may stand on the disk at one time: for one address, and for all. */
type Place = Readonly<{ adresse: number; tous: number }>
const PLACE: Place = { adresse: 96 * 1024 * 1024, tous: 512 * 1024 * 1024 }

const isDepot = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'POST' &&
  DEPOT.test(url) &&
  (headers['content-type'] ?? '').toLowerCase().startsWith('multipart/form-data')

/** Takes room on the disk; gives what leaves it, or undefined when there is none. */
function makePlace({ adresse: parAdresse, tous }: Place) {
  const pris = new Map<string, number>()
  let total = 0
  const add = (adresse: string, octets: number): void => {
    total += octets
    const reste = (pris.get(adresse) ?? 0) + octets
    if (reste > 0) pris.set(adresse, reste)
    else pris.delete(adresse)
  }
  return (adresse: string, octets: number): (() => void) | undefined => {
    // R-DEB-05 — choix du portail : des envois qui n’en finissent pas ne remplissent pas le disque de tous
    if ((pris.get(adresse) ?? 0) + octets > parAdresse || total + octets > tous) return undefined
    add(adresse, octets)
    return () => add(adresse, -octets)
  }
}

/** Stands before what reads a form: `next` is given the request, or in its place another, that holds the words alone. */
export function makeReception({ place = PLACE, dossier = tmpdir() } = {}) {
  const takePlace = makePlace(place)
  const receive = async (
    request: IncomingMessage,
    response: ServerResponse,
    next: (request: IncomingMessage) => void,
  ): Promise<void> => {
    const leavePlace = takePlace(adresseDe(request), Number(request.headers['content-length'] ?? 0))
    if (!leavePlace) return refuseEnvoi({ statut: 429, phrase: TROP_DE_FICHIERS, attente: 60 }, request, response)
    const recu = await receiveFormulaire(request, dossier)
    if (!recu) {
      leavePlace()
      // Of a sending that is cut nobody waits for the answer.
      if (!request.socket.destroyed) await refuseEnvoi({ statut: 400, phrase: ENVOI_ILLISIBLE }, request, response)
      return
    }
    const end = () => void recu.close().finally(leavePlace)
    response.once('close', () => {
      // Hung up, what was asked goes on: a file that came whole is kept, and found in the list.
      if (response.writableFinished) end()
      else setTimeout(end, SURSIS).unref()
    })
    withFichiers(recu.fichiers, () => next(requestWith(request, recu)))
  }
  return (request: IncomingMessage, response: ServerResponse, next: (request: IncomingMessage) => void): void => {
    if (isDepot(request)) void receive(request, response, next)
    else next(request)
  }
}

/** The same request, whose body is this one. */
function requestWith(request: IncomingMessage, { type, corps }: Readonly<{ type: string; corps: Buffer }>) {
  const { httpVersion, httpVersionMajor, httpVersionMinor, method, url, rawHeaders } = request
  const autre = new IncomingMessage(request.socket)
  Object.assign(autre, { httpVersion, httpVersionMajor, httpVersionMinor, method, url, rawHeaders, complete: true })
  autre.headers = { ...request.headers, 'content-type': type, 'content-length': String(corps.length) }
  let isGiven = false
  // Given when it is asked for: whoever stands between may listen first (./page-d-avant.ts).
  autre._read = () => {
    if (isGiven) return
    isGiven = true
    autre.push(corps)
    autre.push(null)
  }
  return autre
}
