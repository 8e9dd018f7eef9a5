import '../../../../lib/ui/styles/renouveler.css'
import type { ReactNode } from 'react'
import { Quitter } from '../../ma-demande/quitter.tsx'

/** The look of a renewal, and the way out of it. It opens nothing: each page asks for its own access. */
export default function RenouvelerLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <div className="fr-container renouveler__bas">
        <Quitter />
      </div>
    </>
  )
}
