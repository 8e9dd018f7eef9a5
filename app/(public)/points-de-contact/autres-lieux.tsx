import type { FiltresDePoints } from '#lib/domain/guichet/filtres.ts'
import { adresseDe } from '#lib/ui/points/filtres.tsx'
import type { LieuDemande } from './lieu.ts'

/** This many are named in a sentence; the others unfold. */
const AUTRES_MONTRES = 8

type Props = Readonly<{ autres: LieuDemande['autres']; filtres: FiltresDePoints }>

/** The other communes that what was typed means, each with the filters that were chosen. */
export function AutresLieux({ autres, filtres }: Props) {
  if (autres.length === 0) return null
  const [shown, folded] = [autres.slice(0, AUTRES_MONTRES), autres.slice(AUTRES_MONTRES)]
  return (
    <>
      <p>
        Ce nom ou ce code désigne aussi <Noms autres={shown} filtres={filtres} />.
      </p>
      {folded.length > 0 && (
        <details className="depliant">
          <summary>
            {folded.length === 1 ? 'Voir encore une commune' : `Voir les ${folded.length} autres communes`}
          </summary>
          <p>
            <Noms autres={folded} filtres={filtres} />
          </p>
        </details>
      )}
    </>
  )
}

const Noms = ({ autres, filtres }: Props) =>
  autres.map(({ codeInsee, nom, departement }, index) => (
    <span key={codeInsee}>
      {index > 0 && ', '}
      <a href={adresseDe({ filtres }, { commune: codeInsee })} rel="nofollow">
        {nom} ({departement})
      </a>
    </span>
  ))
