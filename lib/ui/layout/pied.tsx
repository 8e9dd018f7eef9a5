import { ChoixDuTheme } from './choix-du-theme.tsx'

const PAGES = [
  ['/aide', 'Aide'],
  ['/nos-messages', 'Ce message vient-il de nous ?'],
  ['/accessibilite', 'Accessibilité : non conforme'],
  ['/donnees-personnelles', 'Données personnelles'],
  ['/mentions-legales', 'Mentions légales'],
  ['/donnees', 'Données ouvertes'],
  ['/verifier', 'Vérifier une attestation'],
] as const

/** Footer of every page: the law's pages, and the choice of colours. */
export function Pied() {
  return (
    <footer className="fr-footer pied" id="pied">
      <div className="fr-container pied__rang">
        <ul>
          {PAGES.map(([href, label]) => (
            <li key={href}>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
        <ChoixDuTheme />
      </div>
    </footer>
  )
}
