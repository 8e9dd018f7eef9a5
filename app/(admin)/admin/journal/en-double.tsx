'use client'
import { LiensDesDoubles } from '#lib/ui/admin/doubles.tsx'
import { Case } from '#lib/ui/formulaire/case.tsx'
import { useRefus } from '#lib/ui/formulaire/contexte.ts'

/** In the form that undoes a merge, once it was refused: what stands where the point would come back, and the choice. */
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
