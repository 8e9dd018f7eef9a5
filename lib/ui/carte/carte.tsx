'use client'
/**
 * The map beside a list: loaded when it is seen, never needed. List and pins are held in step through the ids that
 * both carry (`data-point`), so that the list stays plain HTML made on the server.
 */
import dynamic from 'next/dynamic'
import { useEffect, useRef, useState } from 'react'
import type { CarteProps } from './epingles.ts'

const CarteLeaflet = dynamic(() => import('./carte-leaflet.tsx').then((module) => module.CarteLeaflet), {
  ssr: false,
  loading: () => <p className="carte__attente">La carte arrive…</p>,
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

export function Carte(props: CarteProps) {
  const { ref, seen } = useSeen()
  if (props.points.length === 0) return null
  return (
    <section className="carte sans-papier" aria-label="Carte des points de contact">
      <div className="carte__cadre" ref={ref}>
        {seen ? <CarteLeaflet {...props} /> : <p className="carte__attente">La carte s’affiche ici.</p>}
      </div>
      <p className="discret">
        {props.legende ?? 'La liste contient tout ce que montre la carte ; les numéros sont les mêmes.'}
      </p>
    </section>
  )
}
