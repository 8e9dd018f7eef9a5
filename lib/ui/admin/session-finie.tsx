import { formatNombre } from '#lib/documents/chiffres.ts'
import { direValeur, nommeChamp } from '#lib/documents/libelles-de-champ.ts'
import type { Saisie } from '#lib/documents/saisie.ts'

type Props = Readonly<{
  ecrit: Saisie
  /** Rows that were ticked: they are ticked again where they are shown. */
  coches: number
  connexion: string
}>

/** In the place of a form that was sent after the end of its session: what was written, to be copied. */
export const SessionFinie = ({ ecrit, coches, connexion }: Props) => (
  <div className="fr-container page">
    <h1>Votre session est terminée</h1>
    <p>
      Rien de cet envoi n’est enregistré.{' '}
      <a href={connexion} target="_blank" rel="noopener">
        Se connecter dans un nouvel onglet
      </a>
      , puis {ecrit.length > 0 ? 'recopier ce que vous aviez écrit' : 'recommencer'}.
    </p>
    {coches > 0 ? (
      <p>
        {coches > 1
          ? `Vous aviez coché ${formatNombre(coches)} cases : elles sont à cocher de nouveau.`
          : 'Vous aviez coché une case : elle est à cocher de nouveau.'}
      </p>
    ) : null}
    {ecrit.length > 0 ? (
      <>
        <h2 className="fr-h4">Ce que vous aviez écrit</h2>
        <dl className="admin__ecrit">
          {ecrit.map(([champ, valeur]) => (
            <div key={`${champ} ${valeur}`}>
              <dt>{nommeChamp(champ)}</dt>
              <dd>{direValeur(champ, valeur)}</dd>
            </div>
          ))}
        </dl>
      </>
    ) : null}
  </div>
)
