'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { plural } from '../../textes.ts'
import { followRonde } from './ronde.ts'

/** How many answers go by between two counts that are read aloud. */
const ANSWERS_PER_COUNT = 10

// Those of the file: its headers and its empty rows are among them.
const luesEnMots = (lues: number): string => plural(lues, 'ligne du fichier lue', 'lignes du fichier lues')

/**
 * How far the reading is (null: none goes on); the page learns it by itself, or by its link without scripts. It stays
 * mounted before and after, so that the beginning and the end are read aloud.
 */
export function LectureEnCours({ id, lues }: Readonly<{ id: string; lues: number | null }>) {
  const router = useRouter()
  const [apprises, setApprises] = useState<number>()
  const [dit, setDit] = useState('')
  const enCours = lues !== null
  useEffect(() => {
    if (!enCours) return
    let answers = 0
    setApprises(undefined)
    setDit('La lecture du classeur est en cours.')
    return followRonde(`/admin/recensements/${id}/lecture`, {
      onLues: (nombre) => {
        setApprises(nombre)
        answers += 1
        if (answers % ANSWERS_PER_COUNT === 0) setDit(`La lecture est en cours : ${luesEnMots(nombre)}.`)
      },
      onFin: () => {
        setDit('La lecture du classeur est finie.')
        router.refresh()
      },
    })
  }, [id, enCours, router])
  const nombre = apprises ?? lues ?? 0
  return (
    <>
      <p className="fr-sr-only" role="status">
        {dit}
      </p>
      {enCours ? (
        <div className="panneau fr-mb-3w">
          <p className="admin__progres">
            <label htmlFor="lecture">Lecture du classeur…</label>
            <progress id="lecture" />
          </p>
          <p>
            <strong>
              {nombre > 0 ? `${luesEnMots(nombre)}.` : 'Le classeur s’ouvre : aucune ligne n’est lue encore.'}
            </strong>
          </p>
          <p className="fr-mb-0">
            La lecture continue si vous quittez cette page.{' '}
            <a href={`/admin/recensements/${id}`}>Voir où elle en est</a>
          </p>
        </div>
      ) : null}
    </>
  )
}
