'use client'
import Link from 'next/link'
import { Case } from '#lib/ui/formulaire/case.tsx'
import { useRefus } from '#lib/ui/formulaire/contexte.ts'
import { LiensDesDoubles } from './doubles.tsx'

/** In a form that undoes a merge, once it was refused: what stands where the point would come back, and the choice. */
export function EnDouble({ titre }: Readonly<{ titre: string }>) {
  const refus = useRefus()
  if (refus?.code !== 'point-en-double') return null
  const { cle, doubles } = refus
  const detail = `${cle}-detail`
  return (
    <div className="fr-mb-2w">
      <LiensDesDoubles doubles={doubles} id={detail} />
      <Case nom="choisis" id={cle} valeur={cle} libelle={`Publier aussi « ${titre} »`} detail={detail} />
    </div>
  )
}

/** In a form that publishes a withdrawn point again, once it was refused: the point that took its place. */
export function PlacePrise() {
  const refus = useRefus()
  if (refus?.code !== 'place-prise') return null
  return (
    <p>
      <Link href={`/admin/points/${refus.id}`} prefetch={false}>
        Voir le point publié à sa place
      </Link>
    </p>
  )
}
