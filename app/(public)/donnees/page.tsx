import type { Metadata } from 'next'
import { loadFraicheur } from '#db/queries/donnees-ouvertes.ts'
import { lecture } from '#db/queries/lecture.ts'
import { formatNombre } from '#lib/documents/chiffres.ts'
import { formatInstant } from '#lib/documents/heures.ts'
import { env } from '#lib/env.ts'
import { CONTRATS } from '#lib/web/api/contrats.ts'
import type { Contrat } from '#lib/web/define-route.ts'
import { PROBLEMES } from '#lib/web/problem.ts'
import { Porte } from './porte.tsx'

export const metadata: Metadata = {
  title: 'Données ouvertes',
  description:
    'Les communes, les chiffres du logement social et les points de contact, en JSON, CSV et GeoJSON, sans clé.',
  alternates: { canonical: '/donnees' },
}
// Its dates follow each publication; a shared cache holds it a minute like the other public pages.
export const acces = 'public'
export const dynamic = 'force-dynamic'

const TELECHARGER = [
  {
    href: '/api/v1/points-de-contact?format=csv',
    titre: 'Tous les points de contact, en CSV',
    suite: 'Pour un tableur : une ligne par point',
  },
  {
    href: '/api/v1/points-de-contact?format=geojson',
    titre: 'Tous les points de contact, en GeoJSON',
    suite: 'Pour un logiciel de cartographie',
  },
  {
    href: '/api/v1/openapi.json',
    titre: 'La description OpenAPI 3.1',
    suite: 'Pour fabriquer un programme qui lit ces données',
  },
] as const

export default async function Donnees() {
  const { communes, points, communesAvecChiffres, annee, publieAt } = await loadFraicheur(lecture)
  return (
    <div className="fr-container page">
      <header className="texte">
        <h1>Données ouvertes</h1>
        <p className="fr-text--lg">
          Tout ce que ce site montre des communes et des points de contact se télécharge et s’interroge, sans clé et
          sans compte.
        </p>
      </header>

      {env.mode === 'demonstration' && (
        <p className="panneau">
          <strong>Ceci est une démonstration.</strong> Les chiffres et les points de contact sont inventés : chacun
          porte <code>"demonstration": true</code>. Les noms, les codes et les populations des communes sont réels.
        </p>
      )}

      <section aria-labelledby="telecharger">
        <h2 id="telecharger">Télécharger</h2>
        <ul className="telecharger">
          {TELECHARGER.map(({ href, titre, suite }) => (
            <li key={href} className="panneau">
              <a className="fr-link" href={href}>
                {titre}
              </a>
              <p className="discret">{suite}</p>
            </li>
          ))}
        </ul>
        <p className="texte">
          Les chiffres d’une commune se téléchargent depuis sa page, ou à l’adresse{' '}
          <code>/api/v1/communes/09122?format=csv</code> avec son code INSEE.
        </p>
      </section>

      <section aria-labelledby="fraicheur" className="texte">
        <h2 id="fraicheur">Ce qu’il y a aujourd’hui</h2>
        <dl className="fraicheur">
          <dt>Communes</dt>
          <dd>{formatNombre(communes)}, au code officiel géographique</dd>
          <dt>Points de contact</dt>
          <dd>
            {points === 0
              ? 'aucun pour l’instant'
              : `${formatNombre(points)}, chacun avec la date de sa dernière mise à jour`}
          </dd>
          <dt>Chiffres</dt>
          <dd>
            {communesAvecChiffres === 0
              ? 'aucune commune pour l’instant'
              : `${formatNombre(communesAvecChiffres)} communes, jusqu’à l’année ${annee}`}
          </dd>
          <dt>Dernière publication</dt>
          <dd>
            {publieAt ? <time dateTime={publieAt.toISOString()}>{formatInstant(publieAt)}</time> : 'aucune encore'}
          </dd>
        </dl>
        <p>
          Ce qui est publié se voit ici dans les deux secondes. Un cache entre nous et vous peut ajouter une minute.
        </p>
      </section>

      <section aria-labelledby="api">
        <h2 id="api">Interroger</h2>
        <p className="texte">
          La réponse est en JSON. Ajoutez <code>format=csv</code>, ou <code>format=geojson</code> pour les points, à la
          fin de l’adresse. Les réponses s’ouvrent depuis n’importe quel site.
        </p>
        {CONTRATS.map((contrat: Contrat) => (
          <Porte key={contrat.chemin} contrat={contrat} />
        ))}
      </section>

      <div className="texte">
        <h2 id="lire">Lire les réponses</h2>
        <h3>Un chiffre inconnu n’est pas zéro</h3>
        <p>
          <code>null</code> veut dire inconnu. <code>{'{ "masque": true, "moinsDe": 5 }'}</code> veut dire{' '}
          {'«\u00a0moins de 5\u00a0»\u00a0: '}
          un petit nombre de demandes ou d’attributions n’est pas diffusé, pour que personne ne soit reconnu.{' '}
          <code>{'{ "masque": true }'}</code> veut dire « non diffusé » : ce nombre pourrait aider à en retrouver un
          autre. En CSV, la case est vide, ou écrite en toutes lettres.
        </p>
        <p>
          Le total des demandes n’est jamais une somme : une demande qui accepte plusieurs types de logement compte dans
          chacun.
        </p>
        <h3>Le CSV</h3>
        <p>
          Il est fait pour les tableurs français : points-virgules, UTF-8, virgule dans les listes, point dans les
          nombres décimaux, jours écrits <code>2026-03-12</code>. Un texte qui commence comme une formule (
          <code>= + - @</code>) est précédé d’une apostrophe, pour qu’aucun tableur ne le calcule. Un programme l’enlève
          sans rien perdre. Dans votre tableur, importez la colonne <code>codePostal</code> comme du texte, pour garder
          le zéro de <code>09000</code>.
        </p>
        <h3>Les erreurs</h3>
        <p>
          Elles sont en <code>application/problem+json</code> : un <code>code</code> pour les programmes, une phrase
          dans <code>detail</code>, et dans <code>erreurs</code> chaque paramètre en cause. Un paramètre inconnu, répété
          ou mal écrit est une erreur : une faute de frappe ne vous donne pas une autre réponse sans le dire.
        </p>
        <ul>
          {Object.entries(PROBLEMES).map(([code, { statut, titre }]) => (
            <li key={code}>
              <code>{statut}</code> <code>{code}</code> : {titre.toLowerCase()}
            </li>
          ))}
        </ul>
        <h3>Votre position reste chez vous</h3>
        <p>
          <code>pres</code> sert à un lieu choisi, comme une mairie. Il est arrondi à deux décimales, un kilomètre
          environ. Sur ce site, « autour de moi » trie dans votre navigateur : rien n’est envoyé.
        </p>

        <h2 id="licence">Licence et sources</h2>
        <p>
          Ces données sont sous{' '}
          <a href="https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf">
            Licence Ouverte 2.0
          </a>
          . Vous pouvez les copier, les changer, les vendre. Citez la source et sa date.
        </p>
        <ul>
          <li>Points de contact : les centres et les gestionnaires, par leur recensement.</li>
          <li>Chiffres : les gestionnaires territoriaux. La source de chacun est dans la réponse.</li>
          <li>Noms, codes, codes postaux et populations des communes : INSEE et La Poste, par Etalab.</li>
          <li>
            Positions des communes : <a href="https://www.geonames.org/">GeoNames</a>,{' '}
            <a href="https://creativecommons.org/licenses/by/4.0/deed.fr">CC BY 4.0</a>, tant que les positions
            officielles ne sont pas chargées. <code>approximative</code> dit une moyenne, jamais l’emplacement exact.
          </li>
        </ul>
      </div>
    </div>
  )
}
