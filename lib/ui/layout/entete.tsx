import Link from 'next/link'
import { NOM_DU_SERVICE } from '#lib/documents/page-simple.ts'
import { Navigation } from './navigation.tsx'

/** Our own mark: a door and two roofs. The State's block stands in its place on a .gouv.fr deployment. */
function Marque() {
  return (
    <svg viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect width="40" height="40" rx="10" fill="var(--background-action-high-blue-france)" />
      <path d="M7 21 17 11l10 10v11H7z" fill="var(--mur-2)" />
      <path d="m5.5 21.5 11.5-11 11.5 11" fill="none" stroke="var(--toit-1)" strokeWidth="3" strokeLinecap="round" />
      <path d="M14 32v-7a3 3 0 0 1 6 0v7z" fill="var(--porte)" />
      <path d="M27 32V21l-3-3 3-3 7 6v11z" fill="var(--mur-3)" />
    </svg>
  )
}

export function LiensDEvitement() {
  return (
    <div className="fr-skiplinks">
      <nav className="fr-container" aria-label="Accès rapide">
        <ul className="fr-skiplinks__list">
          <li>
            <a className="fr-link" href="#contenu">
              Contenu
            </a>
          </li>
          <li>
            <a className="fr-link" href="#menu">
              Menu
            </a>
          </li>
          <li>
            <a className="fr-link" href="#pied">
              Pied de page
            </a>
          </li>
        </ul>
      </nav>
    </div>
  )
}

/** Says on every page that nothing here is real. */
export function BandeauDeDemonstration() {
  return (
    <aside className="demonstration" aria-label="Démonstration">
      <div className="fr-container">
        <p>
          <strong>Démonstration.</strong> Les chiffres, les lieux et les personnes sont inventés.{' '}
          <a href="/demonstration">Essayer les comptes</a>
        </p>
      </div>
    </aside>
  )
}

export function Entete({ marque }: { marque: 'neutre' | 'etat' }) {
  return (
    <header className="fr-header entete">
      <div className="fr-container entete__rang">
        <Link className="entete__marque" href="/" title={`Accueil — ${NOM_DU_SERVICE}`} prefetch={false}>
          {marque === 'etat' ? (
            <span className="fr-logo">
              République
              <br />
              Française
            </span>
          ) : (
            <Marque />
          )}
          <span>{NOM_DU_SERVICE}</span>
        </Link>
        <Navigation />
      </div>
    </header>
  )
}
