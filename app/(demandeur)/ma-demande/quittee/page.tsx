import type { Metadata } from 'next'
import Link from 'next/link'

export const metadata: Metadata = { title: 'Vous avez quitté votre demande' }
export const acces = 'public'
// Made for each request: a page kept for the next one would carry the nonce of the first, and none of its scripts would run.
export const dynamic = 'force-dynamic'

export default function Quittee() {
  return (
    <div className="fr-container page texte">
      <h1>Vous avez quitté votre demande</h1>
      <p className="fr-text--lg" role="status">
        Votre session est finie. Cet appareil n’a rien gardé de votre demande.
      </p>
      <p>Sur un ordinateur partagé, fermez aussi la fenêtre du navigateur.</p>
      <ul className="fr-btns-group fr-btns-group--inline-md fr-mt-4w">
        <li>
          <Link className="fr-btn" href="/" prefetch={false}>
            Revenir à l’accueil
          </Link>
        </li>
        <li>
          <Link className="fr-btn fr-btn--secondary" href="/ma-demande" prefetch={false}>
            Me connecter de nouveau
          </Link>
        </li>
      </ul>
    </div>
  )
}
