import type { ReactNode } from 'react'

/** Says that the act is done, above what it changed. */
export const Succes = ({ children }: { children: ReactNode }) => (
  <div className="fr-alert fr-alert--success fr-alert--sm fr-mb-3w" role="status">
    <p>{children}</p>
  </div>
)
