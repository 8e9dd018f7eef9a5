'use client'
/**
 * A form that carries a file, sent so that its progress can be said: as a browser without scripts sends it, to the same
 * action, which answers by an address. Whatever else comes back is left to the form itself, which says why.
 */
import { type FormEvent, useRef, useState } from 'react'

/** `part` in percent; undefined once all is sent and the answer is awaited. */
export type Etape = Readonly<{ part: number | undefined }> | 'coupee' | undefined

/** The field by which the page names its action to a browser without scripts; a page reached from inside has none. */
const isNamed = (data: FormData): boolean => [...data.keys()].some((champ) => champ.startsWith('$ACTION_'))

/** Sends the form; the address where it led, undefined when it led nowhere else. Rejects when no answer came. */
function send(data: FormData, onPart: (part: number | undefined) => void): Promise<string | undefined> {
  const request = new XMLHttpRequest()
  const here = window.location
  request.upload.onprogress = ({ loaded, total }) => onPart(Math.floor((100 * loaded) / Math.max(1, total)))
  request.upload.onload = () => onPart(undefined)
  return new Promise((resolve, reject) => {
    request.onerror = reject
    request.onload = () => {
      const led = new URL(request.responseURL || here.href)
      resolve(request.status < 400 && led.pathname !== here.pathname ? led.href : undefined)
    }
    request.open('POST', here.href)
    request.send(data)
  })
}

/** `suivre` goes on the form; a file heavier than `octetsMax` is not sent, its form says why at once. */
export function useEnvoiSuivi(octetsMax: number): Readonly<{ etape: Etape; suivre: (event: FormEvent) => void }> {
  const [etape, setEtape] = useState<Etape>()
  const busy = useRef(false)
  const left = useRef(false)
  const suivre = (event: FormEvent): void => {
    const form = event.currentTarget
    if (left.current || !(form instanceof HTMLFormElement)) {
      left.current = false
      return
    }
    const data = new FormData(form)
    const files = [...data.values()].flatMap((valeur) => (valeur instanceof File ? valeur.size : []))
    if (!busy.current && (!isNamed(data) || !files.some((size) => size > 0 && size <= octetsMax))) return
    event.preventDefault()
    if (busy.current) return
    busy.current = true
    setEtape({ part: 0 })
    send(data, (part) => setEtape({ part }))
      .then((address) => {
        if (address !== undefined) {
          window.location.assign(address)
          return
        }
        busy.current = false
        left.current = true
        setEtape(undefined)
        form.requestSubmit()
      })
      .catch(() => {
        busy.current = false
        setEtape('coupee')
      })
  }
  return { etape, suivre }
}
