'use client'
import { useChamp } from './contexte.ts'

type Props = Readonly<{ nom: string; id: string; valeur: string; libelle: string; detail?: string }>

/** One box of a list whose rows say more than a label; a form that is refused keeps it as it was. */
export function Case({ nom, id, valeur, libelle, detail }: Props) {
  const { liste } = useChamp(nom)
  return (
    <div className="fr-checkbox-group fr-checkbox-group--sm">
      <input
        type="checkbox"
        id={id}
        name={nom}
        value={valeur}
        key={String(liste.includes(valeur))}
        defaultChecked={liste.includes(valeur)}
        aria-describedby={detail}
      />
      <label className="fr-label" htmlFor={id}>
        {libelle}
      </label>
    </div>
  )
}
