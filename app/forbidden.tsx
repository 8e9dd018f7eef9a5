import type { Metadata } from 'next'
import Link from 'next/link'

export const metadata: Metadata = { title: 'Accès refusé' }

export default function Forbidden() {
  return (
    <div className="fr-container page">
      <h1>Cette page ne vous est pas ouverte</h1>
      <p className="fr-text--lg texte">Votre rôle ne permet pas de la consulter.</p>
      <p>Besoin d’y accéder ? Adressez-vous au gestionnaire territorial de votre département.</p>
      <p>
        <Link className="fr-btn" href="/admin" prefetch={false}>
          Revenir à mon administration
        </Link>
      </p>
    </div>
  )
}
