import type { Metadata } from 'next'
import { env } from '#lib/env.ts'
import { Contact } from '../contact.tsx'

export const metadata: Metadata = {
  title: 'Mentions légales',
  description: 'Qui publie ce site, qui l’héberge, sous quelle licence, et d’après quelles sources.',
  alternates: { canonical: '/mentions-legales' },
}

const NON_INDIQUE = env.mode === 'demonstration' ? 'personne, c’est une démonstration' : 'pas encore indiqué'

export default function MentionsLegales() {
  return (
    <div className="fr-container page">
      <div className="texte">
        <h1>Mentions légales</h1>
        {env.mode === 'demonstration' && (
          <p className="panneau">
            <strong>Ceci est une démonstration.</strong> Ce site n’est pas un service officiel. Les chiffres et les
            points de contact sont inventés. Qui l’installe pour de bon écrit ici son nom et celui de son hébergeur.
          </p>
        )}

        <h2>Qui publie ce site</h2>
        <ul>
          <li>Éditeur : {env.editeur ?? NON_INDIQUE}</li>
          <li>Directeur ou directrice de la publication : {env.directeurDeLaPublication ?? NON_INDIQUE}</li>
          <li>Hébergeur : {env.hebergeur ?? NON_INDIQUE}</li>
        </ul>
        <Contact courriel={env.contact} demonstration={env.mode === 'demonstration'} />
        {env.marque === 'neutre' && (
          <p>Ce site ne porte ni la Marianne ni le bloc-marque de l’État : ils sont réservés à ses propres sites.</p>
        )}

        <h2>Le logiciel</h2>
        <p>
          Il est libre, sous licence <a href="https://eupl.eu/1.2/fr/">EUPL-1.2</a> : chacun peut l’utiliser, le lire,
          le changer et le partager. Version {env.version}.
        </p>

        <h2>Les données</h2>
        <p>
          Les communes, les chiffres et les points de contact sont sous{' '}
          <a href="https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf">
            Licence Ouverte 2.0
          </a>
          . Vous pouvez les réutiliser en citant la source et sa date. La page <a href="/donnees">Données ouvertes</a>{' '}
          dit comment.
        </p>

        <h2 id="sources">Sources</h2>
        <ul>
          <li>Noms, codes et populations des communes : INSEE et La Poste, par Etalab, Licence Ouverte.</li>
          <li>
            Positions approchées des communes : <a href="https://www.geonames.org/">GeoNames</a>,{' '}
            <a href="https://creativecommons.org/licenses/by/4.0/deed.fr">CC BY 4.0</a>, tant que les positions
            officielles ne sont pas chargées.
          </li>
          <li>
            Dessin des côtes sur les cartes : <a href="https://www.naturalearthdata.com/">Natural Earth</a>, domaine
            public.
          </li>
          {env.tuiles && <li>Fond des cartes : {env.tuiles.attribution || new URL(env.tuiles.url).host}</li>}
          <li>Chiffres et points de contact : les gestionnaires et les centres, avec la date de chacun.</li>
        </ul>

        <h2>Ce que valent ces informations</h2>
        <p>
          Nous faisons de notre mieux pour qu’elles soient justes. En cas de doute, demandez à un{' '}
          <a href="/points-de-contact">point de contact</a> : ce qu’il vous dit passe avant ce site.
        </p>
      </div>
    </div>
  )
}
