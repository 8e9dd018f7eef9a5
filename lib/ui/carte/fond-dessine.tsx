'use client'
import L from 'leaflet'
import { useEffect, useState } from 'react'
import { Marker, Polygon, useMap, useMapEvents } from 'react-leaflet'
import { type FondDeCarte, mailleDe, type Ville, writeMaille } from '#lib/domain/territoire/fond-de-carte.ts'

const ATTRIBUTION = 'Fond : Natural Earth, noms de l’Insee'
/** Land is drawn a little beyond the window, so that a slow hand does not see its edge. */
const MARGE_DU_DESSIN = 0.5

const viewOf = (map: L.Map): string => {
  const view = map.getBounds()
  return writeMaille(
    mailleDe({ sud: view.getSouth(), ouest: view.getWest(), nord: view.getNorth(), est: view.getEast() }),
  )
}

/** Land and names of communes, one square at a time as the view moves; the old one stays until the next one came. */
export function FondDessine() {
  const map = useMap()
  const [{ maille, zoom }, setView] = useState(() => ({ maille: viewOf(map), zoom: map.getZoom() }))
  const [fond, setFond] = useState<Readonly<{ de: string; dessin: FondDeCarte }>>()
  const [renderer] = useState(() => L.svg({ padding: MARGE_DU_DESSIN }))
  useMapEvents({ moveend: () => setView({ maille: viewOf(map), zoom: map.getZoom() }) })
  useEffect(() => {
    map.attributionControl?.addAttribution(ATTRIBUTION)
    return () => {
      map.attributionControl?.removeAttribution(ATTRIBUTION)
    }
  }, [map])
  useEffect(() => {
    const stop = new AbortController()
    fetch(`/fond-de-carte.json?maille=${maille}`, { signal: stop.signal })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`background: ${answer.status}`))))
      .then((dessin: FondDeCarte) => setFond({ de: maille, dessin }))
      // Pins without land are still pins.
      .catch(() => undefined)
    return () => stop.abort()
  }, [maille])
  if (!fond) return null
  return (
    <>
      <Polygon
        key={fond.de}
        positions={fond.dessin.terres.map((ring) => [
          ring.map(([longitude, latitude]): [number, number] => [latitude, longitude]),
        ])}
        interactive={false}
        className="carte__terre"
        weight={1}
        fillOpacity={1}
        renderer={renderer}
      />
      {apart(fond.dessin.villes, map, zoom).map((ville) => (
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
