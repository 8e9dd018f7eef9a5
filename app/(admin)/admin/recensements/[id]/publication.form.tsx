'use client'
import { formatNombre } from '#lib/documents/chiffres.ts'
import { Case } from '#lib/ui/formulaire/case.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { publishAction } from '../recensement.action.ts'
import { plural } from '../textes.ts'
import { type AttenteMontree, Attentes } from './attentes.tsx'

type Props = Readonly<{
  id: string
  /** Of the import whose rows are shown. */
  version: number
  aPublier: number
  inchangees: number
  refusees: number
  absents: readonly Readonly<{ id: string; nom: string }>[]
  /** Those that are not listed: they stay published. */
  autresAbsents: number
  /** Rows that meet another holder's point: those shown, and how many there are. */
  attentes: readonly AttenteMontree[]
  nombreDAttentes: number
}>

/** What the button does: with no row to publish, what is left is a choice among those that wait or are absent. */
function bouton({ aPublier, inchangees, nombreDAttentes }: Pick<Props, 'aPublier' | 'inchangees' | 'nombreDAttentes'>) {
  if (aPublier > 0) return `Publier ${plural(aPublier, 'ligne', 'lignes')}`
  if (inchangees > 0) return 'Publier sans changement'
  return nombreDAttentes > 0 ? 'Publier les lignes cochées' : 'Retirer les points cochés'
}

export function PublicationForm(props: Props) {
  const { id, version, aPublier, inchangees, refusees, absents, autresAbsents, attentes, nombreDAttentes } = props
  const nombreDAbsents = absents.length + autresAbsents
  if (aPublier + inchangees + nombreDAbsents + nombreDAttentes === 0)
    return (
      <p className="fr-my-3w">
        Rien n’est à publier pour l’instant. Corrigez les lignes ci-dessous, ici ou dans votre fichier.
      </p>
    )
  return (
    <Formulaire
      action={publishAction}
      bouton={bouton({ aPublier, inchangees, nombreDAttentes })}
      enCours="Publication…"
    >
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="versionVue" value={version} />
      {refusees > 0 ? (
        <p>
          {refusees > 1
            ? `Les ${formatNombre(refusees)} lignes à corriger ne seront pas publiées`
            : 'La ligne à corriger ne sera pas publiée'}{' '}
          : ce qui est déjà en ligne pour elles ne change pas.
        </p>
      ) : null}
      <Attentes attentes={attentes} nombre={nombreDAttentes} />
      {absents.length > 0 ? (
        <details className="admin__plus">
          <summary>
            {nombreDAbsents > 1
              ? `${formatNombre(nombreDAbsents)} points publiés ne sont pas dans ce fichier`
              : 'Un point publié n’est pas dans ce fichier'}
          </summary>
          <p>
            Ils restent publiés. Cochez ceux qu’il faut retirer.
            {autresAbsents > 0
              ? ` En voici ${absents.length} ; les autres se retirent depuis la liste des points.`
              : ''}
          </p>
          {absents.map((absent) => (
            <Case key={absent.id} nom="retirer" id={`retirer-${absent.id}`} valeur={absent.id} libelle={absent.nom} />
          ))}
        </details>
      ) : null}
    </Formulaire>
  )
}
