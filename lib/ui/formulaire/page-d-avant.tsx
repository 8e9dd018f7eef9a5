'use client'
/**
 * Around a form that was sent: when the version that serves it no longer has its action, or when we failed, says so in
 * the place of the form, with what was typed. Without scripts lib/web/page-d-avant.ts says the first (docs/adr/0023).
 */
import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import { Component, type ReactNode } from 'react'
import { direValeur, nommeChamp } from '#lib/documents/libelles-de-champ.ts'
import { numeroDePanne, PANNE } from '#lib/documents/panne.ts'
import { listSaisie } from '#lib/documents/saisie.ts'
import { SANS_POIDS, TROP_D_ENVOIS, TROP_LOURD } from '#lib/documents/trop-de-demandes.ts'

/** Sentences of what stands in front of Next: nothing was read, nothing failed. */
const ENVOIS_REFUSES = [SANS_POIDS, TROP_D_ENVOIS, TROP_LOURD]

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
    // What leads elsewhere is not a failure, and a form that nobody sent has nothing to give back.
    unstable_rethrow(error)
    const form = lireSaisie()
    if (!form || !(error instanceof Error)) throw error
    const digest = 'digest' in error && typeof error.digest === 'string' ? error.digest : undefined
    const refuse = ENVOIS_REFUSES.find((phrase) => phrase === error.message)
    // What a browser throws when no answer came.
    const faute = error instanceof TypeError && !digest ? PANNE.reseau : PANNE.faute
    const isDAvant = unstable_isUnrecognizedActionError(error)
    const ecrit = listSaisie(form)
    const hasFile = [...form.values()].some((valeur) => valeur instanceof File && valeur.size > 0)
    return (
      <div className="fr-alert fr-alert--error" role="alert">
        <h2 className="fr-alert__title">{isDAvant ? 'Cette page a changé' : 'Votre envoi n’a pas abouti'}</h2>
        <p>
          {isDAvant
            ? 'La page que vous aviez ouverte date d’avant une mise à jour du portail. Votre envoi n’a pas été enregistré.'
            : (refuse ?? `${faute} ${PANNE.envoi}`)}
        </p>
        {ecrit.length > 0 ? (
          <>
            <p>Copiez ce que vous aviez écrit :</p>
            <dl>
              {ecrit.map(([champ, valeur]) => (
                <div key={`${champ} ${valeur}`}>
                  <dt>{libelles[champ] ?? nommeChamp(champ)}</dt>
                  <dd>{direValeur(champ, valeur)}</dd>
                </div>
              ))}
            </dl>
          </>
        ) : null}
        <p>
          Puis rechargez la page, et envoyez de nouveau.{hasFile ? ' Un fichier joint est à choisir de nouveau.' : ''}
        </p>
        {isDAvant || refuse ? null : (
          <p>
            <a href="/mentions-legales">{PANNE.ecrire}</a>
            {numeroDePanne(digest)}
          </p>
        )}
        <p>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={() => window.location.reload()}>
            Recharger la page
          </button>
        </p>
      </div>
    )
  }
}
