import type { Metadata } from 'next'
import Link from 'next/link'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { parseJour } from '#lib/domain/calendrier.ts'

export const metadata: Metadata = { title: 'Accès non ouvert' }
export const acces = 'public'

type Props = { searchParams: Promise<{ code?: string | string[]; expireLe?: string | string[] }> }

/** The sentence of a refused sign-in; any other code is an unknown identity, never an echo of the address. */
function phrase(code: unknown, expireLe: unknown): string {
  const jour = typeof expireLe === 'string' ? parseJour(expireLe) : undefined
  if (code === 'nomination-perimee' && jour) return phraseDuRefus({ code, expireLe: jour })
  if (code === 'courriel-non-verifie' || code === 'siret-different' || code === 'compte-desactive')
    return phraseDuRefus({ code })
  return phraseDuRefus({ code: 'identite-inconnue' })
}

export default async function Refus({ searchParams }: Props) {
  const { code, expireLe } = await searchParams
  return (
    <div className="fr-container page">
      <h1>Votre accès n’est pas ouvert</h1>
      <p className="fr-text--lg texte">{phrase(code, expireLe)}</p>
      <h2 className="fr-h4">À qui le demander ?</h2>
      <ul>
        <li>Agent d’un centre : au gestionnaire territorial de votre département.</li>
        <li>Gestionnaire territorial : à l’administrateur national du portail.</li>
        <li>Demandeur de logement : cette connexion n’est pas la vôtre, revenez à l’accueil.</li>
      </ul>
      <ul className="fr-btns-group fr-btns-group--inline-md fr-mt-4w">
        <li>
          <Link className="fr-btn" href="/connexion" prefetch={false}>
            Se connecter avec une autre identité
          </Link>
        </li>
        <li>
          <Link className="fr-btn fr-btn--secondary" href="/" prefetch={false}>
            Revenir à l’accueil
          </Link>
        </li>
      </ul>
    </div>
  )
}
