'use client'
import { useEffect, useState } from 'react'

/** Shown once scripts run: without them, the menu of the browser prints. */
export function Imprimer() {
  const [isReady, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  return isReady ? (
    <button type="button" className="fr-btn" onClick={() => window.print()}>
      Imprimer cette feuille
    </button>
  ) : (
    <p>Imprimez cette page : elle ne se montre que quelques minutes.</p>
  )
}
