import { direValeur, nommeChamp } from '#lib/documents/libelles-de-champ.ts'
import type { Saisie } from '#lib/documents/saisie.ts'

/** In the place of a form that was sent after the end of its session: what was written, to be copied. */
export const SessionFinie = ({ ecrit, connexion }: Readonly<{ ecrit: Saisie; connexion: string }>) => (
  <div className="fr-container page">
    <h1>Votre session est terminée</h1>
    <p>
      Rien de cet envoi n’est enregistré.{' '}
      <a href={connexion} target="_blank" rel="noopener">
        Se connecter dans un nouvel onglet
      </a>
      , puis recopier ce que vous aviez écrit.
    </p>
    <h2 className="fr-h4">Ce que vous aviez écrit</h2>
    <dl>
      {ecrit.map(([champ, valeur]) => (
        <div key={`${champ} ${valeur}`}>
          <dt>{nommeChamp(champ)}</dt>
          <dd>{direValeur(champ, valeur)}</dd>
        </div>
      ))}
    </dl>
  </div>
)
