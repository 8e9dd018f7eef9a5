import Link from 'next/link'
import { RechercheSimple } from '#lib/ui/recherche/recherche-simple.tsx'
import { Paysage } from './paysage.tsx'

const CHOIX = [
  {
    href: '/renouveler',
    icone: 'fr-icon-refresh-line',
    titre: 'Renouveler ma demande',
    suite: 'Chaque année, pour la garder active et conserver votre ancienneté',
  },
  {
    href: '/demande',
    icone: 'fr-icon-file-add-line',
    titre: 'Déposer une demande',
    suite: 'Une seule demande suffit pour tout le département',
  },
  {
    href: '/ma-demande',
    icone: 'fr-icon-todo-line',
    titre: 'Suivre ma demande',
    suite: 'La consulter, la corriger, signaler un changement',
  },
  {
    href: '/points-de-contact',
    icone: 'fr-icon-map-pin-2-line',
    titre: 'Être aidé près de chez moi',
    suite: 'Un guichet, un numéro de téléphone, un site',
  },
] as const

const A_SAVOIR = [
  {
    titre: 'Une demande dure un an',
    texte: 'Renouvelez-la à partir du dixième mois. Sans renouvellement, elle peut être radiée (annulée).',
  },
  {
    titre: 'Votre ancienneté reste',
    texte: 'Renouveler ou corriger votre demande ne change ni votre numéro ni votre date de dépôt.',
  },
  {
    titre: 'Tout est gratuit',
    texte: 'Déposer, renouveler, être aidé : personne ne peut vous demander d’argent.',
  },
] as const

export default function Accueil() {
  return (
    <>
      <div className="heros">
        <div className="fr-container heros__texte">
          <h1>
            Que <span className="insecable">voulez-vous</span> faire ?
          </h1>
          <p className="heros__chapo">
            Votre demande de logement social, votre commune, et les personnes qui vous aident.
          </p>
          <ul className="choix">
            {CHOIX.map(({ href, icone, titre, suite }, rang) => (
              <li key={href} className={rang === 0 ? 'choix__premier' : undefined}>
                <Link href={href} prefetch={false}>
                  <span className={`choix__icone ${icone}`} aria-hidden="true" />
                  <span className="choix__titre">{titre}</span>
                  <span className="choix__suite">{suite}</span>
                  <span className="choix__fleche fr-icon-arrow-right-line" aria-hidden="true" />
                </Link>
              </li>
            ))}
          </ul>
        </div>
        <Paysage />
      </div>
      <section className="ma-commune" aria-labelledby="ma-commune">
        <div className="fr-container ma-commune__rang">
          <div>
            <h2 id="ma-commune">Votre commune</h2>
            <p className="fr-mb-0">
              Combien de logements sociaux, combien de demandes en attente, combien d’attributions l’an dernier, et à
              qui vous adresser.
            </p>
          </div>
          <RechercheSimple />
        </div>
      </section>
      <section className="bon-a-savoir" aria-labelledby="bon-a-savoir">
        <div className="fr-container">
          <h2 id="bon-a-savoir">Bon à savoir</h2>
          <ul>
            {A_SAVOIR.map(({ titre, texte }) => (
              <li key={titre}>
                <h3>{titre}</h3>
                <p>{texte}</p>
              </li>
            ))}
          </ul>
        </div>
      </section>
      <section className="professionnels" aria-label="Professionnels">
        <div className="fr-container">
          <p>
            Vous êtes un centre d’enregistrement ou un gestionnaire ?{' '}
            <a className="fr-link" href="/connexion">
              Se connecter
            </a>
          </p>
        </div>
      </section>
    </>
  )
}
