'use client'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { publishAction } from '../recensement.action.ts'
import { type AttenteMontree, Attentes } from './attentes.tsx'

type Props = Readonly<{
  id: string
  aPublier: number
  refusees: number
  absents: readonly Readonly<{ id: string; nom: string }>[]
  /** Rows that meet another holder's point. */
  attentes: readonly AttenteMontree[]
}>

export function PublicationForm({ id, aPublier, refusees, absents, attentes }: Props) {
  return (
    <Formulaire
      action={publishAction}
      bouton={aPublier > 0 ? `Publier ${aPublier} ${aPublier > 1 ? 'lignes' : 'ligne'}` : 'Publier sans changement'}
      enCours="Publication…"
    >
      <input type="hidden" name="id" value={id} />
      {refusees > 0 ? (
        <p>
          {refusees > 1
            ? `Les ${refusees} lignes à corriger ne seront pas publiées`
            : 'La ligne à corriger ne sera pas publiée'}{' '}
          : ce qui est déjà en ligne pour elles ne change pas.
        </p>
      ) : null}
      <Attentes attentes={attentes} />
      {absents.length > 0 ? (
        <details className="admin__plus">
          <summary>
            {absents.length > 1
              ? `${absents.length} points publiés ne sont pas dans ce fichier`
              : 'Un point publié n’est pas dans ce fichier'}
          </summary>
          <p>Ils restent publiés. Cochez ceux qu’il faut retirer.</p>
          {absents.map((absent) => (
            <div className="fr-checkbox-group fr-checkbox-group--sm" key={absent.id}>
              <input type="checkbox" id={`retirer-${absent.id}`} name="retirer" value={absent.id} />
              <label className="fr-label" htmlFor={`retirer-${absent.id}`}>
                {absent.nom}
              </label>
            </div>
          ))}
        </details>
      ) : null}
    </Formulaire>
  )
}
