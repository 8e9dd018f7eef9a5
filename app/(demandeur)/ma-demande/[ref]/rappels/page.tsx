import type { Metadata } from 'next'
import Link from 'next/link'
import { loadMesPreferences } from '#db/queries/preferences-de-rappel.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { sealDestination } from '#lib/sceau.ts'
import { Introuvable } from '#lib/ui/layout/introuvable.tsx'
import { ChoixDeRappels } from '#lib/ui/rappels/choix-de-rappels.tsx'
import { readDemande } from '#lib/usecases/read-demande.ts'
import { requireDemandeur } from '#lib/web/demandeur.ts'
import { answerWith } from '#lib/web/statut.ts'
import { changeMesRappelsAction, stopMesRappelsAction } from './rappels.action.ts'

export const metadata: Metadata = { title: 'Mes rappels' }
export const acces = 'modifier-ma-demande'

export default async function MesRappels({
  params,
  searchParams,
}: {
  params: Promise<{ ref: string }>
  searchParams: Promise<{ enregistre?: string }>
}) {
  const { ref: text } = await params
  const { ctx } = await requireDemandeur(`/ma-demande/${text}/rappels`)
  const ref = parseDemandeRef(text)
  const lue = ref ? await readDemande({ ref, ctx }, 'rappels') : undefined
  const choix =
    ref && lue?.ok && lue.value.demande.statut === 'active'
      ? await loadMesPreferences(ctx.acteur, ref, sealDestination)
      : undefined
  if (!ref || !choix) {
    answerWith(404)
    return <Introuvable />
  }
  return (
    <div className="fr-container page texte">
      <h1>Mes rappels</h1>
      <ChoixDeRappels
        changer={changeMesRappelsAction}
        arreter={stopMesRappelsAction}
        cle={{ nom: 'id', valeur: ref }}
        choix={choix}
        isEnregistre={(await searchParams).enregistre !== undefined}
        connexion="/ma-demande"
      />
      <p className="fr-mt-3w">
        <Link className="fr-link" href={`/ma-demande/${ref}`} prefetch={false}>
          Revenir à ma demande
        </Link>
      </p>
    </div>
  )
}
