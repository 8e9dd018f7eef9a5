'use client'
import { useChampVu } from '#lib/ui/formulaire/contexte.ts'
import type { CelluleMontree } from './montrer.ts'

/** `cle`: before the name of each field of a row, where a form holds several. */
type Props = Readonly<{ cellule: CelluleMontree; decritPar: string; cle: string }>

/** One cell to mend: its name, its address in the sheet, what the file says. */
export function Cellule({ cellule, decritPar, cle }: Props) {
  const { colonne, libelle, cellule: adresse, ecrit, valeur, choix, isLongue } = cellule
  const nom = `${cle}${colonne}`
  const { id, vu, texte, autre } = useChampVu(nom, valeur)
  const common = {
    id,
    name: nom,
    defaultValue: texte,
    'aria-describedby': autre ? `${decritPar} ${id}-autre` : decritPar,
  }
  return (
    <div className={choix ? 'fr-select-group' : 'fr-input-group'}>
      <label className="fr-label" htmlFor={id}>
        {libelle}
        {adresse ? ` (${adresse})` : ''}
        <span className="fr-hint-text">
          {ecrit === '' ? 'Vide dans le fichier' : `Dans le fichier\u00a0: «\u00a0${ecrit}\u00a0»`}
        </span>
      </label>
      {choix ? (
        <select {...common} key={texte} className="fr-select">
          {choix.includes(texte) ? null : (
            <option value={texte}>{texte === '' ? 'Choisissez' : `«\u00a0${texte}\u00a0»`}</option>
          )}
          {choix.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      ) : isLongue ? (
        <textarea {...common} className="fr-input" rows={2} />
      ) : (
        <input {...common} className="fr-input" type="text" autoComplete="off" />
      )}
      <input type="hidden" name={`vu-${nom}`} value={vu} />
      {autre ? (
        <p id={`${id}-autre`} className="fr-hint-text">
          <strong>Corrigé entre-temps :</strong> {autre}
        </p>
      ) : null}
    </div>
  )
}
