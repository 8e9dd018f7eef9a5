'use client'
/**
 * A form that carries a file, sent so that its progress can be said: as a browser without scripts sends it, to the same
 * action, which answers by an address. Whatever else comes back is left to the form itself, which says why.
 */
import { type FormEvent, useEffect, useRef, useState } from 'react'

/** `part` in percent, undefined once all is sent and the answer is awaited; « coupee »: no answer; « panne »: our fault. */
export type Etape = Readonly<{ part: number | undefined }> | 'coupee' | 'panne' | undefined

/** The field by which the page names its action to a browser without scripts; a page reached from inside has none. */
const isNamed = (data: FormData): boolean => [...data.keys()].some((champ) => champ.startsWith('$ACTION_'))

/** Sends the form; where it led, or what came instead. What we failed to answer may be done: it is not sent again. */
function send(
  data: FormData,
  onPart: (part: number | undefined) => void,
): Promise<URL | 'refuse' | 'coupee' | 'panne'> {
  const request = new XMLHttpRequest()
  const here = window.location
  request.upload.onprogress = ({ loaded, total }) => onPart(Math.floor((100 * loaded) / Math.max(1, total)))
  request.upload.onload = () => onPart(undefined)
  return new Promise((resolve) => {
    request.onerror = () => resolve('coupee')
    request.onload = () => {
      if (request.status >= 400) resolve(request.status >= 500 ? 'panne' : 'refuse')
      else resolve(new URL(request.responseURL || here.href))
    }
    request.open('POST', here.href)
    request.send(data)
  })
}

type Envoi = Readonly<{
  /** A heavier file is not sent: its form says why at once. */
  octetsMax: number
  /** Whether the answer leads where the file is kept; from anywhere else one would come back without it. */
  isArrivee: (address: URL) => boolean
}>

/** `suivre` goes on the form. */
export function useEnvoiSuivi({
  octetsMax,
  isArrivee,
}: Envoi): Readonly<{ etape: Etape; suivre: (event: FormEvent) => void }> {
  const [etape, setEtape] = useState<Etape>()
  const busy = useRef(false)
  const left = useRef(false)
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
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
    void send(data, (part) => setEtape({ part })).then((answer) => {
      // Whoever went to another page meanwhile stays there: the workbook is in the list.
      if (!here.current) return
      if (answer instanceof URL && isArrivee(answer)) {
        window.location.assign(answer.href)
        return
      }
      busy.current = false
      if (answer === 'coupee' || answer === 'panne') {
        setEtape(answer)
        return
      }
      left.current = true
      setEtape(undefined)
      form.requestSubmit()
    })
  }
  return { etape, suivre }
}
