import Link from 'next/link'
import { RechercheSimple } from '#lib/ui/recherche/recherche-simple.tsx'

export const metadata = { title: 'Page introuvable' }

export default function Introuvable() {
  return (
    <div className="fr-container page">
      <h1>Cette page n’existe pas</h1>
      <p className="fr-text--lg texte">
        L’adresse est peut-être mal écrite, ou la page a été déplacée. Cherchez votre commune, ou repartez de l’accueil.
      </p>
      <div className="panneau fr-mb-4w">
        <RechercheSimple />
      </div>
      <p>
        <Link className="fr-btn" href="/">
          Revenir à l’accueil
        </Link>
      </p>
    </div>
  )
}
