'use client'
import { type ReactNode, useMemo, useState } from 'react'
import { Marker, Popup, useMap, useMapEvents } from 'react-leaflet'
import Supercluster from 'supercluster'
import type { Epingle } from './epingles.ts'
import { makeIcon, nameAs, onEnter, useEscape, useOpeningByKey } from './marqueurs.ts'

/** In squares of 512, hence seventy dots of the screen, the width of « 99 lieux »: nearer pins are one group. */
const RAYON = 140
const NOMS_LUS = 5
/** Beyond, a few names say nothing of a group. */
const GROUPE_NOMME = 30
const NOMS_MONTRES = 12

type Props = {
  points: readonly Epingle[]
  dansLaListe: ReadonlySet<string>
  actif: string | null
  setActif: (id: string | null) => void
}

/** Pins, grouped where they would cover each other; only those in view are drawn, however many there are. */
export function EpinglesGroupees({ points, dansLaListe, actif, setActif }: Props) {
  const map = useMap()
  const index = useMemo(
    () =>
      new Supercluster<Epingle>({ radius: RAYON, maxZoom: map.getMaxZoom() }).load(
        points.map((point) => ({
          type: 'Feature',
          properties: point,
          geometry: { type: 'Point', coordinates: [point.longitude, point.latitude] },
        })),
      ),
    [points, map],
  )
  useEscape(map)
  const [, redraw] = useState(0)
  useMapEvents({ moveend: () => redraw((count) => count + 1) })
  const view = map.getBounds().pad(0.15)
  const found = index.getClusters(
    [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()],
    Math.round(map.getZoom()),
  )
  const leaves = (id: number, limit = Number.POSITIVE_INFINITY) =>
    index.getLeaves(id, limit).map(({ properties }) => properties)
  const isShown = found.some(({ properties }) => 'id' in properties && properties.id === actif)
  return found.map(({ geometry, properties }) => {
    const [longitude = 0, latitude = 0] = geometry.coordinates
    if (!('cluster_id' in properties))
      return (
        <UneEpingle
          key={properties.id}
          point={properties}
          isActif={properties.id === actif}
          isListed={dansLaListe.has(properties.id)}
          setActif={setActif}
        />
      )
    const { cluster_id: id, point_count: count } = properties
    const zoom = index.getClusterExpansionZoom(id)
    return (
      <Groupe
        key={`groupe-${id}`}
        at={[latitude, longitude]}
        count={count}
        inside={leaves(id, NOMS_MONTRES)}
        isActif={actif !== null && !isShown && leaves(id).some((point) => point.id === actif)}
        dansLaListe={dansLaListe}
        open={zoom > map.getMaxZoom() ? null : () => map.setView([latitude, longitude], zoom)}
      />
    )
  })
}

const nameOf = ({ numero, nom }: Epingle): string => `${numero}. ${nom}`

type GroupeProps = {
  at: [number, number]
  count: number
  /** The first ones, those that are named. */
  inside: readonly Epingle[]
  isActif: boolean
  dansLaListe: ReadonlySet<string>
  /** Null when its places are at the same spot: they are listed instead. */
  open: (() => void) | null
}

function Groupe({ at, count, inside, isActif, dansLaListe, open }: GroupeProps) {
  const read = inside.slice(0, NOMS_LUS).map(nameOf).join(', ')
  const names = count > GROUPE_NOMME ? '' : ` : ${read}${count > NOMS_LUS ? '…' : ''}`
  const lieux = `${count.toLocaleString('fr-FR')} lieux`
  const label = open ? `${lieux}${names}. Agrandir la carte.` : `${lieux} au même endroit${names}. Les voir.`
  const icon = useMemo(
    () => makeIcon({ text: lieux, label: null, className: `groupe${isActif ? ' groupe--actif' : ''}` }),
    [lieux, isActif],
  )
  const clavier = useOpeningByKey()
  const events = open
    ? { add: nameAs(label), click: open, keydown: onEnter(open) }
    : { add: nameAs(label), ...clavier.events }
  return (
    // The key: Leaflet names a pin when it is added, and a group may come to hold others.
    <Marker key={label} position={at} icon={icon} title={label} eventHandlers={events}>
      {!open && (
        <Popup maxHeight={240}>
          <ul className="carte__groupe">
            {inside.map((point, rank) => (
              <li key={point.id}>
                <Lien point={point} isListed={dansLaListe.has(point.id)} focus={rank === 0 ? clavier.focus : undefined}>
                  {nameOf(point)}
                </Lien>
              </li>
            ))}
          </ul>
          {count > inside.length && <p>Et {count - inside.length} autres, dans la liste.</p>}
        </Popup>
      )}
    </Marker>
  )
}

type LienProps = {
  point: Epingle
  isListed: boolean
  focus: ((link: HTMLAnchorElement | null) => void) | undefined
  children: ReactNode
}

/** To its card in the list beside the map; to its own page when another page of the list holds it. */
function Lien({ point, isListed, focus, children }: LienProps) {
  return (
    <a ref={focus} href={isListed ? `#point-${point.id}` : `/points-de-contact/${point.id}`}>
      {children}
    </a>
  )
}

type EpingleProps = { point: Epingle; isActif: boolean; isListed: boolean; setActif: Props['setActif'] }

function UneEpingle({ point, isActif, isListed, setActif }: EpingleProps) {
  const label = nameOf(point)
  const clavier = useOpeningByKey()
  const icon = useMemo(
    () =>
      makeIcon({
        text: String(point.numero),
        label: point.nom,
        className: `epingle${isActif ? ' epingle--active' : ''}${isListed ? '' : ' epingle--ailleurs'}`,
      }),
    [point, isActif, isListed],
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
        ...clavier.events,
      }}
    >
      <Popup>
        <strong>{label}</strong>
        <br />
        <Lien point={point} isListed={isListed} focus={clavier.focus}>
          {isListed ? 'Voir dans la liste' : 'Voir ses horaires et ses coordonnées'}
        </Lien>
      </Popup>
    </Marker>
  )
}
