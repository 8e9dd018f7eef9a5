/** Above a form that opens with what was typed before the session went out. */
import type { SaisieARecopier } from '#lib/documents/saisie-gardee.ts'

/** `ici`: the page itself. `aRecopier`: what its fields can no longer take, since they now ask of somebody else. */
export function Reprise({ ici, aRecopier }: Readonly<{ ici: string; aRecopier?: SaisieARecopier | undefined }>) {
  return (
    <div className="fr-alert fr-alert--warning fr-mb-3w" role="status">
      <p>
        Votre session s’est terminée avant votre envoi : <strong>rien n’est encore enregistré</strong>.{' '}
        {aRecopier
          ? 'Depuis, votre demande a changé : recopiez ci-dessous ce que vous aviez écrit.'
          : 'Voici ce que vous aviez écrit : relisez, puis enregistrez.'}
      </p>
      {aRecopier ? (
        <dl>
          {aRecopier.map(({ nom, libelle, valeur }) => (
            <div key={nom}>
              <dt>{libelle}</dt>
              <dd>{valeur}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p>
          {/* A plain link: the form is made anew by a page that is. */}
          <a href={`${ici}?sans-reprise`}>Repartir de ce qui est enregistré</a>
        </p>
      )}
    </div>
  )
}
