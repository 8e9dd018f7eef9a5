import type { Metadata } from 'next'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { Introuvable } from '#lib/ui/layout/introuvable.tsx'
import { readDemande } from '#lib/usecases/read-demande.ts'
import { requireDemandeur } from '#lib/web/demandeur.ts'
import { answerWith } from '#lib/web/statut.ts'
import { Quitter } from '../quitter.tsx'

export const metadata: Metadata = { title: 'Ma demande' }
export const acces = 'consulter-ma-demande'

type Props = { params: Promise<{ ref: string }> }

export default async function UneDemande({ params }: Props) {
  const { ref: text } = await params
  const { ctx } = await requireDemandeur(`/ma-demande/${text}`)
  const ref = parseDemandeRef(text)
  const lue = ref ? await readDemande({ ref, ctx }, 'ma-demande') : undefined
  // Another's and nobody's are told apart by nothing.
  if (!lue?.ok) {
    answerWith(404)
    return <Introuvable />
  }
  const { demande } = lue.value
  return (
    <div className="fr-container page">
      <h1>Ma demande</h1>
      <p className="fr-text--lg texte">Demande n° {formatNumeroUnique(demande.numeroUnique)}</p>
      {demande.statut === 'active' && demande.echeances ? (
        <p>
          Dernier jour pour renouveler :{' '}
          <time dateTime={demande.echeances.dernierJour}>{formatJourEntier(demande.echeances.dernierJour)}</time>
        </p>
      ) : null}
      {demande.statut === 'active' ? (
        <p>
          <a className="fr-btn" href={`/renouveler/${demande.ref}`}>
            Renouveler ma demande
          </a>
        </p>
      ) : null}
      <Quitter />
    </div>
  )
}
