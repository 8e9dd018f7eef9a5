'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { plural } from '../textes.ts'

const RONDE_MS = 2_000

/** How far the reading is; the page asks again by itself, or by its link without scripts. */
export function LectureEnCours({ id, lues }: Readonly<{ id: string; lues: number }>) {
  const router = useRouter()
  useEffect(() => {
    const clock = setInterval(() => router.refresh(), RONDE_MS)
    return () => clearInterval(clock)
  }, [router])
  return (
    <div className="panneau fr-mb-3w">
      <p className="admin__progres">
        <label htmlFor="lecture">Lecture du classeur…</label>
        <progress id="lecture" />
      </p>
      <p>
        <strong>
          {lues > 0
            ? `${plural(lues, 'ligne lue', 'lignes lues')}.`
            : 'Le classeur s’ouvre : aucune ligne n’est lue encore.'}
        </strong>
      </p>
      <p>
        La lecture continue si vous quittez cette page. <a href={`/admin/recensements/${id}`}>Voir où elle en est</a>
      </p>
    </div>
  )
}
