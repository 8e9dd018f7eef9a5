/** The page of the local provider: who do you want to be? Plain HTML, no script. */
import type { Champ, IdentiteFictive, Jeu } from './jeu.ts'

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const STYLE = `
:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:0;color:#161616;background:#f6f6f6}
main{max-width:34rem;margin:0 auto;padding:1.5rem 1rem 3rem}h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0 1rem}
h2{font-size:1.125rem;margin:2rem 0 .5rem}.bandeau{background:#fff3cd;color:#3a2c00;padding:.5rem 1rem;font-size:.875rem}
button{font:inherit;cursor:pointer}.identite{display:block;width:100%;text-align:left;background:#fff;color:inherit;
border:1px solid #ccc;border-radius:.25rem;padding:.75rem 1rem;margin:.5rem 0}.identite:hover{border-color:#000091}
.identite strong{display:block}.identite span{color:#555;font-size:.9375rem;overflow-wrap:anywhere}
label{display:block;margin:.75rem 0 .25rem}input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;
border:1px solid #666;border-radius:.25rem;background:#fff;color:inherit}
.envoyer{background:#000091;color:#fff;border:0;border-radius:.25rem;padding:.625rem 1rem;margin-top:1rem}
:focus-visible{outline:3px solid #0a76f6;outline-offset:2px}
@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}.identite,input{background:#1e1e1e;border-color:#666}
.identite span{color:#bbb}.envoyer{background:#8585f6;color:#000}.identite:hover{border-color:#8585f6}}`

const choice = (action: string, identite: IdentiteFictive): string => `
<form method="post" action="${escapeHtml(action)}"><button class="identite" name="sub" value="${escapeHtml(identite.sub)}">
<strong>${escapeHtml(identite.nom)}</strong>
<span>${identite.precisions.map(escapeHtml).join('<br>')}</span></button></form>`

const field = ({ nom, libelle, type = 'text', valeur = '', isFacultatif = false }: Champ): string =>
  `<label for="${nom}">${escapeHtml(libelle)}</label><input id="${nom}" name="${nom}" type="${type}" value="${escapeHtml(valeur)}"${isFacultatif ? '' : ' required'}>`

const page = (titre: string, jeu: Jeu, main: string): string => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${titre} — démonstration</title><style>${STYLE}</style></head>
<body><p class="bandeau" style="margin:0">Démonstration : ce fournisseur d’identité joue le rôle de ${jeu.nom}. Toutes les personnes sont inventées.</p>
<main><h1>${titre}</h1>
${main}</main></body></html>`

/** `action` is where the choice is posted. */
export const renderChoix = (action: string, jeu: Jeu): string =>
  page(
    'Qui voulez-vous être ?',
    jeu,
    `${jeu.identites.map((identite) => choice(action, identite)).join('')}
<h2>Une autre identité</h2>
<form method="post" action="${escapeHtml(action)}">
${jeu.champs.map(field).join('')}
<button class="envoyer">Continuer avec cette identité</button></form>
<h2>Ne pas continuer</h2>
<form method="post" action="${escapeHtml(action)}"><button class="identite" name="arreter" value="oui"><strong>Arrêter et revenir au portail</strong></button></form>`,
  )

/** `formulaire` is the form of oidc-provider, that ends its session. It goes by itself where scripts run. */
export const renderSortie = (formulaire: string, jeu: Jeu): string =>
  page(
    `Quitter ${jeu.nom}`,
    jeu,
    `${formulaire}<button class="envoyer" form="op.logoutForm" name="logout" value="yes">Continuer</button>
<script>document.querySelector('button').click()</script>`,
  )
