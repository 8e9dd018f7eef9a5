import type { Metadata } from 'next'
import { headers } from 'next/headers'
import Link from 'next/link'
import { HEURES_DE_SESSION_D_AGENT, MINUTES_D_INACTIVITE_D_AGENT } from '#lib/domain/acces/session-d-agent.ts'
import { env } from '#lib/env.ts'
import { PageEntiere } from '#lib/ui/layout/page-entiere.tsx'

export const metadata: Metadata = { title: 'Connexion' }
export const acces = 'public'

type Props = { searchParams: Promise<Partial<Record<'retour' | 'error' | 'finie', string | string[]>>> }

/** A path of our own, never another site's address. */
const safePath = (retour: string | string[] | undefined): string =>
  typeof retour === 'string' && /^\/(?![/\\])/.test(retour) ? retour : '/admin'

/** The way back leads to a file that was received without a session. */
const keepsFile = (retour: string | string[]): boolean => /^\/admin\/recensements\/[0-9a-f-]{36}$/.test(String(retour))

export default async function Connexion({ searchParams }: Props) {
  const { retour, error, finie } = await searchParams
  const jeton = (await headers()).get('x-portail-jeton') ?? ''
  return (
    <div className="fr-container page">
      <PageEntiere />
      <h1>Connexion</h1>
      {error ? (
        <div className="fr-alert fr-alert--error fr-mb-4w" role="alert">
          <p>La connexion n’a pas abouti. Rien n’a été enregistré : recommencez, ou attendez quelques minutes.</p>
        </div>
      ) : null}
      {finie !== undefined ? (
        <p className="fr-text--lg texte">
          Votre session est terminée. Une session se ferme après {MINUTES_D_INACTIVITE_D_AGENT} minutes sans geste,{' '}
          {HEURES_DE_SESSION_D_AGENT} heures après la connexion, ou quand l’accès change ou se ferme.
        </p>
      ) : null}
      {retour ? (
        <p className="fr-text--lg texte">
          {keepsFile(retour)
            ? 'Votre session était terminée. Votre fichier est gardé : connectez-vous, vous le retrouverez tout de suite.'
            : `${finie === undefined ? 'Si vous étiez connecté, vous ne l’êtes plus. ' : ''}Connectez-vous pour continuer : vous reviendrez à la page que vous demandiez.`}
        </p>
      ) : null}
      <div className="fr-grid-row fr-grid-row--gutters">
        <section className="fr-col-12 fr-col-md-6" aria-labelledby="agents">
          <h2 id="agents" className="fr-h4">
            Vous travaillez pour un centre ou un gestionnaire
          </h2>
          <p>Connectez-vous avec votre identité professionnelle, à l’adresse de votre invitation.</p>
          <form method="post" action="/api/auth/signin/proconnect">
            <input type="hidden" name="csrfToken" value={jeton} />
            <input type="hidden" name="callbackUrl" value={`${env.siteUrl}${safePath(retour)}`} />
            <button type="submit" className="fr-btn fr-btn--lg">
              Se connecter avec ProConnect
            </button>
          </form>
          <p className="fr-text--sm fr-mt-2w">
            Pas encore d’accès ? Le gestionnaire territorial de votre département vous invite.
          </p>
          {env.mode === 'demonstration' ? (
            <p>
              <Link href="/demonstration" prefetch={false}>
                Les comptes de la démonstration
              </Link>
            </p>
          ) : null}
        </section>
        <section className="fr-col-12 fr-col-md-6" aria-labelledby="demandeurs">
          <h2 id="demandeurs" className="fr-h4">
            Vous demandez un logement
          </h2>
          <p>Consultez votre demande, mettez-la à jour, ou renouvelez-la quand le moment est venu.</p>
          <p>
            <Link className="fr-link fr-icon-arrow-right-line fr-link--icon-right" href="/ma-demande" prefetch={false}>
              Ouvrir ma demande
            </Link>
          </p>
        </section>
      </div>
    </div>
  )
}
