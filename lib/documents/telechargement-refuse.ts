/** What a person reads in the place of a file that they may not have, or that does not exist. */
import { direAttente } from './durees.ts'
import { encodeHtml, rendrePageSimple } from './page-simple.ts'
import { phraseDuRefus } from './refus.ts'

export type StatutDeRefus = 401 | 403 | 404 | 429

const DIT: Readonly<Record<Exclude<StatutDeRefus, 429>, readonly [titre: string, phrase: string]>> = {
  401: ['Connectez-vous pour télécharger ce fichier', 'Votre session est finie, ou vous n’êtes pas connecté.'],
  403: ['Ce fichier ne vous est pas ouvert', phraseDuRefus({ code: 'acces-refuse' })],
  404: [
    'Ce fichier n’existe pas',
    'L’adresse est peut-être mal écrite, ou ce fichier n’est pas de votre ressort, ou il n’est plus gardé.',
  ],
}
const direTropSouvent = (attente: number) =>
  ['Ce fichier a été demandé trop souvent', `Demandez-le de nouveau ${direAttente(attente)}.`] as const

/**
 * `adresse` is that of the file: signed in, one comes back to it. `isDemandeur`: the door is an applicant's. `attente`:
 * in seconds, until one may ask for it again.
 */
export const rendreTelechargementRefuse = (
  statut: StatutDeRefus,
  adresse: string,
  { isDemandeur = false, attente = 0 }: Readonly<{ isDemandeur?: boolean; attente?: number }> = {},
): string => {
  const [titre, phrase] = statut === 429 ? direTropSouvent(attente) : DIT[statut]
  const sortie =
    statut === 401
      ? `<a href="${isDemandeur ? '/ma-demande' : '/connexion'}?retour=${encodeHtml(encodeURIComponent(adresse))}">Se connecter</a>`
      : isDemandeur
        ? '<a href="/ma-demande">Revenir à ma demande</a>'
        : '<a href="/admin">Revenir à mon administration</a>'
  return rendrePageSimple(titre, `<p>${phrase}</p>\n<p>${sortie}</p>`)
}
