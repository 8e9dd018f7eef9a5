/**
 * A private POST at an address that never changes: a plain form, whose answer is where to go next, or what a page sends
 * of itself while one types. A page opened before a new version, a double click and a refresh come to the same address.
 */
import { type Acte, checkPorte } from '#lib/domain/acces/acces.ts'
import { journal } from '#lib/journal.ts'
import { hashedAddress, isSameOrigin } from './adresse.ts'
import { readContexte } from './contexte.ts'
import { consumeDebit, type Limite } from './debit.ts'
import { type DemandeurConnecte, readTitulaire } from './demandeur.ts'
import { PRIVE, type RefusDEnvoi, refuseEnvoi } from './reponses-de-refus.ts'

/** The fields, each with its last value; `isFil`: a page sent them while one typed, and reads JSON. */
export type Corps = Readonly<{ champs: Readonly<Record<string, string>>; isFil: boolean }>
/** Where the form leads, or what the page is told. */
export type Suite = Readonly<{ vers: string } | { dit: Readonly<Record<string, unknown>> } | { introuvable: true }>
/** Who sends: the applicant, or the one whose session went out while the page stayed open. */
export type Expediteur = Pick<DemandeurConnecte, 'ctx' | 'appareilPartage'>

type Definition<P> = Readonly<{
  nom: string
  acces: Acte
  run: (qui: Expediteur, params: P, corps: Corps) => Promise<Suite>
  /** Keeps what was typed of somebody who must sign in again; false: nothing was kept. */
  garder?: (qui: Expediteur, params: P, corps: Corps) => Promise<boolean>
  /** Said instead, where the form holds nothing that was typed: what became of its act. */
  sansSaisie?: string
  /** The page to come back to. */
  retour: (params: P, corps: Corps) => string
  limite?: Limite
}>

/** More than the form holds in words. */
const OCTETS_AU_PLUS = 256 * 1024
/** Typing sends once a second at most. */
const DEFAUT: Limite = { nombre: 300, secondes: 60 }

export const defineEnvoi =
  <P>({ nom, acces, run, garder, sansSaisie, retour, limite = DEFAUT }: Definition<P>) =>
  async (request: Request, context: Readonly<{ params: Promise<P> }>): Promise<Response> => {
    const params = await context.params
    const isFil = request.headers.get('content-type')?.startsWith('application/json') ?? false
    const refused = (code: RefusDEnvoi, isGarde = false, vers = '/', secondes = 0): Response => {
      journal.info({ envoi: nom, refus: code }, 'sending refused')
      return refuseEnvoi(code, { isFil, isGarde, vers, sansSaisie, secondes })
    }
    if (!isSameOrigin(request.headers)) return refused('origine-refusee')
    if (!(Number(request.headers.get('content-length') ?? Number.NaN) <= OCTETS_AU_PLUS)) return refused('trop-long')
    const ctx = await readContexte(acces)
    const titulaire = ctx.demandeur ? undefined : await readTitulaire()
    const who = ctx.demandeur?.demandeurId ?? hashedAddress(request.headers)
    const secondes = await consumeDebit(`${nom}:${who}`, limite)
    if (secondes > 0) return refused('trop-de-demandes', false, '/', secondes)
    const champs = await readChamps(request, isFil)
    if (!champs) return refused('trop-long')
    const corps = { champs, isFil }
    const porte = checkPorte(ctx.acteur, acces)
    if (!porte.ok || !ctx.demandeur) {
      // Of a shared computer, a session that went out is nobody's (R-BRO-05).
      const isGarde =
        titulaire && garder ? await garder({ ...titulaire, appareilPartage: false }, params, corps) : false
      return refused('connexion-requise', isGarde, retour(params, corps))
    }
    const suite = await run(ctx.demandeur, params, corps)
    if ('introuvable' in suite) return refused('introuvable')
    journal.info({ envoi: nom }, 'sending done')
    if ('dit' in suite) return Response.json(suite.dit, { headers: PRIVE })
    return new Response(null, { status: 303, headers: { ...PRIVE, location: suite.vers } })
  }

/** Who comes by the address of a sending (a tab opened again, a refresh) finds the page; `vers` undefined: it is not theirs. */
export const defineRetour =
  <P>(acces: Acte, vers: (qui: Expediteur, params: P) => string | undefined) =>
  async (_request: Request, context: Readonly<{ params: Promise<P> }>): Promise<Response> => {
    const { demandeur } = await readContexte(acces)
    const location = demandeur && vers(demandeur, await context.params)
    if (location) return new Response(null, { status: 303, headers: { ...PRIVE, location } })
    return refuseEnvoi(demandeur ? 'introuvable' : 'connexion-requise', {
      isFil: false,
      isGarde: false,
      vers: '/ma-demande',
    })
  }

/** The texts of a form, the last of each name; undefined when it is none. */
async function readChamps(request: Request, isFil: boolean): Promise<Record<string, string> | undefined> {
  try {
    const entries: Iterable<readonly [string, unknown]> = isFil
      ? Object.entries(Object(await request.json()))
      : await request.formData()
    const champs: Record<string, string> = {}
    for (const [champ, valeur] of entries) if (typeof valeur === 'string') champs[champ] = valeur
    return champs
  } catch {
    return undefined
  }
}
