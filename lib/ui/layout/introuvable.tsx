/** What a page shows in place of what does not exist; its status is said by the page (lib/web/statut.ts). */
import { RechercheSimple } from '../recherche/recherche-simple.tsx'

export const TITRE_INTROUVABLE = 'Page introuvable'

export function Introuvable({
  titre = 'Cette page n’existe pas',
  children = 'L’adresse est peut-être mal écrite, ou la page a été déplacée. Cherchez votre commune, ou repartez de l’accueil.',
}: {
  titre?: string
  children?: string
}) {
  return (
    <div className="fr-container page">
      <h1>{titre}</h1>
      <p className="fr-text--lg texte">{children}</p>
      <div className="panneau fr-mb-4w">
        <RechercheSimple />
      </div>
      <ul className="fr-btns-group fr-btns-group--inline-md">
        <li>
          <a className="fr-btn" href="/">
            Revenir à l’accueil
          </a>
        </li>
        <li>
          <a className="fr-btn fr-btn--secondary" href="/points-de-contact">
            Voir tous les points de contact
          </a>
        </li>
      </ul>
    </div>
  )
}
