'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'

const PAGES = [
  ['/ma-demande', 'Ma demande'],
  ['/communes', 'Ma commune'],
  ['/points-de-contact', 'Points de contact'],
  ['/aide', 'Aide'],
] as const

/** Main menu; few entries, so that it needs no burger on a phone. */
export function Navigation() {
  const path = usePathname()
  return (
    <nav id="menu" aria-label="Menu principal">
      <ul>
        {PAGES.map(([href, label]) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={path === href ? 'page' : path.startsWith(`${href}/`) ? 'true' : undefined}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
