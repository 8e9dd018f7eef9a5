/**
 * The status of a page that is itself the answer: « cette commune n’existe pas » is a whole page, read without scripts,
 * under 404. Next knows no way to say so: `notFound()` sends an empty page that a script fills (docs/adr/0021).
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'

const ABSENCES = [404, 410] as const
type StatutDAbsence = (typeof ABSENCES)[number]
/** A refusal is never stored: it depends on who asks. */
type StatutDUneDemande = StatutDAbsence | 401 | 403

/**
 * Of each kind. Of those that are gone, more than the store of pages can hold: what it still tells is still known here.
 * What does not exist is not stored: it is only known for who asked while it was being made.
 */
const ADRESSES: Readonly<Record<StatutDAbsence, number>> = { 404: 1000, 410: 50_000 }

type Demande = Readonly<{ adresse: string; response: ServerResponse }>
/** By address and apart: the unknown, which have no end and are not stored, must not push out those that are gone. */
type Etat = Readonly<
  {
    demandes: AsyncLocalStorage<Demande>
    /** Those for which a page of what does not exist was made, whatever others ask meanwhile. */
    vaines: WeakSet<ServerResponse>
  } & Record<StatutDAbsence, Set<string>>
>

// Pages and what stands before Next are in bundles of their own: the state is the process's.
const holder = globalThis as typeof globalThis & { portailStatuts?: Etat }

function etat(): Etat {
  holder.portailStatuts ??= {
    demandes: new AsyncLocalStorage(),
    vaines: new WeakSet(),
    404: new Set(),
    410: new Set(),
  }
  return holder.portailStatuts
}

/** The address as the store of pages reads it: however it is encoded, whatever the query. */
function adresseDe(url = ''): string {
  const [path = ''] = url.split('?')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Runs what answers a request, so that its page can say its status, and repeats the one of a stored page. */
export function withStatut({ url }: Pick<IncomingMessage, 'url'>, response: ServerResponse, answer: () => void): void {
  const { demandes } = etat()
  const adresse = adresseDe(url)
  const { writeHead } = response
  Object.assign(response, {
    writeHead: (status: number, ...given: unknown[]) => {
      const absente = status === 200 ? ABSENCES.find((one) => etat()[one].has(adresse)) : undefined
      if (absente) note(adresse, absente)
      return Reflect.apply(writeHead, response, [absente ?? status, ...given])
    },
  })
  demandes.run({ adresse, response }, answer)
}

function note(adresse: string, statut: StatutDAbsence): void {
  for (const one of ABSENCES) etat()[one].delete(adresse)
  const absentes = etat()[statut].add(adresse)
  for (const oldest of absentes) {
    if (absentes.size <= ADRESSES[statut]) break
    absentes.delete(oldest)
  }
}

/** Whether the page of an answer is of what does not exist: made for it, or for another who asked at the same time. */
export const isVaine = (url: string, response: ServerResponse): boolean =>
  etat().vaines.has(response) || etat()[404].has(adresseDe(url))

/** The answer under way, by which what belongs to one request is told apart; undefined outside of any. */
export const reponseEnCours = (): object | undefined => etat().demandes.getStore()?.response

/** For a page made for one request: the status of that answer alone. */
export function answerWith(statut: StatutDUneDemande): void {
  const demande = etat().demandes.getStore()
  if (demande) demande.response.statusCode = statut
}

/** For a stored page, each time it is made, also when all is well: its status until it is made again. */
export function answerStoredWith(statut: 200 | StatutDAbsence): void {
  const demande = etat().demandes.getStore()
  if (!demande) return
  const { adresse, response } = demande
  if (statut === 404) etat().vaines.add(response)
  if (statut === 200) for (const one of ABSENCES) etat()[one].delete(adresse)
  else note(adresse, statut)
}
