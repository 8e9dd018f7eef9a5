import type { Metadata } from 'next'
import Link from 'next/link'
import { env } from '#lib/env.ts'
import { Contact } from '../contact.tsx'

export const metadata: Metadata = {
  title: 'Accessibilité : non conforme',
  description: 'Déclaration d’accessibilité : ce qui a été vérifié, ce qui manque, et comment nous le dire.',
  alternates: { canonical: '/accessibilite' },
}

export default function Accessibilite() {
  return (
    <div className="fr-container page">
      <div className="texte">
        <h1>Déclaration d’accessibilité</h1>
        <p className="fr-text--lg">
          Ce site est <strong>non conforme</strong> au référentiel d’accessibilité (RGAA 4.1), car aucun audit n’a
          encore été fait.
        </p>
        <p>
          Un service public doit être utilisable par tout le monde. C’est l’article 47 de la loi n° 2005-102 et le
          décret n° 2019-768. Cette déclaration porte sur ce site entier.
        </p>

        <h2>Ce que nous avons vérifié</h2>
        <p>Ces vérifications sont les nôtres. Elles ne remplacent pas un audit.</p>
        <ul>
          <li>Un contrôle automatique (axe) passe sur les principales pages à chaque modification du site.</li>
          <li>Les parcours se font au clavier, sans souris, et l’on voit toujours où l’on est.</li>
          <li>Les pages se lisent sur un écran de 320 pixels de large, sans défiler de côté.</li>
          <li>
            L’accueil, une commune, l’annuaire, un point de contact, une recherche et un formulaire se lisent aussi
            agrandis à 400 %.
          </li>
          <li>Les pages publiques se lisent sans JavaScript, en clair ou en sombre.</li>
        </ul>
        <p>Un contrôle automatique ne trouve qu’une partie des défauts.</p>

        <h2>Ce que nous savons incomplet</h2>
        <ul>
          <li>
            <strong>La carte</strong> se voit plus qu’elle ne s’entend, et demande JavaScript. La liste placée à côté,
            page après page, contient tout ce qu’elle montre : les mêmes points, avec leur adresse et leurs horaires.
          </li>
          <li>
            <strong>Les lecteurs d’écran</strong> : aucun essai complet n’a été fait avec des personnes qui s’en
            servent.
          </li>
          <li>
            <strong>Les textes des guichets</strong> (noms, commentaires, horaires) sont écrits par eux. Certains
            peuvent être difficiles à comprendre.
          </li>
        </ul>

        <h2 id="contact">Nous dire ce qui bloque</h2>
        <p>
          Une page vous résiste ? Dites-nous laquelle, et ce que vous vouliez faire. Nous vous aiderons à obtenir
          l’information autrement.
        </p>
        <Contact courriel={env.contact} demonstration={env.mode === 'demonstration'} />
        <p>
          Vous pouvez aussi demander l’information à{' '}
          <Link href="/points-de-contact" prefetch={false}>
            un point de contact
          </Link>
          , sur place ou par téléphone.
        </p>

        <h2>Si personne ne vous répond</h2>
        <p>
          Vous avez signalé un défaut et la réponse ne vous convient pas ? Le Défenseur des droits peut vous aider.
          C’est gratuit. Son site, <a href="https://www.defenseurdesdroits.fr/">defenseurdesdroits.fr</a>, dit comment
          lui écrire, l’appeler ou rencontrer son délégué près de chez vous.
        </p>
      </div>
    </div>
  )
}
