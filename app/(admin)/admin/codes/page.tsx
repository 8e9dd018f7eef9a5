import type { Metadata } from 'next'
import { listCodesRemis } from '#db/queries/codes-remis.ts'
import { PIECES_D_IDENTITE } from '#lib/domain/acces/code-remis.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { Moment } from '#lib/ui/admin/moment.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { pagePrivee } from '../page-privee.tsx'
import { CodeRemisForm } from './code-remis.form.tsx'

export const metadata: Metadata = { title: 'Codes à remettre' }
export const acces = 'remettre-un-code'

export default pagePrivee(acces, async ({ acteur }) => {
  const codes = await listCodesRemis(acteur)
  return (
    <>
      <h1>Codes à remettre</h1>
      <p className="texte">
        Pour une personne qui n’a ni FranceConnect, ni le contact inscrit sur sa demande : après avoir vu sa pièce
        d’identité, remettez-lui un code sur papier. Il ouvre sa demande dans son compte, une fois, pendant quinze
        jours. Chaque code remis est écrit au journal, avec votre nom.
      </p>
      <div className="admin__fiche">
        <CodeRemisForm />
      </div>
      {codes.length > 0 ? (
        <Tableau
          titre="Codes que vous avez remis"
          colonnes={['Demande', 'Pièce vue', 'Remis le', 'État']}
          lignes={codes.map(({ id, numeroUnique, piece, remisAt, etat }) => ({
            cle: id,
            cellules: [
              formatNumeroUnique(numeroUnique),
              PIECES_D_IDENTITE[piece],
              <Moment key="moment" at={remisAt} />,
              etat,
            ],
          }))}
        />
      ) : null}
    </>
  )
})
