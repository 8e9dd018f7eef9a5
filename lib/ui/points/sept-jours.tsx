'use client'
/**
 * The seven days to come of a point whose hours depend on the date: « semaines paires » asks for a calendar, and this
 * reads it. From the data of the page and the browser's clock, in the point's own zone; nothing before hydration.
 */
import { useSyncExternalStore } from 'react'
import { formatFerme, formatJourDeSemaine, formatJournee } from '#lib/documents/horaires.ts'
import { momentLocal } from '#lib/domain/guichet/horaires/moment.ts'
import { type HorairesSitues, semaineDu } from '#lib/domain/guichet/horaires/ouverture.ts'

const HEURE_MS = 3_600_000

/** The day changes at midnight at the point; an hour late is soon enough for a page left open. */
function followHours(wake: () => void): () => void {
  const timer = setInterval(wake, HEURE_MS)
  document.addEventListener('visibilitychange', wake)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', wake)
  }
}

const currentHour = (): number => Math.floor(Date.now() / HEURE_MS)
const before = (): null => null

export function SeptJours({ osm, fermetures, departement }: HorairesSitues) {
  const hour = useSyncExternalStore(followHours, currentHour, before)
  if (hour === null) return null
  const { jour } = momentLocal(hour * HEURE_MS, departement)
  return (
    <details className="sept-jours sans-papier">
      <summary>Les sept jours qui viennent</summary>
      <dl>
        {semaineDu({ osm, fermetures, departement }, jour).map((day) => (
          <div key={day.jour}>
            <dt>{formatJourDeSemaine(day.jour)}</dt>
            <dd>{day.horaires === 'ferme' ? formatFerme(day.motif) : formatJournee(day.horaires)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
