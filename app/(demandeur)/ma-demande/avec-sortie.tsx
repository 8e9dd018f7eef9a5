import '../../../lib/ui/styles/renouveler.css'
import type { ReactNode } from 'react'
import { Quitter } from './quitter.tsx'

/** The look of what is renewed or changed, and the way out of it. It opens nothing: each page asks for its own access. */
export function AvecSortie({ children }: Readonly<{ children: ReactNode }>) {
  return (
    <>
      {children}
      <div className="fr-container renouveler__bas">
        <Quitter />
      </div>
    </>
  )
}
