/** The answers of what was not taken: JSON to a program, a page to a person, and both say when one may come back. */
import { encodeHtml, POLITIQUE_DE_PAGE_SIMPLE, rendrePageSimple } from '#lib/documents/page-simple.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { rendreTelechargementRefuse, type StatutDeRefus } from '#lib/documents/telechargement-refuse.ts'
import { type Acte, isActeDeDemandeur } from '#lib/domain/acces/acces.ts'

export const PRIVE = { 'cache-control': 'private, no-store' }

const CODES = {
  401: 'connexion-requise',
  403: 'acces-refuse',
  404: 'introuvable',
  429: 'trop-de-demandes',
} as const

/** A page for the browser of a person who followed a link, the code for a program. */
export function refuseDownload(request: Request, status: StatutDeRefus, acces: Acte, attente = 0): Response {
  const common = { ...PRIVE, ...(attente > 0 && { 'retry-after': String(attente) }) }
  if (!request.headers.get('accept')?.includes('text/html'))
    return Response.json({ code: CODES[status] }, { status, headers: common })
  const { pathname, search } = new URL(request.url)
  return new Response(
    rendreTelechargementRefuse(status, pathname + search, { isDemandeur: isActeDeDemandeur(acces), attente }),
    {
      status,
      headers: {
        ...common,
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': POLITIQUE_DE_PAGE_SIMPLE,
      },
    },
  )
}

const STATUTS = {
  'origine-refusee': 403,
  'trop-de-demandes': 429,
  'connexion-requise': 401,
  introuvable: 404,
  'trop-long': 413,
} as const

export type RefusDEnvoi = keyof typeof STATUTS

const direSession = (isGarde: boolean, sansSaisie: string | undefined): string =>
  sansSaisie ??
  (isGarde ? 'Ce que vous avez écrit est gardé.' : 'Ce que vous venez d’écrire sur cette page n’est pas gardé.')

/** The answer of a sending that was not taken: to the script of its page in JSON, to a person in a page. */
export function refuseEnvoi(
  code: RefusDEnvoi,
  {
    isFil,
    isGarde,
    vers,
    sansSaisie,
    secondes = 0,
  }: Readonly<{
    isFil: boolean
    isGarde: boolean
    vers: string
    sansSaisie?: string | undefined
    /** Until one may send again. */
    secondes?: number
  }>,
): Response {
  const status = STATUTS[code]
  const common = { ...PRIVE, ...(secondes > 0 && { 'retry-after': String(secondes) }) }
  if (isFil) return Response.json({ code, enregistre: isGarde }, { status, headers: common })
  const [titre, corps] =
    code === 'connexion-requise'
      ? [
          'Votre session est terminée',
          `<p>${encodeHtml(direSession(isGarde, sansSaisie))} Connectez-vous de nouveau pour continuer.</p>
<p><a href="/ma-demande?retour=${encodeURIComponent(vers)}">Me connecter et continuer</a></p>`,
        ]
      : [
          'Cet envoi n’a pas été fait',
          `<p>${encodeHtml(code === 'trop-long' ? 'Cet envoi est trop long, ou n’a pas pu être lu. Revenez en arrière, raccourcissez, puis recommencez.' : phraseDuRefus(code === 'trop-de-demandes' ? { code, secondes } : { code }))}</p>
<p><a href="/ma-demande">Revenir à ma demande</a></p>`,
        ]
  return new Response(rendrePageSimple(titre, corps), {
    status,
    headers: {
      ...common,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLITIQUE_DE_PAGE_SIMPLE,
    },
  })
}
