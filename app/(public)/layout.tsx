import type { ReactNode } from 'react'

/** Pages for everyone: a page of this area declares its access here (read by the test of doors). */
export const acces = 'public'

export default function PublicLayout({ children }: { children: ReactNode }) {
  return children
}
