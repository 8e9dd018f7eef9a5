/** How an applicant signs in: FranceConnect first, a code by e-mail second, people third. */
import { headers } from 'next/headers'
import Link from 'next/link'
import { jourLocal } from '#lib/domain/calendrier.ts'
import { listFichiersPartages } from '#lib/domain/demande/territoire.ts'
import { env } from '#lib/env.ts'
import { PageEntiere } from '#lib/ui/connexion/page-entiere.tsx'
import { DemanderUnCode } from './code.form.tsx'

/** Where the applicants of some départements go instead: on the first screen, before anything is typed. */
function FichiersPartages() {
  const le = jourLocal(new Date().toISOString(), 'Europe/Paris')
  const fichiers = listFichiersPartages(le)
  return fichiers.map(({ departement, nom, adresse }) => (
    <p key={departement}>
      Votre numéro commence par {departement.padStart(3, '0')} ? Votre demande est tenue par le {nom} :{' '}
      <a className="fr-link" href={adresse} rel="noopener">
        continuez sur son site
      </a>
      .
    </p>
  ))
}

/** `retour`: the page of the applicant to come back to. */
export async function ChoixDeConnexion({ retour, refuse = false }: Readonly<{ retour: string; refuse?: boolean }>) {
  const jeton = (await headers()).get('x-portail-jeton') ?? ''
  return (
    <div className="texte">
      <PageEntiere />
      <FichiersPartages />
      {refuse ? (
        <div className="fr-alert fr-alert--error fr-mb-4w" role="alert">
          <p>La connexion n’a pas abouti. Rien n’a été enregistré : recommencez, ou choisissez un code par courriel.</p>
        </div>
      ) : null}
      {env.franceConnect ? (
        <section className="fr-mb-6w" aria-labelledby="par-franceconnect">
          <h2 id="par-franceconnect" className="fr-h4">
            Avec FranceConnect
          </h2>
          <p>Le plus rapide : votre identité est vérifiée, votre numéro de demande suffit ensuite.</p>
          <form method="post" action="/api/auth/signin/franceconnect">
            <input type="hidden" name="csrfToken" value={jeton} />
            <input type="hidden" name="callbackUrl" value={`${env.siteUrl}${retour}`} />
            <div className="fr-checkbox-group fr-mb-3w">
              <input type="checkbox" id="fc-partage" name="appareilPartage" />
              <label className="fr-label" htmlFor="fc-partage">
                Cet ordinateur est partagé
                <span className="fr-hint-text">Rien n’y restera une fois la fenêtre fermée.</span>
              </label>
            </div>
            <button type="submit" className="fr-btn fr-btn--lg">
              S’identifier avec FranceConnect
            </button>
          </form>
          <p className="fr-text--sm fr-mt-1w">
            FranceConnect est la solution proposée par l’État pour sécuriser et simplifier la connexion aux services en
            ligne.
          </p>
        </section>
      ) : null}
      <section className="fr-mb-6w" aria-labelledby="par-courriel">
        <h2 id="par-courriel" className="fr-h4">
          Avec un code reçu par courriel
        </h2>
        <DemanderUnCode retour={retour} />
      </section>
      <section aria-labelledby="par-des-gens">
        <h2 id="par-des-gens" className="fr-h4">
          Je n’ai ni l’un ni l’autre
        </h2>
        <p>Des personnes renouvellent et mettent à jour votre demande avec vous, sur place ou par téléphone.</p>
        <p>
          <Link className="fr-link" href="/points-de-contact?service=renouvellement" prefetch={false}>
            Trouver qui peut m’aider près de chez moi
          </Link>
        </p>
      </section>
    </div>
  )
}
