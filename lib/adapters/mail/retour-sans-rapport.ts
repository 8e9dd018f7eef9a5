/**
 * Mails that came back without a report of the standard form, from the servers that write one for people alone: qmail, whose
 * form is described (QSBMF), and Exim before it gave reports. Both write a text, a line of hyphens, and the mail returned.
 */
import type { Abandon } from '#lib/domain/rappels/retour.ts'
import { type Champs, type Entite, entiteDe } from './entite.ts'
import { type Constat, nomsDuCourriel } from './nom-de-courriel.ts'

const QMAIL = 'Hi. This is the '
const EXIM = 'This message was created automatically by mail delivery software'
/** What qmail says, patched to warn of a delay; and what it says of what it gave up, before anything else. */
const ATTENTE = /\b(?:delayed|warning|not yet|still trying|keep trying|will be retried|try again later)\b/i
const ABANDON = /\b(?:permanent|given up|giving up)\b/i
/** The code that a server said, of its own or of the next one: `(#5.1.1)`, `550 5.1.1`, `550-5.1.1`. */
const CODE = /(?:\(#|\b[245]\d\d[ -]#?)([245]\.\d{1,3}\.\d{1,3})\b/

/** The first code that a text says; empty when it says none. */
export const codeDe = (texte: string): string => CODE.exec(texte)?.[1] ?? ''

/** A paragraph for each recipient, which begins by its address: `<somebody@somewhere>:`. */
const abandonsDeQmail = (paragraphes: readonly string[]): readonly Abandon[] =>
  paragraphes.flatMap((paragraphe) => {
    const vers = /^<([^\s<>]+)>:/.exec(paragraphe)?.[1]
    return vers === undefined ? [] : [{ statut: codeDe(paragraphe), vers }]
  })

/** The addresses are in a header, which a warning of a delay has not; of several, nobody says which one a code is of. */
function abandonsDExim(champs: Champs, texte: string): readonly Abandon[] {
  const adresses = (champs.get('x-failed-recipients') ?? '').split(',').flatMap((vers) => vers.trim() || [])
  return adresses.map((vers) => ({ statut: adresses.length === 1 ? codeDe(texte) : '', vers }))
}

/** Reads it; undefined when it is not one; nobody it did not come to, when the server goes on trying. */
export function readSansRapport({ champs, type, corps }: Entite, domaine: string): Constat | undefined {
  if (type !== '' && type !== 'text/plain') return undefined
  const texte = corps.trimStart()
  const isQmail = texte.startsWith(QMAIL)
  if (!isQmail && !texte.startsWith(EXIM)) return undefined
  const coupure = texte.indexOf('\n\n-')
  const dit = coupure < 0 ? texte : texte.slice(0, coupure)
  const paragraphes = dit.split(/\n(?:[ \t]*\n)+/)
  const abandons = isQmail ? abandonsDeQmail(paragraphes) : abandonsDExim(champs, dit)
  // Before the recipients it says what it did itself; after, what the next server answered.
  const premier = paragraphes.findIndex((un) => un.startsWith('<'))
  const annonce = paragraphes.slice(0, premier).join('\n')
  const isAttente = isQmail && ATTENTE.test(annonce) && !ABANDON.test(annonce)
  // R-RAP-47 — choix du portail : un serveur qui n’écrit qu’à des personnes est entendu, sauf s’il dit qu’il essaie encore
  if (isAttente) return { abandons: [], noms: [] }
  const rendu = coupure < 0 ? '' : texte.slice(texte.indexOf('\n', coupure + 2)).trimStart()
  return { abandons, noms: nomsDuCourriel(entiteDe(rendu).champs, domaine) }
}
