/**
 * FranceConnect, version 2: the way there, the way back, and the way out, by the certified library that next-auth brings
 * (docs/adr/0040). It verifies state, nonce, PKCE, signatures and dates; here we say what we ask and how each failure is named.
 */
import { type Client, custom, errors, generators, Issuer } from 'openid-client'
import type { IdentitePivot } from '#lib/domain/acces/demandeur.ts'
import { type RefusDeFranceConnect, readIdentitePivot } from '#lib/domain/acces/franceconnect.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { journal } from '#lib/journal.ts'

export type Reglages = Readonly<{
  issuer: string
  clientId: string
  clientSecret: string
  signature: 'RS256' | 'ES256'
  /** Public address of the portal, without a trailing slash. */
  siteUrl: string
}>

/** What the browser keeps, sealed, from the departure to the return. `verificateur` is null without PKCE. */
export type Depart = Readonly<{ etat: string; nonce: string; verificateur: string | null }>

export const CHEMIN_DE_RETOUR = '/ma-demande/connexion/franceconnect/retour'
export const CHEMIN_DE_SORTIE = '/ma-demande/quittee'
/** What R-RAT-02 compares, and where the person was born. Neither the sex nor the address of mail: nothing reads them. */
const SCOPES = 'openid given_name family_name preferred_username birthdate birthplace birthcountry'
const NIVEAUX: readonly unknown[] = ['eidas1', 'eidas2', 'eidas3']
/** Of a clock that is wrong, theirs or this server's. */
const TOLERANCE_S = 60
const DECOUVERTE_MS = 3_600_000

let known: Readonly<{ cle: string; at: number; client: Promise<Client> }> | undefined

async function discover({ issuer, clientId, clientSecret, signature, siteUrl }: Reglages): Promise<Client> {
  const found = await Issuer.discover(issuer)
  const client = new found.Client({
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [siteUrl + CHEMIN_DE_RETOUR],
    post_logout_redirect_uris: [siteUrl + CHEMIN_DE_SORTIE],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: signature,
    userinfo_signed_response_alg: signature,
  })
  client[custom.clock_tolerance] = TOLERANCE_S
  return client
}

/** The client, its discovery kept for an hour; a discovery that failed is not kept. */
function openClient(reglages: Reglages): Promise<Client> {
  const cle = JSON.stringify(reglages)
  if (known?.cle === cle && performance.now() - known.at < DECOUVERTE_MS) return known.client
  const client = discover(reglages)
  known = { cle, at: performance.now(), client }
  client.catch(() => {
    if (known?.client === client) known = undefined
  })
  return client
}

const unreachable = (err: unknown) => {
  journal.warn({ err: err instanceof Error ? err : undefined }, 'franceconnect out of reach')
  return refuse({ code: 'franceconnect-injoignable' })
}

/** Where to send the browser, and what it must bring back. */
export async function leaveForFranceConnect(
  reglages: Reglages,
): Promise<Resultat<{ adresse: string; depart: Depart }, RefusDeFranceConnect>> {
  try {
    const client = await openClient(reglages)
    const methodes = client.issuer.metadata.code_challenge_methods_supported
    // FranceConnect refuses a request with a parameter that it does not know: PKCE is spoken where it is announced.
    const verificateur = Array.isArray(methodes) && methodes.includes('S256') ? generators.codeVerifier() : null
    const depart = { etat: generators.state(), nonce: generators.nonce(), verificateur }
    const adresse = client.authorizationUrl({
      scope: SCOPES,
      acr_values: 'eidas1',
      state: depart.etat,
      nonce: depart.nonce,
      ...(verificateur
        ? { code_challenge: generators.codeChallenge(verificateur), code_challenge_method: 'S256' }
        : {}),
    })
    return accept({ adresse, depart })
  } catch (err) {
    return unreachable(err)
  }
}

type Retour = Readonly<{ sub: string; identite: IdentitePivot; jetonDeSortie: string }>

/** Where the person said no, or closed the page of their provider. */
const ARRETS: readonly string[] = ['access_denied', 'login_required', 'consent_required', 'interaction_required']

/** Codes of OAuth 2.0 (RFC 6749) by which FranceConnect says that our settings are wrong, not that it is out. */
const REGLAGES_FAUX = [
  'invalid_client',
  'unauthorized_client',
  'invalid_request',
  'invalid_scope',
  'unsupported_response_type',
  'unsupported_grant_type',
]

function nameFailure(err: unknown) {
  if (err instanceof errors.OPError) {
    if (ARRETS.includes(err.error ?? '')) return refuse({ code: 'franceconnect-arrete' })
    // A code that served, or whose minute is over.
    if (err.error === 'invalid_grant') return refuse({ code: 'franceconnect-rejoue' })
    // The person is told the same; whoever operates the portal reads which setting to look at (docs/exploitation.md).
    const raison = REGLAGES_FAUX.find((code) => code === err.error)
    if (raison) journal.error({ raison }, 'franceconnect refuses our settings')
    return raison ? refuse({ code: 'franceconnect-injoignable' }) : unreachable(err)
  }
  if (err instanceof errors.RPError) {
    if (/^state /.test(err.message)) return refuse({ code: 'franceconnect-rejoue' })
    journal.warn({ err }, 'franceconnect not verified')
    return refuse({ code: 'franceconnect-non-verifie' })
  }
  return unreachable(err)
}

/** Who comes back, once everything was verified. `reponse`: the query of the return; `depart`: what the browser kept. */
export async function returnFromFranceConnect(
  reglages: Reglages,
  { reponse, depart }: Readonly<{ reponse: URLSearchParams; depart: Depart }>,
): Promise<Resultat<Retour, RefusDeFranceConnect>> {
  const given = ['code', 'state', 'iss', 'error'].flatMap((name) => {
    const value = reponse.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  try {
    const client = await openClient(reglages)
    const jetons = await client.callback(reglages.siteUrl + CHEMIN_DE_RETOUR, Object.fromEntries(given), {
      response_type: 'code',
      state: depart.etat,
      nonce: depart.nonce,
      ...(depart.verificateur ? { code_verifier: depart.verificateur } : {}),
    })
    // R-ACC-25 — FranceConnect : le niveau demandé est vérifié au retour, dans le jeton signé
    if (!jetons.id_token || !NIVEAUX.includes(jetons.claims().acr)) return refuse({ code: 'franceconnect-non-verifie' })
    const read = readIdentitePivot(await client.userinfo(jetons))
    return read ? accept({ ...read, jetonDeSortie: jetons.id_token }) : refuse({ code: 'franceconnect-sans-identite' })
  } catch (err) {
    return nameFailure(err)
  }
}

/** Where FranceConnect ends its own session, then sends back; null when it has no such page, or does not answer. */
export async function findSortie(reglages: Reglages, jetonDeSortie: string): Promise<string | null> {
  try {
    const client = await openClient(reglages)
    if (!client.issuer.metadata.end_session_endpoint) return null
    return client.endSessionUrl({
      id_token_hint: jetonDeSortie,
      state: generators.state(),
      post_logout_redirect_uri: reglages.siteUrl + CHEMIN_DE_SORTIE,
    })
  } catch (err) {
    unreachable(err)
    return null
  }
}
