import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { listCentresAuChoix, listDepartements } from '#db/queries/administration.ts'
import { isRoleOuvert, ROLES_DE_CENTRE, ROLES_TERRITORIAUX } from '#lib/domain/acces/acces.ts'
import { ROLES } from '#lib/domain/acces/acteur.ts'
import { pagePrivee } from '../../page-privee.tsx'
import { inviteCompteAction } from '../compte.action.ts'
import { CompteForm } from '../compte.form.tsx'

export const metadata: Metadata = { title: 'Inviter une personne' }
export const acces = 'gerer-comptes'

type Props = { searchParams: Promise<{ centre?: string | string[] }> }

export default pagePrivee(acces, async ({ acteur }, { searchParams }: Props) => {
  const { centre } = await searchParams
  const isAdministrateur = acteur.role === 'administrateur-national'
  const [centres, departements] = await Promise.all([
    isAdministrateur ? [] : listCentresAuChoix(acteur),
    isAdministrateur ? listDepartements() : [],
  ])
  const roles = isAdministrateur ? ROLES_TERRITORIAUX.filter(isRoleOuvert) : ROLES_DE_CENTRE
  return (
    <div className="admin__fiche">
      <h1>Inviter une personne</h1>
      {!isAdministrateur && centres.length === 0 ? (
        <p>Créez d’abord un centre : un agent est toujours celui d’un centre.</p>
      ) : null}
      <CompteForm
        action={inviteCompteAction}
        cle={randomUUID()}
        roles={roles.map((role) => [role, ROLES[role]] as const)}
        centres={centres.map(({ id, nom, code }) => [id, code ? `${nom} (${code})` : nom] as const)}
        departements={departements.map(({ code, nom }) => [code, `${code} ${nom}`] as const)}
        initial={{ role: roles[0], centreIds: typeof centre === 'string' ? [centre] : [] }}
      />
    </div>
  )
})
