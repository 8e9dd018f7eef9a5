/** The frame of a step: where one is, what is kept, and the title. */
import type { ReactNode } from 'react'
import { Fil, type FilDeSaisie } from '../saisie-gardee/fil.tsx'

export function Cadre({
  titre,
  etape,
  fil,
  children,
}: Readonly<{
  titre: string
  /** « Étape 2 sur 4 »; none where there is nothing to fill in. */
  etape?: string
  fil?: FilDeSaisie
  children: ReactNode
}>) {
  return (
    <div className="fr-container page renouveler">
      {fil ? <Fil {...fil} etape={etape} /> : null}
      <h1>{titre}</h1>
      {children}
    </div>
  )
}
