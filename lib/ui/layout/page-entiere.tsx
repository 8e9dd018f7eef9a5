'use client'
import { useEffect } from 'react'

/**
 * The sign-in form needs the page as the server sends it: its cookie, and its own policy, which lets it lead to the
 * identity provider. Reached from inside another page, it is asked for again, whole.
 */
export function PageEntiere() {
  useEffect(() => {
    const [loaded] = performance.getEntriesByType('navigation')
    if (loaded && new URL(loaded.name).pathname !== window.location.pathname) window.location.reload()
  }, [])
  return null
}
