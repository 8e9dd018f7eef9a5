'use client'
import { useEffect, useState } from 'react'

/** Shares the page: the phone's own sheet, else its address in the clipboard. Absent without scripts. */
export function Partager({ titre }: { titre: string }) {
  const [ready, setReady] = useState(false)
  const [dit, setDit] = useState('')
  useEffect(() => setReady(true), [])
  const share = async () => {
    const url = window.location.href.replace(/[?#].*$/, '')
    try {
      if (navigator.share) await navigator.share({ title: titre, url })
      else {
        await navigator.clipboard.writeText(url)
        setDit('Adresse de la page copiée.')
      }
    } catch (error) {
      // Closing the sheet is a choice, not a failure.
      if (!(error instanceof DOMException && error.name === 'AbortError')) setDit(`Adresse de la page : ${url}`)
    }
  }
  return (
    <span className="sans-papier" data-vivant="" style={ready ? undefined : { visibility: 'hidden' }}>
      <button type="button" className="fr-btn fr-btn--secondary fr-icon-share-line fr-btn--icon-left" onClick={share}>
        Partager
      </button>{' '}
      <span role="status">{dit}</span>
    </span>
  )
}

export function Imprimer() {
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  return (
    <button
      type="button"
      className="fr-btn fr-btn--secondary fr-icon-printer-line fr-btn--icon-left sans-papier"
      style={ready ? undefined : { visibility: 'hidden' }}
      onClick={() => window.print()}
    >
      Imprimer
    </button>
  )
}
