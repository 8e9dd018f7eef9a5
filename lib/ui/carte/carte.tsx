'use client'
/**
 * The map beside a list: loaded when it is seen, never needed. List and pins are held in step through the ids that
 * both carry (`data-point`), so that the list stays plain HTML made on the server.
 */
import dynamic from 'next/dynamic'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { PositionNumerotee } from '#lib/domain/guichet/lieux.ts'
import { type CarteProps, type Epingle, joinPositions } from './epingles.ts'

const Attente = () => <p className="carte__attente">La carte arrive…</p>

const CarteLeaflet = dynamic(() => import('./carte-leaflet.tsx').then((module) => module.CarteLeaflet), {
  ssr: false,
  loading: Attente,
})

/** Whether the element came near the window; once true, it stays so. */
function useSeen() {
  const ref = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true)
      },
      { rootMargin: '100px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, seen }
}

type Epingles =
  | Readonly<{ etat: 'attente' }>
  | Readonly<{ etat: 'tout' | 'page' | 'change'; points: readonly Epingle[] }>

/** Every pin of the search once it arrived; those of the page when the rest does not come, or tells other ranks. */
function useEpingles({ points, source }: CarteProps, seen: boolean): Epingles {
  const [arrivees, setArrivees] = useState<readonly PositionNumerotee[] | 'echec'>()
  useEffect(() => {
    if (!source || !seen) return
    const stop = new AbortController()
    setArrivees(undefined)
    fetch(source, { signal: stop.signal })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`positions: ${answer.status}`))))
      .then(setArrivees)
      .catch(() => {
        if (!stop.signal.aborted) setArrivees('echec')
      })
    return () => stop.abort()
  }, [source, seen])
  return useMemo(() => {
    if (!source) return { etat: 'tout', points }
    if (arrivees === undefined) return { etat: 'attente' }
    if (arrivees === 'echec') return { etat: 'page', points }
    const all = joinPositions(points, arrivees)
    return all ? { etat: 'tout', points: all } : { etat: 'change', points }
  }, [source, points, arrivees])
}

const LEGENDES = {
  page: 'La carte ne montre que les lieux de cette page : les autres ne sont pas arrivés.',
  change: 'La liste a changé depuis que cette page est ouverte. Rechargez-la pour voir tous les lieux sur la carte.',
} as const

export function Carte(props: CarteProps) {
  const { ref, seen } = useSeen()
  const epingles = useEpingles(props, seen)
  const { points, tuiles, legende } = props
  if (points.length === 0 && !props.source) return null
  return (
    <section className="carte sans-papier" id="carte" aria-label="Carte des points de contact">
      <a className="carte__passer" href="#apres-la-carte">
        Passer la carte
      </a>
      <div className="carte__cadre" data-vivant="" ref={ref}>
        {!seen && <p className="carte__attente">La carte s’affiche ici.</p>}
        {seen && epingles.etat === 'attente' && <Attente />}
        {seen && epingles.etat !== 'attente' && (
          <CarteLeaflet points={epingles.points} listees={points} tuiles={tuiles} />
        )}
      </div>
      <p className="discret" id="apres-la-carte" tabIndex={-1}>
        {epingles.etat === 'page' || epingles.etat === 'change' ? LEGENDES[epingles.etat] : (legende ?? LEGENDE)}
      </p>
    </section>
  )
}

const LEGENDE = 'La liste contient tout ce que montre la carte ; les numéros sont les mêmes.'
