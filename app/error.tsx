'use client'

/** What a person sees when we failed: our fault said, what to do, a number that finds the line of the log. */
export default function Panne({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="fr-container page">
      <h1>Nous n’arrivons pas à afficher cette page</h1>
      <p className="fr-text--lg texte">
        Le problème vient de nous, pas de vous. Réessayez dans un instant. Si cela recommence, appelez un point de
        contact.
      </p>
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
      {error.digest && <p className="discret">Référence à donner si vous nous écrivez : {error.digest}</p>}
    </div>
  )
}
