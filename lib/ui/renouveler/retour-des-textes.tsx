'use client'
/** On a page that keeps nothing of what is typed: what waits in the browser of a page of before still goes to the server. */
import { useEffect } from 'react'
import { ouvrirCoffre } from './coffre.ts'
import type { FilDeSaisie } from './fil.tsx'
import { rendreLesAutresPages } from './rendre.ts'

export function RetourDesTextes({ adresse, page, cles }: Pick<FilDeSaisie, 'adresse' | 'page' | 'cles'>) {
  const [trousseau, marque] = [cles.join(' '), JSON.stringify(page)]
  useEffect(() => {
    const rendre = async () => {
      const coffre = await ouvrirCoffre(adresse, trousseau === '' ? [] : trousseau.split(' '))
      // It writes nothing there.
      coffre?.fermer()
      if (coffre && (await rendreLesAutresPages(coffre, adresse, JSON.parse(marque)))) window.location.reload()
    }
    rendre().catch(() => {
      // It waits in the browser.
    })
  }, [adresse, trousseau, marque])
  return null
}
