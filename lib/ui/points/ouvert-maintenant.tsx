'use client'
/**
 * Says « Ouvert, ferme à 17 h 30 » from the data of the page and the browser's clock, in the point's own zone. Nothing
 * is said before hydration: the stored page claims nothing about now.
 */
import { formatStatut } from '#lib/documents/horaires.ts'
import { momentLocal } from '#lib/domain/guichet/horaires/moment.ts'
import { type HorairesSitues, statutAu } from '#lib/domain/guichet/horaires/ouverture.ts'
import { useMinute } from './horloge.ts'

export function OuvertMaintenant({ osm, fermetures, departement }: HorairesSitues) {
  const minute = useMinute()
  if (minute === null) return <p className="statut" aria-hidden="true" data-vivant="" />
  const moment = momentLocal(minute, departement)
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
