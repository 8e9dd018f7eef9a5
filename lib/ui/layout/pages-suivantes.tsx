import Link from 'next/link'

const MOTS = { debut: 'Revenir au début', suite: 'Suivantes' } as const

/**
 * Below a list read page by page. `debut`: where it begins, when one is further; `suite`: what comes next, if any;
 * `mots`: what the links say, where a page has several lists.
 */
export const PagesSuivantes = ({
  debut,
  suite,
  mots = MOTS,
}: Readonly<{ debut: string | null; suite: string | null; mots?: Readonly<Record<keyof typeof MOTS, string>> }>) => (
  <p className="fr-mt-4w">
    {debut === null ? null : (
      <Link className="fr-btn fr-btn--secondary" href={debut} prefetch={false}>
        {mots.debut}
      </Link>
    )}{' '}
    {suite === null ? null : (
      <Link className="fr-btn fr-btn--secondary" href={suite} prefetch={false}>
        {mots.suite}
      </Link>
    )}
  </p>
)
