/**
 * SMS leave through a gateway over HTTP. The reference of the sending goes with it: a gateway that knows it already
 * answers 409 and sends nothing, and says what became of it when asked. An answer that never came is uncertain: the
 * caller asks before it sends again.
 *
 * `POST {url}/messages` `{ reference, destinataire, texte }` → 2xx accepted, 409 known already, 422 no such number,
 * 429 and 503 not accepted; any other 5xx may be a proxy's, after the gateway took it. `GET {url}/messages/{reference}` → `{ etat }`, 404 unknown.
 */
import { subscribe } from 'node:diagnostics_channel'
import { z } from 'zod'

export type Sms = Readonly<{ reference: string; destinataire: string; texte: string }>
export type EnvoiDeSms =
  | Readonly<{ issue: 'envoye' }>
  | Readonly<{ issue: 'numero-invalide' | 'refuse' | 'differe' | 'incertain'; code: string }>
/** `inconnu`: the gateway answered that it never had it. `muet`: it answered nothing. */
export type Connaissance = 'envoye' | 'numero-invalide' | 'echec' | 'inconnu' | 'muet'

export type Passerelle = Readonly<{
  nom: string
  send: (sms: Sms) => Promise<EnvoiDeSms>
  ask: (reference: string) => Promise<Connaissance>
}>

const PATIENCE_MS = 15_000
const PATIENCE_DE_LA_QUESTION_MS = 5_000
const etatSchema = z.object({ etat: z.enum(['accepte', 'remis', 'numero-invalide', 'echec']) })

/**
 * The errors of connections that were never established: no name, no route, no answer, no certificate or cipher that suits.
 * `fetch` says it apart from what broke afterwards, where one code (ECONNRESET) may be either.
 */
const sansConnexion = new WeakSet<object>()
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
subscribe('undici:client:connectError', (message) => {
  const error: unknown = isObject(message) ? Reflect.get(message, 'error') : undefined
  if (isObject(error)) sansConnexion.add(error)
})

/** What a sending that got no answer became. */
function toEchec(error: unknown): EnvoiDeSms {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  const code = isObject(cause) ? Reflect.get(cause, 'code') : undefined
  // R-RAP-55 — choix du portail : une connexion jamais établie n’a rien porté, et l’autre passerelle peut prendre le SMS
  const isSansConnexion = isObject(cause) && sansConnexion.has(cause)
  return { issue: isSansConnexion ? 'differe' : 'incertain', code: typeof code === 'string' ? code : 'inconnu' }
}

/** A gateway at an address; `jeton` is its bearer token. Never throws for what it answers. */
export function openPasserelle({
  nom,
  url,
  jeton,
}: Readonly<{ nom: string; url: string; jeton?: string }>): Passerelle {
  const base = url.replace(/\/+$/, '')
  const headers = { 'content-type': 'application/json', ...(jeton ? { authorization: `Bearer ${jeton}` } : {}) }
  return {
    nom,
    async send(sms) {
      try {
        const answer = await fetch(`${base}/messages`, {
          method: 'POST',
          headers,
          body: JSON.stringify(sms),
          redirect: 'error',
          signal: AbortSignal.timeout(PATIENCE_MS),
        })
        await answer.body?.cancel()
        if (answer.ok || answer.status === 409) return { issue: 'envoye' }
        const code = `HTTP ${answer.status}`
        if (answer.status === 422) return { issue: 'numero-invalide', code }
        if (answer.status === 429 || answer.status === 503) return { issue: 'differe', code }
        return { issue: answer.status >= 500 ? 'incertain' : 'refuse', code }
      } catch (error) {
        return toEchec(error)
      }
    },
    async ask(reference) {
      try {
        const answer = await fetch(`${base}/messages/${reference}`, {
          headers,
          redirect: 'error',
          signal: AbortSignal.timeout(PATIENCE_DE_LA_QUESTION_MS),
        })
        if (answer.status === 404) return 'inconnu'
        const read = etatSchema.safeParse(answer.ok ? await answer.json() : undefined)
        if (!read.success) return 'muet'
        const { etat } = read.data
        return etat === 'accepte' || etat === 'remis' ? 'envoye' : etat
      } catch {
        return 'muet'
      }
    },
  }
}
