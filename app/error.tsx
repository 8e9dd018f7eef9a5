'use client'
import { PhrasesDePanne } from '#lib/ui/layout/panne.tsx'

/** What a person sees when we failed: our fault said, what to do, a number that finds the line of the log. */
export default function Panne({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="fr-container page">
      <div className="texte">
        <h1>Nous n’arrivons pas à afficher cette page</h1>
        <PhrasesDePanne digest={error.digest} />
      </div>
      <ul className="fr-btns-group fr-btns-group--inline-md">
        <li>
          <button type="button" className="fr-btn" onClick={reset}>
            Réessayer
          </button>
        </li>
        <li>
          <a className="fr-btn fr-btn--secondary" href="/">
            Revenir à l’accueil
          </a>
        </li>
      </ul>
    </div>
  )
}
