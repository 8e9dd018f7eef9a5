import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Service } from '#lib/domain/guichet/vocabulaire.ts'
import { RechercheSimple } from '../recherche/recherche-simple.tsx'

/** A door whose room is kept elsewhere today: says who does the act, how, and leads to the places that do it. */
export function Porte({
  titre,
  chapo,
  etapes,
  service,
  quiFait,
  acte,
  avant,
  children,
}: {
  titre: string
  chapo: string
  etapes: readonly ReactNode[]
  service: Service
  /** « Trouver qui … » */
  quiFait: string
  /** What may be done here at once, before the places that do it. */
  acte?: Readonly<{ libelle: string; vers: string }>
  /** What sends somebody elsewhere, before anything is done here. */
  avant?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="fr-container page">
      <h1>{titre}</h1>
      <p className="fr-text--lg texte">{chapo}</p>
      {avant}
      {acte ? (
        <p>
          <a className="fr-btn fr-btn--lg" href={acte.vers}>
            {acte.libelle}
          </a>
        </p>
      ) : null}
      <section className="panneau fr-mb-4w" aria-labelledby="qui">
        <h2 id="qui" className="fr-h4">
          {quiFait}
        </h2>
        <RechercheSimple
          action="/points-de-contact"
          name="q"
          champs={{ service }}
          label="Votre commune ou votre code postal"
          bouton="Trouver"
          vers={`/points-de-contact?service=${service}&commune={code}`}
        />
        <p className="fr-mt-2w fr-mb-0">
          <Link className="fr-link" href={`/points-de-contact?service=${service}`} prefetch={false}>
            Voir tous les points de contact qui le font
          </Link>
        </p>
      </section>
      <div className="texte">
        <h2>Comment faire</h2>
        <ol className="etapes">
          {etapes.map((etape, rang) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of the page
            <li key={rang}>{etape}</li>
          ))}
        </ol>
        {children}
      </div>
    </div>
  )
}
