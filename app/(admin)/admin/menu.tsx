'use client'
import { usePathname } from 'next/navigation'
import type { Entree } from './entrees.ts'

export function MenuDAdministration({ entrees }: { entrees: readonly Entree[] }) {
  const path = usePathname()
  return (
    <nav
      className={`admin__menu ${path === '/admin' ? 'rubriques rubriques--accueil' : 'rubriques'}`}
      aria-label="Administration"
    >
      {/* On a phone it stands for the list, which is what the first page of the administration shows. */}
      <a className="rubriques__toutes sans-papier" href="/admin">
        Toutes les rubriques
      </a>
      <ul>
        {entrees.map(({ href, titre }) => (
          <li key={href}>
            {/* A whole page: its forms then hold the names of their actions, as those without scripts need them. */}
            <a href={href} aria-current={path === href ? 'page' : path.startsWith(`${href}/`) ? 'true' : undefined}>
              {titre}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
