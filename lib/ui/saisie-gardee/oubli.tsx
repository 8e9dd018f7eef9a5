'use client'
/** On the page of what is done: nothing of the forms that it said anew is left waiting in the browser. */
import { useEffect } from 'react'
import { viderCoffres } from './coffre.ts'

export function Oubli({ adresses }: Readonly<{ adresses: readonly string[] }>) {
  useEffect(() => viderCoffres(adresses), [adresses])
  return null
}
