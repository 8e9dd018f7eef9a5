import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { listDepartements } from '#db/queries/administration.ts'
import { pagePrivee } from '../../page-privee.tsx'
import { createCentreAction } from '../centre.action.ts'
import { CentreForm } from '../centre.form.tsx'

export const metadata: Metadata = { title: 'Créer un centre' }
export const acces = 'gerer-centres'

export default pagePrivee(acces, async ({ session }) => {
  const departements = await listDepartements(session.departements)
  return (
    <div className="admin__fiche">
      <h1>Créer un centre</h1>
      <CentreForm
        action={createCentreAction}
        cle={randomUUID()}
        bouton="Créer le centre"
        departements={departements.map(({ code, nom }) => [code, `${code} ${nom}`] as const)}
      />
    </div>
  )
})
