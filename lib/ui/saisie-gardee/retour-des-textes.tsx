'use client'
/** On a page that keeps nothing of what is typed: what waits in the browser of a page of before still goes to the server. */
import { useEffect, useRef, useState } from 'react'
import { ouvrirCoffre } from './coffre.ts'
import type { FilDeSaisie } from './fil.tsx'
import { montrerLues, rendreLesAutresPages, type TextesDAvant } from './rendre.ts'
import { ListeDAvant } from './textes-d-avant.tsx'

export function RetourDesTextes({
  adresse,
  page,
  cles,
  recues,
}: Pick<FilDeSaisie, 'adresse' | 'page' | 'cles' | 'recues'>) {
  const [trousseau, marque] = [cles.join(' '), JSON.stringify(page)]
  const dites = useRef(recues)
  const [dAvant, setDAvant] = useState<TextesDAvant>()
  useEffect(() => {
    const rendre = async () => {
      const coffre = await ouvrirCoffre(adresse, trousseau === '' ? [] : trousseau.split(' '))
      // It writes nothing there.
      coffre?.fermer()
      if (!coffre) return
      const suivi = { adresse, page: JSON.parse(marque), recues: dites.current }
      const { isRendu, refusees } = await rendreLesAutresPages(coffre, suivi)
      // What is refused is said by the page that opens.
      if (isRendu) return window.location.reload()
      setDAvant(montrerLues(refusees, suivi.recues))
    }
    rendre().catch(() => {
      // It waits in the browser.
    })
  }, [adresse, trousseau, marque])
  return <ListeDAvant textes={dAvant} />
}
