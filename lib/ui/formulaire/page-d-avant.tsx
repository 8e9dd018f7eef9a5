'use client'
/**
 * Around a form: when the version that serves it no longer has its action, says so in the place of the form, with what
 * was typed. Without scripts lib/web/page-d-avant.ts does the same (docs/adr/0023).
 */
import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { Component, type ReactNode } from 'react'
import { listSaisie } from '#lib/documents/saisie.ts'

type Props = Readonly<{
  /** What the last sending carried. */
  lireSaisie: () => FormData | undefined
  libelles: Readonly<Record<string, string>>
  children: ReactNode
}>
type State = Readonly<{ error?: unknown }>

export class PageDAvant extends Component<Props, State> {
  override state: State = {}

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    const { children, lireSaisie, libelles } = this.props
    if (error === undefined) return children
    if (!(error instanceof Error) || !unstable_isUnrecognizedActionError(error)) throw error
    const form = lireSaisie()
    const ecrit = form ? listSaisie(form) : []
    const hasFile = form !== undefined && [...form.values()].some((valeur) => valeur instanceof File && valeur.size > 0)
    return (
      <div className="fr-alert fr-alert--error" role="alert">
        <h2 className="fr-alert__title">Cette page a changé</h2>
        <p>
          La page que vous aviez ouverte date d’avant une mise à jour du portail. Votre envoi n’a pas été enregistré.
        </p>
        {ecrit.length > 0 ? (
          <>
            <p>Copiez ce que vous aviez écrit :</p>
            <dl>
              {ecrit.map(([champ, valeur]) => (
                <div key={`${champ} ${valeur}`}>
                  <dt>{libelles[champ] ?? champ}</dt>
                  <dd>{valeur}</dd>
                </div>
              ))}
            </dl>
          </>
        ) : null}
        <p>
          Puis rechargez la page, et envoyez de nouveau.{hasFile ? ' Un fichier joint est à choisir de nouveau.' : ''}
        </p>
        <p>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={() => window.location.reload()}>
            Recharger la page
          </button>
        </p>
      </div>
    )
  }
}
