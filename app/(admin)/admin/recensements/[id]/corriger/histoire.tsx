import type { listHistoire } from '#db/queries/corrections.ts'
import { nomDeColonne } from '#lib/documents/recensement.ts'
import { valeurCorrigee } from '#lib/documents/recensement-corrections.ts'
import { Moment } from '#lib/ui/admin/moment.tsx'

/** Who corrected what, when, the last first: also what was corrected again or given back since. */
export function Histoire({ faits, suite }: Awaited<ReturnType<typeof listHistoire>>) {
  if (faits.length === 0) return null
  return (
    <details className="admin__plus">
      <summary>Histoire des corrections</summary>
      <ul className="correction__faites">
        {faits.map(({ id, feuille, ligne, colonne, avant, apres, auteur, at }) => (
          <li key={id}>
            <p className="fr-mb-0">
              <strong>
                {colonne === 'identifiant' ? 'Quel point est-ce ?' : nomDeColonne(colonne)}, feuille « {feuille} »,
                ligne {ligne}
              </strong>
              {' : '}
              <del className="admin__avant">{valeurCorrigee(colonne, avant)}</del> →{' '}
              <ins className="admin__apres">
                {apres === null ? 'ce qui est écrit dans le fichier' : valeurCorrigee(colonne, apres)}
              </ins>
            </p>
            <p className="fr-hint-text fr-mb-1w">
              Par {auteur ?? 'la ligne de commande'}, le <Moment at={at} />
            </p>
          </li>
        ))}
      </ul>
      {suite ? <p>Seules les {faits.length} dernières sont montrées.</p> : null}
    </details>
  )
}
