'use client'
/**
 * Exceptional closures as dated facts: the stored page says all those it knows, a browser leaves out the ones that are
 * over. On paper the next three, so that a page for a wall stays one page.
 */
import { useSyncExternalStore } from 'react'
import { formatFermeture } from '#lib/documents/horaires.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { listFermeturesDepuis } from '#lib/domain/guichet/horaires/fermetures.ts'
import { momentLocal } from '#lib/domain/guichet/horaires/moment.ts'
import type { Fermeture } from '#lib/domain/guichet/point-de-contact.ts'

const never = () => () => undefined
const before = (): null => null

type Props = { fermetures: readonly Fermeture[]; departement: string; misAJourLe: Jour }

export function Fermetures({ fermetures, departement, misAJourLe }: Props) {
  const today = useSyncExternalStore(never, () => momentLocal(Date.now(), departement).jour, before)
  const shown = listFermeturesDepuis(fermetures, today ?? misAJourLe)
  if (shown.length === 0) return null
  return (
    <p className="fermetures" data-vivant="">
      <strong>{shown.length > 1 ? 'Fermetures exceptionnelles :' : 'Fermeture exceptionnelle :'}</strong>{' '}
      {shown.map((fermeture, index) => (
        <span key={`${fermeture.du}/${fermeture.au}`}>
          {index > 0 && ' ; '}
          {formatFermeture(fermeture)}
        </span>
      ))}
    </p>
  )
}
