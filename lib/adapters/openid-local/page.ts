/** The page of the local provider: who do you want to be? Plain HTML, no script. */

/** An identity of the demonstration, with what ProConnect would say of it. */
export type IdentiteFictive = Readonly<{
  sub: string
  courriel: string
  prenom: string
  nom: string
  siret: string
  /** Shown beside the name: « Gestionnaire territorial, Ariège ». */
  description: string
}>

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
<strong>${escapeHtml(`${identite.prenom} ${identite.nom}`)}</strong>
<span>${escapeHtml(identite.description)}<br>${escapeHtml(identite.courriel)}</span></button></form>`

const field = (id: string, label: string, type = 'text', value = ''): string =>
  `<label for="${id}">${label}</label><input id="${id}" name="${id}" type="${type}" value="${escapeHtml(value)}" required>`

/** `action` is where the choice is posted. */
export const renderChoix = (action: string, identites: readonly IdentiteFictive[]): string => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>Choisir une identité — démonstration</title><style>${STYLE}</style></head>
<body><p class="bandeau" style="margin:0">Démonstration : ce fournisseur d’identité joue le rôle de ProConnect. Toutes les personnes sont inventées.</p>
<main><h1>Qui voulez-vous être ?</h1>
${identites.map((identite) => choice(action, identite)).join('')}
<h2>Une autre identité</h2>
<form method="post" action="${escapeHtml(action)}">
${field('prenom', 'Prénom')}${field('nom', 'Nom')}${field('courriel', 'Courriel', 'email')}${field('siret', 'SIRET', 'text', '12345678200010')}
<button class="envoyer">Continuer avec cette identité</button></form></main></body></html>`
