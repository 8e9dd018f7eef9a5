'use client'
/** What Leaflet's markers lack: a name that is read, keys, elements instead of markup. */
import L from 'leaflet'
import { useEffect, useRef } from 'react'

/** Leaflet names a pin by its title, which the number inside hides; its id makes hover and focus count as the list's. */
export const nameAs = (label: string, id?: string) => (event: L.LeafletEvent) => {
  const pin: unknown = event.target
  if (!(pin instanceof L.Marker)) return
  pin.getElement()?.setAttribute('aria-label', label)
  if (id) pin.getElement()?.setAttribute('data-point', id)
}

export const onEnter = (act: (pin: L.Marker) => void) => (event: L.LeafletKeyboardEvent) => {
  const pin: unknown = event.target
  if (!(pin instanceof L.Marker) || (event.originalEvent.key !== 'Enter' && event.originalEvent.key !== ' ')) return
  event.originalEvent.preventDefault()
  act(pin)
}

/** A pin opened from the keyboard gives the focus to its link, and takes it back when it closes. */
export function useOpeningByKey() {
  const byKey = useRef(false)
  const open = (pin: L.Marker) => {
    byKey.current = true
    pin.openPopup()
  }
  const close = (event: L.LeafletEvent) => {
    const pin: unknown = event.target
    if (byKey.current && pin instanceof L.Marker) pin.getElement()?.focus({ preventScroll: true })
    byKey.current = false
  }
  const focus = (link: HTMLAnchorElement | null) => {
    if (byKey.current) link?.focus({ preventScroll: true })
  }
  return { events: { keydown: onEnter(open), popupclose: close }, focus }
}

/** Leaflet closes a popup on Escape only while the map itself has the focus. */
export function useEscape(map: L.Map) {
  useEffect(() => {
    const container = map.getContainer()
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') map.closePopup()
    }
    container.addEventListener('keydown', close)
    return () => container.removeEventListener('keydown', close)
  }, [map])
}

/** Built as elements, never as markup: names come from files that anyone may have typed. */
export function makeIcon({
  text,
  label,
  className,
}: {
  text: string
  label: string | null
  className: string
}): L.DivIcon {
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
