'use client'
/**
 * Says « Ouvert, ferme à 17 h 30 » from the data of the page and the browser's clock, in the point's own zone. Nothing
 * is said before hydration: the stored page claims nothing about now.
 */
import { useSyncExternalStore } from 'react'
import { formatStatut } from '#lib/documents/horaires.ts'
import { momentLocal } from '#lib/domain/guichet/horaires/moment.ts'
import { type HorairesSitues, statutAu } from '#lib/domain/guichet/horaires/ouverture.ts'

const MINUTE_MS = 60_000

/** Wakes at each new minute, and when the page is shown again after a sleep. */
function followMinutes(wake: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  const turn = () => {
    wake()
    timer = setTimeout(turn, MINUTE_MS - (Date.now() % MINUTE_MS) + 50)
  }
  timer = setTimeout(turn, MINUTE_MS - (Date.now() % MINUTE_MS) + 50)
  document.addEventListener('visibilitychange', wake)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', wake)
  }
}

const currentMinute = (): number => Math.floor(Date.now() / MINUTE_MS)
const before = (): null => null

export function OuvertMaintenant({ osm, fermetures, departement }: HorairesSitues) {
  const minute = useSyncExternalStore(followMinutes, currentMinute, before)
  if (minute === null) return <p className="statut" aria-hidden="true" data-vivant="" />
  const moment = momentLocal(minute * MINUTE_MS, departement)
  const statut = statutAu({ osm, fermetures, departement }, moment)
  const text = formatStatut(statut, moment)
  if (text === null || statut === 'inconnu') return <p className="statut" aria-hidden="true" data-vivant="" />
  const [etat, ...suite] = text.split(',')
  return (
    <p className={statut.ouvert ? 'statut statut--ouvert' : 'statut statut--ferme'}>
      <span>
        <strong>{etat}</strong>
        {suite.length > 0 && `,${suite.join(',')}`}
      </span>
    </p>
  )
}
