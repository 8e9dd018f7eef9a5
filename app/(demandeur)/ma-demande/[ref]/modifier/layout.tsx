import '../../../../../lib/ui/styles/renouveler.css'
import type { ReactNode } from 'react'
import { Quitter } from '../../quitter.tsx'

/** The look of the fields of a renewal, and the way out. It opens nothing: each page asks for its own access. */
export default function ModifierLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <div className="fr-container renouveler__bas">
        <Quitter />
      </div>
    </>
  )
}
