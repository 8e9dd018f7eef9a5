import type { Metadata } from 'next'
import { entreesFor } from './entrees.ts'
import { pagePrivee } from './page-privee.tsx'

export const metadata: Metadata = { title: 'Administration' }
export const acces = 'consulter-administration'

export default pagePrivee(acces, async ({ acteur, session }) => {
  return (
    <>
      <h1>Administration</h1>
      {session.role === 'agent-de-guichet' && session.centres.length === 0 ? (
        <p>Votre compte n’est lié à aucun centre. Demandez-le à votre gestionnaire territorial.</p>
      ) : null}
      <ul className="admin__entrees">
        {entreesFor(acteur).map(({ href, titre, description }) => (
          <li key={href}>
            <h2 className="fr-h5 fr-mb-1v">
              <a href={href}>{titre}</a>
            </h2>
            <p className="fr-mb-0">{description}</p>
          </li>
        ))}
      </ul>
    </>
  )
})
