'use client'
/**
 * The seven days to come of a point whose hours depend on the date: « semaines paires » asks for a calendar, and this
 * reads it. From the data of the page and the browser's clock, in the point's own zone; nothing before hydration.
 */
import { formatFerme, formatJourDeSemaine, formatJournee } from '#lib/documents/horaires.ts'
import { momentLocal } from '#lib/domain/guichet/horaires/moment.ts'
import { type HorairesSitues, semaineDu } from '#lib/domain/guichet/horaires/ouverture.ts'
import { useHeure } from './horloge.ts'

export function SeptJours({ osm, fermetures, departement }: HorairesSitues) {
  // The day changes at midnight at the point; an hour late is soon enough for a page left open.
  const heure = useHeure()
  if (heure === null) return null
  const { jour } = momentLocal(heure, departement)
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
