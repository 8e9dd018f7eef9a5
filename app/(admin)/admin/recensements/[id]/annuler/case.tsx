'use client'
import { useChamp } from '#lib/ui/formulaire/contexte.ts'

/** A box of « choisis », ticked again when the form comes back. */
export function CaseDeRetour({ cle, libelle, detail }: Readonly<{ cle: string; libelle: string; detail: string }>) {
  const { liste } = useChamp('choisis')
  return (
    <div className="fr-checkbox-group fr-checkbox-group--sm">
      <input
        type="checkbox"
        id={cle}
        name="choisis"
        value={cle}
        key={String(liste.includes(cle))}
        defaultChecked={liste.includes(cle)}
        aria-describedby={detail}
      />
      <label className="fr-label" htmlFor={cle}>
        {libelle}
      </label>
    </div>
  )
}
