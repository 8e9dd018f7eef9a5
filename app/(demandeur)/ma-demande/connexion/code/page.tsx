import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { findCourrielDuCode } from '#db/queries/sessions-de-demandeur.ts'
import { isUuid } from '#lib/domain/identifiants.ts'
import { env } from '#lib/env.ts'
import { billetDeCodeCookie } from '#lib/web/cookies.ts'
import { safeRetour } from '#lib/web/demandeur.ts'
import { EcrireLeCode } from '../code.form.tsx'

export const metadata: Metadata = { title: 'Écrire le code' }
export const acces = 'public'

type Props = { searchParams: Promise<{ retour?: string | string[] }> }

export default async function Code({ searchParams }: Props) {
  const retour = safeRetour((await searchParams).retour)
  const billet = (await cookies()).get(billetDeCodeCookie())?.value
  const courriel = billet && isUuid(billet) ? await findCourrielDuCode(billet) : undefined
  const autre = `/ma-demande?retour=${encodeURIComponent(retour)}`
  if (!courriel) redirect(autre)
  return (
    <div className="fr-container page texte">
      <h1>Écrivez le code</h1>
      <p className="fr-text--lg">
        Nous l’envoyons à <strong style={{ overflowWrap: 'anywhere' }}>{courriel}</strong>. Il arrive en une minute ou
        deux, et vaut dix minutes dans ce navigateur.
      </p>
      <EcrireLeCode retour={retour} />
      <p className="fr-mt-3w">
        Rien ne vient ? Regardez dans les courriers indésirables, ou{' '}
        <a className="fr-link" href={autre}>
          demandez un nouveau code
        </a>
        .
      </p>
      {env.mode === 'demonstration' ? (
        <p>
          <Link className="fr-link" href="/demonstration" prefetch={false} target="_blank">
            Démonstration : lire le courriel
          </Link>
        </p>
      ) : null}
    </div>
  )
}
