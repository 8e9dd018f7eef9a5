'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { Entree } from './entrees.ts'

export function MenuDAdministration({ entrees }: { entrees: readonly Entree[] }) {
  const path = usePathname()
  return (
    <nav className="admin__menu" aria-label="Administration">
      <ul>
        {entrees.map(({ href, titre }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={path === href ? 'page' : path.startsWith(`${href}/`) ? 'true' : undefined}
            >
              {titre}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
