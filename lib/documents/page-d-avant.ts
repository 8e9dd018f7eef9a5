/** What is said to someone whose page was opened before an upgrade that moved its form (docs/adr/0023). */
import { direValeur, nommeChamp } from './libelles-de-champ.ts'
import { encodeHtml, rendrePageSimple } from './page-simple.ts'
import type { Saisie } from './saisie.ts'

/** What was typed, as HTML, to be copied; nothing when nothing is known of it. */
export const rendreSaisie = (saisie: Saisie): string =>
  saisie.length === 0
    ? ''
    : `<h2>Ce que vous aviez écrit</h2>
<p>Copiez-le avant de rouvrir la page.</p>
<dl>
${saisie.map(([champ, valeur]) => `<dt>${encodeHtml(nommeChamp(champ))}</dt><dd>${encodeHtml(direValeur(champ, valeur))}</dd>`).join('\n')}
</dl>
`

/** `adresse` is where the form is opened anew. */
export const rendrePageDAvant = (adresse: string, saisie: Saisie): string =>
  rendrePageSimple(
    'Cette page a changé',
    `<p>La page que vous aviez ouverte date d’avant une mise à jour du portail. Votre envoi n’a pas été enregistré.</p>
<p><a href="${encodeHtml(adresse)}">Rouvrir la page</a>, puis envoyez de nouveau. Un fichier joint est à choisir de nouveau.</p>
${rendreSaisie(saisie)}<p><a href="/">Revenir à l’accueil</a></p>`,
  )
