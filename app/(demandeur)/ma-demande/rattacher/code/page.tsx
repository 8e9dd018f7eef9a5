import type { Metadata } from 'next'
import Link from 'next/link'
import { env } from '#lib/env.ts'
import { requireDemandeur } from '#lib/web/demandeur.ts'
import { EcrireLeCodeDeDemande } from '../rattacher.form.tsx'

export const metadata: Metadata = { title: 'Écrire le code reçu' }
export const acces = 'rattacher-demande'

export default async function CodeDeDemande() {
  await requireDemandeur('/ma-demande/rattacher')
  return (
    <div className="fr-container page texte">
      <h1>Écrivez le code reçu</h1>
      <p className="fr-text--lg">
        Si une demande porte ce numéro, et qu’un contact y est inscrit depuis trois jours au moins, un code vient d’y
        partir. Il arrive en une minute ou deux, et vaut dix minutes dans ce navigateur.
      </p>
      <EcrireLeCodeDeDemande />
      <p className="fr-mt-3w">
        Rien ne vient, ou ce contact n’est plus le vôtre ?{' '}
        <Link className="fr-link" href="/ma-demande/rattacher" prefetch={false}>
          Choisissez une autre preuve
        </Link>
        .
      </p>
      {env.mode === 'demonstration' ? (
        <p>
          <Link className="fr-link" href="/demonstration" prefetch={false} target="_blank">
            Démonstration : lire le message
          </Link>
        </p>
      ) : null}
    </div>
  )
}
