'use client'
import 'leaflet/dist/leaflet.css'
import L from 'leaflet'
import { useEffect, useMemo, useState } from 'react'
import { MapContainer, Marker, Polygon, Popup, ScaleControl, TileLayer, useMap, useMapEvents } from 'react-leaflet'
import Supercluster from 'supercluster'
import type { FondDeCarte, Ville } from '#lib/domain/territoire/fond-de-carte.ts'
import type { CarteProps, Epingle } from './epingles.ts'

/** Without `maxZoom` clusters never open (stack.md, pitfall 17). */
const ZOOM_MAX = 18
const ZOOM_SANS_TUILES = 15
const ATTRIBUTION_DU_FOND = 'Fond : Natural Earth, noms de l’Insee'

/** The map itself, in its own chunk: leaflet, clusters, pins. */
export function CarteLeaflet({ points, tuiles, fond }: CarteProps) {
  const [actif, setActif] = useState<string | null>(null)
  useListInStep(actif, setActif)
  const bounds = useMemo(() => boundsOf(points), [points])
  const limits = fond && !tuiles ? toBounds(fond) : undefined
  return (
    <MapContainer
      bounds={bounds}
      boundsOptions={{ padding: [40, 40], maxZoom: tuiles ? 15 : 11 }}
      maxZoom={tuiles ? ZOOM_MAX : ZOOM_SANS_TUILES}
      scrollWheelZoom={false}
      fadeAnimation={false}
      className="carte__leaflet"
      {...(limits ? { maxBounds: limits, maxBoundsViscosity: 1 } : {})}
    >
      {tuiles ? (
        <TileLayer url={tuiles.url} attribution={escapeText(tuiles.attribution)} maxZoom={ZOOM_MAX} />
      ) : (
        fond && <FondDessine fond={fond} />
      )}
      <ScaleControl imperial={false} />
      <Attribution />
      <FrenchLabels />
      <Epingles points={points} actif={actif} setActif={setActif} />
    </MapContainer>
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

type Step = { actif: string | null; setActif: (id: string | null) => void }

function Epingles({ points, actif, setActif }: { points: readonly Epingle[] } & Step) {
  const map = useMap()
  const index = useMemo(() => {
    const clusters = new Supercluster<Epingle>({ radius: 80, maxZoom: 16 })
    return clusters.load(
      points.map((point) => ({
        type: 'Feature',
        properties: point,
        geometry: { type: 'Point', coordinates: [point.longitude, point.latitude] },
      })),
    )
  }, [points])
  const [, redraw] = useState(0)
  useMapEvents({ moveend: () => redraw((count) => count + 1), zoomend: () => redraw((count) => count + 1) })
  const view = map.getBounds().pad(0.5)
  const found = index.getClusters(
    [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()],
    Math.round(map.getZoom()),
  )
  return found.map((feature) => {
    const [longitude = 0, latitude = 0] = feature.geometry.coordinates
    const { properties } = feature
    if ('cluster_id' in properties) {
      const { cluster_id: id, point_count: count } = properties
      const inside = index.getLeaves(id, Number.POSITIVE_INFINITY).map((leaf) => leaf.properties)
      return (
        <Groupe
          key={`groupe-${id}`}
          at={[latitude, longitude]}
          count={count}
          inside={inside}
          isActif={inside.some((point) => point.id === actif)}
          open={() => map.setView([latitude, longitude], Math.min(index.getClusterExpansionZoom(id), map.getMaxZoom()))}
        />
      )
    }
    return <UneEpingle key={properties.id} point={properties} isActif={properties.id === actif} setActif={setActif} />
  })
}

function Groupe(props: {
  at: [number, number]
  count: number
  inside: readonly Epingle[]
  isActif: boolean
  open: () => void
}) {
  const { at, count, inside, isActif, open } = props
  const label = `${count} points : ${inside
    .slice(0, 5)
    .map(({ numero, nom }) => `${numero}. ${nom}`)
    .join(', ')}${count > 5 ? '…' : ''}. Agrandir la carte.`
  const icon = useMemo(
    () => makeIcon({ text: `${count} lieux`, label: null, className: `groupe${isActif ? ' groupe--actif' : ''}` }),
    [count, isActif],
  )
  return (
    <Marker
      position={at}
      icon={icon}
      title={label}
      eventHandlers={{ add: nameAs(label), click: open, keydown: onEnter(open) }}
    />
  )
}

function UneEpingle({ point, isActif, setActif }: { point: Epingle; isActif: boolean; setActif: Step['setActif'] }) {
  const label = `${point.numero}. ${point.nom}`
  const icon = useMemo(
    () =>
      makeIcon({
        text: String(point.numero),
        label: point.nom,
        className: `epingle${isActif ? ' epingle--active' : ''}`,
      }),
    [point, isActif],
  )
  return (
    <Marker
      position={[point.latitude, point.longitude]}
      icon={icon}
      title={label}
      zIndexOffset={isActif ? 1000 : 0}
      riseOnHover
      eventHandlers={{
        add: nameAs(label, point.id),
        mouseover: () => setActif(point.id),
        click: () => setActif(point.id),
      }}
    >
      <Popup>
        <strong>{point.nom}</strong>
        <br />
        <a href={`#point-${point.id}`}>Voir dans la liste</a>
      </Popup>
    </Marker>
  )
}

/** Leaflet names a pin by its title, which the number inside hides; its id makes hover and focus count as the list's. */
const nameAs = (label: string, id?: string) => (event: L.LeafletEvent) => {
  const pin: unknown = event.target
  if (!(pin instanceof L.Marker)) return
  pin.getElement()?.setAttribute('aria-label', label)
  if (id) pin.getElement()?.setAttribute('data-point', id)
}

const onEnter = (act: () => void) => (event: L.LeafletKeyboardEvent) => {
  if (event.originalEvent.key === 'Enter' || event.originalEvent.key === ' ') act()
}

/** Built as elements, never as markup: names come from files that anyone may have typed. */
function makeIcon({ text, label, className }: { text: string; label: string | null; className: string }): L.DivIcon {
  const html = document.createElement('span')
  html.className = 'epingle__corps'
  const number = document.createElement('span')
  number.textContent = text
  html.append(number)
  if (label) {
    const name = document.createElement('span')
    name.className = 'epingle__nom'
    name.textContent = label
    html.append(name)
  }
  return L.divIcon({ html, className, iconSize: [32, 32], iconAnchor: [16, 16] })
}

function FondDessine({ fond }: { fond: FondDeCarte }) {
  const map = useMap()
  const [zoom, setZoom] = useState(() => map.getZoom())
  useMapEvents({ zoomend: () => setZoom(map.getZoom()) })
  useEffect(() => {
    map.attributionControl?.addAttribution(ATTRIBUTION_DU_FOND)
  }, [map])
  return (
    <>
      {fond.terres.map((ring) => (
        <Polygon
          key={`${ring[0]?.[0]}:${ring[0]?.[1]}:${ring.length}`}
          positions={ring.map(([longitude, latitude]): [number, number] => [latitude, longitude])}
          interactive={false}
          className="carte__terre"
          weight={1}
          fillOpacity={1}
        />
      ))}
      {apart(fond.villes, map, zoom).map((ville) => (
        <Marker
          key={`${ville.nom}:${ville.latitude}`}
          position={[ville.latitude, ville.longitude]}
          icon={cityIcon(ville.nom)}
          interactive={false}
          keyboard={false}
          zIndexOffset={-1000}
        />
      ))}
    </>
  )
}

/** The names that fit at this zoom: the most populated first, none over another. */
function apart(villes: readonly Ville[], map: L.Map, zoom: number): readonly Ville[] {
  const kept: L.Point[] = []
  return villes.filter((ville) => {
    const at = map.project([ville.latitude, ville.longitude], zoom)
    if (kept.some((other) => Math.abs(other.x - at.x) < 90 && Math.abs(other.y - at.y) < 26)) return false
    kept.push(at)
    return true
  })
}

function cityIcon(nom: string): L.DivIcon {
  const html = document.createElement('span')
  html.textContent = nom
  html.setAttribute('aria-hidden', 'true')
  return L.divIcon({ html, className: 'ville', iconSize: [0, 0] })
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

function boundsOf(points: readonly Epingle[]): L.LatLngBounds {
  const bounds = L.latLngBounds(points.map(({ latitude, longitude }): [number, number] => [latitude, longitude]))
  return bounds.isValid() ? bounds : L.latLngBounds([41, -5], [51.5, 9.7])
}

const toBounds = ({ cadre }: FondDeCarte): L.LatLngBounds =>
  L.latLngBounds([cadre.sud, cadre.ouest], [cadre.nord, cadre.est])

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)
