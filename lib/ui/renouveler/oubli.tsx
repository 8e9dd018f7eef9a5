'use client'
/** On the page of what is done: nothing of it is left waiting in the browser. */
import { useEffect } from 'react'
import { viderCoffres } from './coffre.ts'

export function Oubli() {
  useEffect(viderCoffres, [])
  return null
}
