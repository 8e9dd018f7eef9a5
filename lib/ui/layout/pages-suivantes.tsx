import Link from 'next/link'

/** Below a list read page by page. `debut`: where it begins, when one is further; `suite`: what comes next, if any. */
export const PagesSuivantes = ({ debut, suite }: { debut: string | null; suite: string | null }) => (
  <p className="fr-mt-4w">
    {debut === null ? null : (
      <Link className="fr-btn fr-btn--secondary" href={debut} prefetch={false}>
        Revenir au début
      </Link>
    )}{' '}
    {suite === null ? null : (
      <Link className="fr-btn fr-btn--secondary" href={suite} prefetch={false}>
        Suivantes
      </Link>
    )}
  </p>
)
