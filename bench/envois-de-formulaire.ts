/** What `formulaire` sends: the last form of a renewal, as the page of confirmation holds it, each by its own applicant. */
import { randomInt } from 'node:crypto'
import { Agent, request } from 'node:http'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
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
import { openSession } from './portail.ts'
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

/** Signs an applicant in for each demande, and brings their draft to the confirmation by the use cases of its pages. */
export async function prepareEnvois({ data }: Portal, todo: readonly ARenouveler[]): Promise<Envoi[]> {
  const prets: Envoi[] = []
  const adresse = (): string => `198.18.${randomInt(256)}.${randomInt(1, 255)}`
  await timeAll(todo, async ({ ref, numero }) => {
    const numeroUnique = parseNumeroUnique(numero)
    if (!numeroUnique) throw new Error('A demande without a number.')
    const { compteId, cookie } = await openSession(data, { ref, numeroUnique })
    const acteur = { role: 'demandeur', compteId, demandes: [ref] } as const
    const personne = { ref, ctx: { acteur, maintenant: new Date().toISOString() } }
    const le = jourLocal(personne.ctx.maintenant, 'Europe/Paris')
    const garde = await saveBrouillon(personne, { version: 1, reponses: reponsesAu(le) })
    const lue = await readRenouvellement(personne, 'mesure')
    const ouvert = garde.ok && lue.ok && lue.value.ouvert.ok ? lue.value.ouvert.value : undefined
    if (!ouvert?.brouillon || !ouvert.lu.contenu) throw new Error('A draft that cannot be confirmed.')
    prets.push({
      numero,
      chemin: `/renouveler/${ref}/envoi`,
      cookie: `${cookie.name}=${cookie.value}`,
      adresse: adresse(),
      corps: new URLSearchParams({
        cle: ouvert.brouillon.cle,
        vu: empreinteDuContenu(ouvert.lu.contenu),
        honneur: 'on',
      }).toString(),
    })
  })
  return prets
}

/** Sends forms to this portal, over connections kept open; an answer that does not acknowledge a renewal throws. */
export function makeFacteur({ url }: Portal) {
  const agent = new Agent({ keepAlive: true })
  const envoyer = ({ chemin, cookie, adresse, corps }: Envoi) =>
    new Promise<void>((done, fail) => {
      const headers = {
        cookie,
        origin: url,
        'x-forwarded-for': adresse,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(corps),
      }
      const sent = request(`${url}${chemin}`, { method: 'POST', agent, headers }, (answer) => {
        answer.resume()
        answer.once('error', fail)
        answer.once('end', () => {
          const { statusCode, headers: said } = answer
          if (statusCode === 303 && said.location?.endsWith('/fait')) done()
          else fail(new Error(`A form was answered ${statusCode} ${said.location ?? ''}`))
        })
      })
      sent.once('error', fail)
      sent.end(corps)
    })
  return { envoyer, fermer: () => agent.destroy() }
}
