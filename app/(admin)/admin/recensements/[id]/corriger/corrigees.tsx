import { Moment } from '#lib/ui/admin/moment.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { giveBackAction } from './correction.action.ts'
import { ChampsDePlace, type Place } from './correction.form.tsx'
import type { CelluleCorrigeeMontree } from './montrer.ts'

type Props = Readonly<{
  corrigees: readonly CelluleCorrigeeMontree[]
  /** The row to come back to; undefined when nothing may be given back. */
  place: Place | undefined
}>

/** What was corrected of a row: as written, as corrected, as understood; by whom, and the way back. */
export function Corrigees({ corrigees, place }: Props) {
  if (corrigees.length === 0) return null
  return (
    <ul className="correction__faites">
      {corrigees.map(({ colonne, libelle, cellule, ecrit, valeur, corrige, compris, auteur, at }) => (
        <li key={colonne}>
          <p className="fr-mb-1v">
            <span className="admin__etat">Corrigé ici</span>{' '}
            <strong>
              {libelle}
              {cellule ? ` (${cellule})` : ''}
            </strong>
            {' : '}
            {colonne === 'identifiant' && ecrit === '' ? null : (
              <>
                <del className="admin__avant">{ecrit === '' ? '(vide)' : `«\u00a0${ecrit}\u00a0»`}</del> →{' '}
              </>
            )}
            <ins className="admin__apres">{corrige}</ins>
            {compris ? <> → compris : {compris}</> : null}
          </p>
          <p className="fr-hint-text fr-mb-1w">
            Par {auteur ?? 'la ligne de commande'}
            {at ? (
              <>
                , le <Moment at={at} />
              </>
            ) : null}
          </p>
          {place ? (
            <Formulaire
              action={giveBackAction}
              bouton={colonne === 'identifiant' ? 'Répondre autrement' : 'Reprendre ce qui était écrit'}
              enCours="Relecture du fichier…"
              secondaire
            >
              <ChampsDePlace {...place} />
              <input type="hidden" name="colonne" value={colonne} />
              <input type="hidden" name="vu" value={valeur} />
            </Formulaire>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
