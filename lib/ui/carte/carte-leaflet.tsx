'use client'
import 'leaflet/dist/leaflet.css'
import L from 'leaflet'
import { useEffect, useMemo, useRef, useState } from 'react'
import { MapContainer, ScaleControl, TileLayer, useMap } from 'react-leaflet'
import { cadreDeDepart } from '#lib/domain/territoire/fond-de-carte.ts'
import type { Epingle, Tuiles } from './epingles.ts'
import { EpinglesGroupees } from './epingles-groupees.tsx'
import { FondDessine } from './fond-dessine.tsx'

const ZOOM_MAX = 18
const ZOOM_SANS_TUILES = 15
const MONDE = L.latLngBounds([-85, -180], [85, 180])
const FRANCE = L.latLngBounds([41, -5], [51.5, 9.7])

type Props = {
  points: readonly Epingle[]
  /** Those of the list beside the map: the others lead to their own page. */
  listees: readonly Epingle[]
  tuiles: Tuiles | null
}

/** The map itself, in its own chunk: leaflet, clusters, pins. */
export function CarteLeaflet({ points, listees, tuiles }: Props) {
  const [actif, setActif] = useState<string | null>(null)
  const [sansTuiles, setSansTuiles] = useState(!tuiles)
  const dansLaListe = useMemo(() => new Set(listees.map(({ id }) => id)), [listees])
  useListInStep(actif, setActif)
  const cadre: Cadre = { bounds: boundsOf(points), boundsOptions: { padding: [40, 40], maxZoom: tuiles ? 15 : 11 } }
  return (
    <MapContainer
      {...cadre}
      // Without it clusters never open.
      maxZoom={tuiles ? ZOOM_MAX : ZOOM_SANS_TUILES}
      minZoom={2}
      maxBounds={MONDE}
      maxBoundsViscosity={1}
      scrollWheelZoom={false}
      fadeAnimation={false}
      className="carte__leaflet"
    >
      {tuiles && !sansTuiles ? <FondEnTuiles tuiles={tuiles} giveUp={() => setSansTuiles(true)} /> : <FondDessine />}
      <ScaleControl imperial={false} position="topright" />
      <Attribution />
      <FrenchLabels />
      <KeepInFrame {...cadre} />
      <EpinglesGroupees points={points} dansLaListe={dansLaListe} actif={actif} setActif={setActif} />
    </MapContainer>
  )
}

/** The configured tiles; when none comes, the drawn background takes their place. */
function FondEnTuiles({ tuiles, giveUp }: { tuiles: Tuiles; giveUp: () => void }) {
  const arrived = useRef(false)
  return (
    <TileLayer
      url={tuiles.url}
      attribution={escapeText(tuiles.attribution)}
      maxZoom={ZOOM_MAX}
      eventHandlers={{
        tileload: () => {
          arrived.current = true
        },
        tileerror: () => {
          if (!arrived.current) giveUp()
        },
      }}
    />
  )
}

/** Hover and focus in the list light the pin; the active pin lights its card. */
function useListInStep(actif: string | null, setActif: (id: string | null) => void) {
  useEffect(() => {
    const follow = (event: Event) => {
      if (!(event.target instanceof Element)) return
      const id = event.target.closest('[data-point]')?.getAttribute('data-point')
      if (id) setActif(id)
    }
    document.addEventListener('pointerover', follow)
    document.addEventListener('focusin', follow)
    return () => {
      document.removeEventListener('pointerover', follow)
      document.removeEventListener('focusin', follow)
    }
  }, [setActif])
  useEffect(() => {
    if (actif === null) return
    const card = document.getElementById(`point-${actif}`)
    card?.classList.add('point--actif')
    return () => card?.classList.remove('point--actif')
  }, [actif])
}

/** The link to Leaflet keeps its credit, without the flag of its default prefix. */
function Attribution() {
  const map = useMap()
  useEffect(() => {
    map.attributionControl?.setPrefix('<a href="https://leafletjs.com" rel="noopener">Leaflet</a>')
  }, [map])
  return null
}

function FrenchLabels() {
  const map = useMap()
  useEffect(() => {
    const say = (selector: string, label: string) => {
      const button = map.getContainer().querySelector(selector)
      button?.setAttribute('title', label)
      button?.setAttribute('aria-label', label)
    }
    say('.leaflet-control-zoom-in', 'Agrandir')
    say('.leaflet-control-zoom-out', 'Réduire')
  }, [map])
  return null
}

type Cadre = Readonly<{ bounds: L.LatLngBounds; boundsOptions: L.FitBoundsOptions }>

/**
 * Leaflet only hears of the window. A frame also changes alone, and a map made while it had no size, as when the page
 * is being printed, looks anywhere: it is framed again once it has one.
 */
function KeepInFrame({ bounds, boundsOptions }: Cadre) {
  const map = useMap()
  const cadre = useRef<Cadre>({ bounds, boundsOptions })
  useEffect(() => {
    cadre.current = { bounds, boundsOptions }
  })
  useEffect(() => {
    const { x, y } = map.getSize()
    let unseen = x === 0 || y === 0
    const observer = new ResizeObserver(() => {
      map.invalidateSize({ animate: false })
      const { x, y } = map.getSize()
      if (!unseen || x === 0 || y === 0) return
      unseen = false
      map.fitBounds(cadre.current.bounds, { ...cadre.current.boundsOptions, animate: false })
    })
    observer.observe(map.getContainer())
    return () => observer.disconnect()
  }, [map])
  return null
}

function boundsOf(points: readonly Epingle[]): L.LatLngBounds {
  const cadre = cadreDeDepart(points)
  return cadre ? L.latLngBounds([cadre.sud, cadre.ouest], [cadre.nord, cadre.est]) : FRANCE
}

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)
