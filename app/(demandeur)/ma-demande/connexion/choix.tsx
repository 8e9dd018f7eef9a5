/** How an applicant signs in: FranceConnect first, a code by e-mail second, people third. */
import Link from 'next/link'
import { env } from '#lib/env.ts'
import { PageEntiere } from '#lib/ui/layout/page-entiere.tsx'
import { FichiersPartages } from '#lib/ui/portes/fichiers-partages.tsx'
import { readAujourdHui } from '#lib/web/aujourd-hui.ts'
import { DemanderUnCode } from './code.form.tsx'

/** `retour`: the page of the applicant to come back to. `refus`: why the sign-in did not end, as a sentence. */
export async function ChoixDeConnexion({ retour, refus }: Readonly<{ retour: string; refus?: string | undefined }>) {
  return (
    <div className="texte">
      <PageEntiere />
      <FichiersPartages acte="renouvellement" le={await readAujourdHui()} />
      {refus ? (
        <div className="fr-alert fr-alert--error fr-mb-4w" role="alert">
          <p>{refus}</p>
        </div>
      ) : null}
      {env.franceConnect ? (
        <section className="fr-mb-6w" aria-labelledby="par-franceconnect">
          <h2 id="par-franceconnect" className="fr-h4">
            Avec FranceConnect
          </h2>
          <p>Le plus rapide : votre identité est vérifiée, votre numéro de demande suffit ensuite.</p>
          <form method="post" action="/ma-demande/connexion/franceconnect">
            <input type="hidden" name="retour" value={retour} />
            <div className="fr-checkbox-group fr-mb-3w">
              <input type="checkbox" id="fc-partage" name="appareilPartage" />
              <label className="fr-label" htmlFor="fc-partage">
                Cet ordinateur est partagé
                <span className="fr-hint-text">Rien n’y restera une fois la fenêtre fermée.</span>
              </label>
            </div>
            <div className="fr-connect-group">
              <button type="submit" className="fr-connect">
                <span className="fr-connect__login">S’identifier avec</span>{' '}
                <span className="fr-connect__brand">FranceConnect</span>
              </button>
              <p>
                <a
                  href="https://franceconnect.gouv.fr/"
                  target="_blank"
                  rel="noopener external"
                  title="Qu’est-ce que FranceConnect ? - nouvelle fenêtre"
                >
                  Qu’est-ce que FranceConnect ?
                </a>
              </p>
            </div>
          </form>
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
