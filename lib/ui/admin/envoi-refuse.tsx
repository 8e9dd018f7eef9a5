import { formatNombre } from '#lib/documents/chiffres.ts'
import { direValeur, nommeChamp } from '#lib/documents/libelles-de-champ.ts'
import { phraseDuRefus, type Refus } from '#lib/documents/refus.ts'
import type { Saisie } from '#lib/documents/saisie.ts'

type Envoi = Readonly<{
  ecrit: Saisie
  /** Rows that were ticked: they are ticked again where they are shown. */
  coches: number
}>

/** In the place of a form that was sent after the end of its session: what was written, to be copied. */
export const SessionFinie = ({ connexion, ...envoi }: Envoi & Readonly<{ connexion: string }>) => (
  <div className="fr-container page">
    <h1>Votre session est terminée</h1>
    <p>
      Rien de cet envoi n’est enregistré.{' '}
      <a href={connexion} target="_blank" rel="noopener">
        Se connecter dans un nouvel onglet
      </a>
      , puis {envoi.ecrit.length > 0 ? 'recopier ce que vous aviez écrit' : 'recommencer'}.
    </p>
    <Ecrit {...envoi} />
  </div>
)

/** In the place of a form that its page does not show for now. */
export const EnvoiRefuse = ({ refus, ...envoi }: Envoi & Readonly<{ refus: Refus }>) => (
  <div className="admin__fiche">
    <h1>Votre envoi n’est pas enregistré</h1>
    <p>{phraseDuRefus(refus)}</p>
    <p>
      <a href="?">Revenir à la page</a>
    </p>
    <Ecrit {...envoi} />
  </div>
)

const Ecrit = ({ ecrit, coches }: Envoi) => (
  <>
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
  </>
)
