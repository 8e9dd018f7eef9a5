/**
 * Receives a workbook before Next does: its bytes go to the disk as they come, and Next is given the same form without
 * them (docs/adr/0041). Left to Next, the whole of it is in memory several times before the first rule is asked.
 */
import { IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { finished } from 'node:stream/promises'
import { ENVOI_ILLISIBLE, TROP_DE_FICHIERS } from '#lib/documents/trop-de-demandes.ts'
import { journal } from '#lib/journal.ts'
import { DEPOT, type RefusDEnvoi, refuseEnvoi } from './debit-d-envoi.ts'
import { adresseDe } from './debit-de-lecture.ts'
import { withFichiers } from './fichier-recu.ts'
import { keepSansNom } from './fichier-sans-nom.ts'
import { type FormulaireRecu, type Garder, receiveFormulaire } from './formulaire-recu.ts'

/**
 * In milliseconds. `sursis`: for a use case to begin reading the file once whoever sent it hung up. `finition`: for a
 * form that came whole to be read to its end. `ecoute`: for what is refused to come all the same.
 */
const DELAIS = { sursis: 10_000, finition: 30_000, ecoute: 10_000 }

/** In bytes: what one address may announce at one time, and what may have come of all. */
type Place = Readonly<{ adresse: number; tous: number }>
const PLACE: Place = { adresse: 96 * 1024 * 1024, tous: 512 * 1024 * 1024 }

const TROP: RefusDEnvoi = { statut: 429, phrase: TROP_DE_FICHIERS, attente: 60 }

/** Sent to any other address, Next reads a file, within the same weight. */
const isDepot = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'POST' &&
  DEPOT.test(url) &&
  (headers['content-type'] ?? '').toLowerCase().startsWith('multipart/form-data')

/** Takes room for an address; undefined when there is none. `take` the bytes that come, as long as there is room. */
function makePlace({ adresse: parAdresse, tous }: Place) {
  const annonces = new Map<string, number>()
  let total = 0
  const announce = (adresse: string, octets: number): void => {
    const reste = (annonces.get(adresse) ?? 0) + octets
    if (reste > 0) annonces.set(adresse, reste)
    else annonces.delete(adresse)
  }
  return (adresse: string, annonce: number) => {
    // R-DEB-05 — choix du portail : des envois qui n’en finissent pas ne remplissent pas le disque de tous
    if ((annonces.get(adresse) ?? 0) + annonce > parAdresse || total + annonce > tous) return undefined
    announce(adresse, annonce)
    let pris = 0
    return {
      take(octets: number): boolean {
        // R-DEB-05 — choix du portail : ce qui est annoncé et n’arrive pas ne prend la place de personne d’autre
        if (total + octets > tous) return false
        total += octets
        pris += octets
        return true
      },
      leave(): void {
        total -= pris
        pris = 0
        announce(adresse, -annonce)
      },
    }
  }
}

/** Whoever asked is gone, served or not. Call before anything is awaited: what closes meanwhile says it once. */
function watchDepart({ socket }: IncomingMessage, response: ServerResponse): Promise<void> {
  return new Promise((done) => {
    const gone = (): void => {
      socket.off('close', gone)
      response.off('close', gone)
      done()
    }
    // A response that waits behind another on its connection is told nothing of the end of it.
    socket.once('close', gone)
    response.once('close', gone)
    if (socket.destroyed || response.destroyed) gone()
  })
}

/** Stands before what reads a form: `next` is given the request, or in its place another, that holds the words alone. */
export function makeReception({
  place = PLACE,
  delais = DELAIS,
  garder = (flux) => keepSansNom(flux, tmpdir()),
}: Readonly<{ place?: Place; delais?: typeof DELAIS; garder?: Garder }> = {}) {
  const takePlace = makePlace(place)

  const refuse = async (refus: RefusDEnvoi, motif: string, request: IncomingMessage, response: ServerResponse) => {
    journal.info({ envoi: 'fichier', motif }, 'sending not read')
    // A connection closed on bytes that nobody read is reset: the browser would show that, and not our sentence.
    request.resume()
    await finished(request, { writable: false, signal: AbortSignal.timeout(delais.ecoute) }).catch(() => {})
    // Of a sending that is cut nobody waits for the answer.
    if (!request.socket.destroyed) await refuseEnvoi(refus, request, response)
  }

  const letGo = (recu: FormulaireRecu, leavePlace: () => void): void => {
    recu
      .close()
      .catch((err: unknown) => journal.error({ err }, 'received file not closed'))
      .finally(leavePlace)
  }

  const receive = async (
    request: IncomingMessage,
    response: ServerResponse,
    next: (request: IncomingMessage) => void,
  ): Promise<void> => {
    const prise = takePlace(adresseDe(request), Number(request.headers['content-length'] ?? 0))
    if (!prise) return refuse(TROP, 'sans-place', request, response)
    const depart = watchDepart(request, response)
    const recu = await receiveFormulaire(request, { garder, take: prise.take, finition: delais.finition }).catch(
      (error: unknown) => {
        prise.leave()
        throw error
      },
    )
    if ('motif' in recu) {
      prise.leave()
      const refus: RefusDEnvoi = recu.motif === 'sans-place' ? TROP : { statut: 400, phrase: ENVOI_ILLISIBLE }
      return refuse(refus, recu.motif, request, response)
    }
    const end = () => letGo(recu, prise.leave)
    void depart.then(() => {
      // Hung up before the answer, what was asked goes on: a file that came whole is kept, and found in the list.
      if (response.writableEnded) end()
      else setTimeout(end, delais.sursis).unref()
    })
    withFichiers(recu.fichiers, () => next(requestWith(request, recu)))
  }

  return (request: IncomingMessage, response: ServerResponse, next: (request: IncomingMessage) => void): void => {
    if (!isDepot(request)) {
      next(request)
      return
    }
    receive(request, response, next).catch((err: unknown) => {
      journal.error({ err }, 'sending not received')
      response.destroy()
    })
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
