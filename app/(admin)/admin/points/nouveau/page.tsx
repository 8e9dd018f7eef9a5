import type { Metadata } from 'next'
import { listCentresAuChoix } from '#db/queries/administration.ts'
import { pagePrivee } from '../../page-privee.tsx'
import { createPointAction } from '../point.action.ts'
import { PointForm } from '../point.form.tsx'

export const metadata: Metadata = { title: 'Créer un point de contact' }
export const acces = 'modifier-point'

export default pagePrivee(acces, async ({ acteur }) => {
  const centres = await listCentresAuChoix(acteur)
  const isGestionnaire = acteur.role === 'gestionnaire-territorial'
  return (
    <div className="admin__fiche">
      <h1>Créer un point de contact</h1>
      <PointForm
        action={createPointAction}
        bouton="Publier ce point"
        centres={centres.map(({ id, nom }) => [id, nom] as const)}
        {...(isGestionnaire ? { vide: 'Le gestionnaire territorial' } : {})}
        initial={{ publicReserve: 'tout-public', accessibilitePmr: 'inconnue' }}
      />
    </div>
  )
})
