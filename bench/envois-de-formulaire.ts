/**
 * What `formulaire` sends: the last form of a renewal, as the page of confirmation holds it, each by its own applicant.
 * The renewals of `npm run fautes` go by the same doors.
 */
import { randomInt } from 'node:crypto'
import { Agent, request } from 'node:http'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { reponsesExactes } from '#lib/domain/demande/formulaire/renouvellement/lecture.ts'
import {
  anneeDuRevenu,
  CHAMP_DE_L_ANNEE,
  champDeRessources,
  champDeRevenu,
} from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { readRenouvellement } from '#lib/usecases/open-renouvellement.ts'
import { saveBrouillon } from '#lib/usecases/save-brouillon.ts'
import { empreinteDuContenu } from '#lib/usecases/submit-renouvellement.ts'
import type { Portal } from '../scripts/navigateur.ts'
import { type Entree, entreeDe, openSession } from './portail.ts'
import { type ARenouveler, timeAll } from './renouvellements.ts'

/** One form ready to leave; `numero` is of the demande that it renews. */
export type Envoi = Readonly<{ numero: string; chemin: string; cookie: string; adresse: string; corps: string }>

/** Nothing has changed, amounts included: what the first three taps write. */
const reponsesAu = (le: Jour) => ({
  ...reponsesExactes(unContenu()),
  [champDeRessources('demandeur')]: 'toujours',
  [champDeRevenu('demandeur')]: 'toujours',
  [CHAMP_DE_L_ANNEE]: String(anneeDuRevenu(le)),
})

/** Signs an applicant in for a demande, and keeps what they answered of its renewal, unless it may not be renewed. */
export async function ouvrirDossier(
  entree: Entree,
  demande: Pick<Demande, 'ref' | 'numeroUnique'>,
  reponsesDe: (le: Jour) => Reponses,
) {
  const { compteId, cookie } = await openSession(entree, demande)
  const { ref } = demande
  const acteur = { role: 'demandeur', compteId, demandes: [ref] } as const
  const personne = { ref, ctx: { acteur, maintenant: new Date().toISOString() } }
  const reponses = reponsesDe(jourLocal(personne.ctx.maintenant, 'Europe/Paris'))
  const garde = await saveBrouillon(personne, { version: 1, reponses })
  const adresse = `198.18.${randomInt(256)}.${randomInt(1, 255)}`
  return { personne, cookie: `${cookie.name}=${cookie.value}`, adresse, garde }
}

/** Brings the draft of each demande to its confirmation, by the use cases of its pages. */
export async function prepareEnvois({ data }: Portal, todo: readonly ARenouveler[]): Promise<Envoi[]> {
  const prets: Envoi[] = []
  const entree = entreeDe(data)
  await timeAll(todo, async ({ ref, numero }) => {
    const numeroUnique = parseNumeroUnique(numero)
    if (!numeroUnique) throw new Error('A demande without a number.')
    const { personne, cookie, adresse, garde } = await ouvrirDossier(entree, { ref, numeroUnique }, reponsesAu)
    const lue = await readRenouvellement(personne, 'mesure')
    const ouvert = garde.ok && lue.ok && lue.value.ouvert.ok ? lue.value.ouvert.value : undefined
    if (!ouvert?.brouillon || !ouvert.lu.contenu) throw new Error('A draft that cannot be confirmed.')
    prets.push({
      ...{ numero, cookie, adresse },
      chemin: `/renouveler/${ref}/envoi`,
      corps: new URLSearchParams({
        cle: ouvert.brouillon.cle,
        vu: empreinteDuContenu(ouvert.lu.contenu),
        honneur: 'on',
      }).toString(),
    })
  })
  return prets
}

/** What a browser asks of the portal without a script; `corps`: a form that it posts. */
export type Question = Readonly<{ chemin: string; cookie: string; adresse: string; corps?: string }>
/** `vers`: where a form leads. */
export type Reponse = Readonly<{ statut: number; vers: string; texte: string }>

/** Asks this portal, over connections kept open; `estTue`: the connection breaks once the answer comes, which nobody reads. */
export function makeFacteur({ url }: Pick<Portal, 'url'>) {
  const agent = new Agent({ keepAlive: true })
  const demander = ({ chemin, cookie, adresse, corps }: Question, estTue = false) =>
    new Promise<Reponse>((done, fail) => {
      const form = corps !== undefined && {
        origin: url,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(corps),
      }
      const headers = { cookie, 'x-forwarded-for': adresse, ...form }
      const sent = request(`${url}${chemin}`, { method: form ? 'POST' : 'GET', agent, headers }, (answer) => {
        if (estTue) return void sent.destroy(new Error('The connection broke.'))
        let texte = ''
        answer.setEncoding('utf8').on('data', (chunk) => {
          texte += chunk
        })
        answer.once('error', fail)
        answer.once('end', () => done({ statut: answer.statusCode ?? 0, vers: answer.headers.location ?? '', texte }))
      })
      sent.once('error', fail)
      sent.end(corps)
    })
  /** An answer that does not acknowledge a renewal throws. */
  const envoyer = async (envoi: Envoi): Promise<void> => {
    const { statut, vers } = await demander(envoi)
    if (statut !== 303 || !vers.endsWith('/fait')) throw new Error(`A form was answered ${statut} ${vers}`)
  }
  return { demander, envoyer, fermer: () => agent.destroy() }
}
