'use client'
import { formatNombre } from '#lib/documents/chiffres.ts'
import { Case } from '#lib/ui/formulaire/case.tsx'

export type AttenteMontree = Readonly<{
  cle: string
  nom: string
  ligne: number
  phrases: readonly string[]
  differences: readonly Readonly<{ champ: string; avant: string; apres: string }>[]
}>

type Props = Readonly<{
  attentes: readonly AttenteMontree[]
  /** All of them; beyond those shown, one box says yes to all. */
  nombre: number
}>

/** Rows that another holder publishes already: both versions, and a box for each that must appear all the same. */
export function Attentes({ attentes, nombre }: Props) {
  if (nombre === 0) return null
  const several = nombre > 1
  return (
    <fieldset className="admin__choix fr-mb-3w">
      <legend className="fr-h6">
        {several
          ? `${formatNombre(nombre)} points sont déjà publiés par un autre`
          : 'Un point est déjà publié par un autre'}
      </legend>
      <p>Sans coche, ces lignes attendent et le reste se publie. Cochées, les deux points paraissent côte à côte.</p>
      <ul className="admin__changements">
        {attentes.map(({ cle, nom, ligne, phrases, differences }, rang) => (
          <li key={cle}>
            <Case
              nom="confirmer"
              id={`attente-${rang}`}
              valeur={cle}
              libelle={`Publier aussi « ${nom} » (ligne ${ligne})`}
              detail={`attente-${rang}-detail`}
            />
            <div id={`attente-${rang}-detail`}>
              {phrases.map((phrase) => (
                <p className="fr-text--sm fr-mb-1w" key={phrase}>
                  {phrase}
                </p>
              ))}
              <dl className="admin__details">
                {differences.map(({ champ, avant, apres }) => (
                  <div key={champ} className="admin__changement">
                    <dt>{champ}</dt>
                    <dd>
                      l’autre : <strong>{avant}</strong> ; le vôtre : <strong>{apres}</strong>
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          </li>
        ))}
      </ul>
      {several ? (
        <Case
          nom="confirmer"
          id="attente-tout"
          valeur="tout"
          libelle={`Publier aussi les ${formatNombre(nombre)} lignes qui attendent`}
        />
      ) : null}
    </fieldset>
  )
}
