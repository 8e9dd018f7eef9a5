import '../../../lib/ui/styles/admin.css'
import type { ReactNode } from 'react'
import { ROLES } from '#lib/domain/acces/acteur.ts'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { readContexte } from '#lib/web/contexte.ts'
import { signOutAction } from './deconnexion.action.ts'
import { entreesFor } from './entrees.ts'
import { MenuDAdministration } from './menu.tsx'

/** The frame of the administration. It opens nothing: each page asks for its own access. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { session, acteur } = await readContexte()
  if (!session) return children
  const entrees = entreesFor(acteur)
  return (
    <div className="fr-container admin">
      <div className="admin__qui">
        <p className="fr-mb-0">
          <strong>{session.nom}</strong>
          <br />
          {ROLES[session.role]}
          {session.departements.length > 0 ? `, ${session.departements.join(', ')}` : ''}
        </p>
        <Formulaire action={signOutAction} bouton="Se déconnecter" secondaire />
      </div>
      {entrees.length > 0 ? <MenuDAdministration entrees={entrees} /> : null}
      {children}
    </div>
  )
}
