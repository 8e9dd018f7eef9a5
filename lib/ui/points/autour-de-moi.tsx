'use client'
/**
 * The places nearest to the person, on a tap. The browser fetches the positions of every place (the same file for
 * everyone), and sorts here: the person's own position is sent nowhere and kept nowhere.
 */
import { useEffect, useState } from 'react'
import { formatEnviron, titreDesProches } from '#lib/documents/points.ts'
import { type FiltresDuNavigateur, listProches, type Proche } from '#lib/domain/guichet/autour.ts'
import type { Lieu } from '#lib/domain/guichet/lieux.ts'
import type { Coordonnees } from '#lib/domain/territoire/distance.ts'

type Etat =
  | Readonly<{ nature: 'absent' | 'pret' | 'attente' }>
  | Readonly<{ nature: 'echec'; phrase: string }>
  | Readonly<{ nature: 'trouve'; proches: readonly Proche[] }>

const PHRASES: Readonly<Record<number, string>> = {
  1: 'Votre appareil n’a pas donné sa position. Écrivez plutôt le nom de votre commune.',
  2: 'Votre appareil ne trouve pas sa position. Écrivez plutôt le nom de votre commune.',
  3: 'Votre appareil met trop de temps à se situer. Écrivez plutôt le nom de votre commune.',
}

const locate = (): Promise<Coordonnees> =>
  new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords), reject, {
      timeout: 15_000,
      maximumAge: 300_000,
    })
  })

type Props = Readonly<{
  /** The address of the positions, with the filters of the page and never a position. */
  source: string
  /** Those that are left to judge here. */
  filtres: FiltresDuNavigateur
  /** The search names a place: it is not the one that counts here. */
  ailleurs: boolean
  /** What is asked has no place: the address of the same search among places where one goes. */
  surPlace: string | undefined
}>

export function AutourDeMoi({ source, filtres, ailleurs, surPlace }: Props) {
  const [etat, setEtat] = useState<Etat>({ nature: 'absent' })
  useEffect(() => {
    if ('geolocation' in navigator) setEtat({ nature: 'pret' })
  }, [])
  if (etat.nature === 'absent') return null
  if (surPlace)
    return (
      <section className="autour sans-papier" aria-label="Autour de moi">
        <p className="discret">
          Un numéro ou un site ne se cherche pas « autour de moi » : il répond de partout.{' '}
          <a href={surPlace} rel="nofollow">
            Chercher des lieux où aller
          </a>
        </p>
      </section>
    )
  const search = async () => {
    setEtat({ nature: 'attente' })
    try {
      const [from, answer] = await Promise.all([locate(), fetch(source)])
      if (!answer.ok) throw new Error(`positions answered ${answer.status}`)
      const lieux: readonly Lieu[] = await answer.json()
      setEtat({ nature: 'trouve', proches: listProches(lieux, from, { ...filtres, at: Date.now() }) })
    } catch (error) {
      const refused = error instanceof GeolocationPositionError ? PHRASES[error.code] : undefined
      setEtat({ nature: 'echec', phrase: refused ?? 'La recherche n’a pas abouti. Réessayez dans un instant.' })
    }
  }
  return (
    <section className="autour sans-papier" aria-label="Autour de moi">
      <button
        type="button"
        className="fr-btn fr-btn--secondary fr-icon-map-pin-user-line fr-btn--icon-left"
        onClick={search}
        disabled={etat.nature === 'attente'}
      >
        Autour de moi
      </button>{' '}
      <span className="discret">Votre position reste dans votre appareil.</span>
      <div role="status">
        {etat.nature === 'attente' && <p>Recherche en cours…</p>}
        {etat.nature === 'echec' && <p>{etat.phrase}</p>}
        {etat.nature === 'trouve' && (
          <>
            <p>{titreDesProches(etat.proches.length, filtres)}</p>
            {ailleurs && etat.proches.length > 0 && (
              <p>Le lieu de votre recherche ne compte pas ici : ces lieux sont autour de vous.</p>
            )}
            {etat.proches.length > 0 && (
              <ol>
                {etat.proches.map(({ id, nom, commune, km }) => (
                  <li key={id}>
                    <a href={`/points-de-contact/${id}`}>{nom}</a> — {commune},{' '}
                    {formatEnviron(Math.max(1, Math.round(km)))}
                  </li>
                ))}
              </ol>
            )}
          </>
        )}
      </div>
    </section>
  )
}
