/** What is said in the place of a page that failed, to whom has no scripts too. */
import { rendreSaisie } from './page-d-avant.ts'
import { encodeHtml, rendrePageSimple } from './page-simple.ts'
import { numeroDePanne, PANNE } from './panne.ts'
import type { Saisie } from './saisie.ts'

type Panne = Readonly<{
  /** Where to try again. */
  adresse: string
  /** Finds the line of the log; undefined when it is not known. */
  numero: string | undefined
  /** What was sent; undefined when the page was only asked for. */
  envoi: Saisie | undefined
}>

export function rendrePageDePanne({ adresse, numero, envoi }: Panne): string {
  const lien = `<a href="${encodeHtml(adresse)}">${envoi ? 'Rouvrir la page' : 'Réessayer'}</a>`
  return rendrePageSimple(
    'Nous n’arrivons pas à afficher cette page',
    `<p>${PANNE.faute} ${PANNE.reessayer}</p>
${envoi ? `<p>${PANNE.envoi}</p>` : ''}
<p>${lien}</p>
${rendreSaisie(envoi ?? [])}<p><a href="/mentions-legales">${PANNE.ecrire}</a>${encodeHtml(numeroDePanne(numero))}</p>
<p><a href="/">Revenir à l’accueil</a></p>`,
  )
}
