/** Facts in lines, or that there are none; what changed shows what it was and what it becomes. */
import { comparerLignes } from '#lib/documents/contenu-en-lignes.ts'
import type { LigneDeContenu } from '#lib/documents/mots-de-contenu.ts'

export function Faits({
  avant,
  apres = avant,
}: Readonly<{ avant: readonly LigneDeContenu[]; apres?: readonly LigneDeContenu[] }>) {
  const changees = comparerLignes(avant, apres)
  const cles = [...new Set([...avant, ...apres].map(({ cle }) => cle))]
  if (cles.length === 0) return <p className="discret">Rien n’est enregistré.</p>
  return (
    <dl className="renouveler__faits">
      {cles.map((cle) => {
        const ligne = apres.find((one) => one.cle === cle) ?? avant.find((one) => one.cle === cle)
        const change = changees.find((one) => one.cle === cle)
        return (
          <div key={cle}>
            <dt>{ligne?.libelle}</dt>
            <dd>{change ? <Change {...change} /> : ligne?.valeur}</dd>
          </div>
        )
      })}
    </dl>
  )
}

const Change = ({ avant, apres }: Readonly<{ avant: string; apres: string }>) => (
  <>
    {avant ? (
      <del>
        <span className="visuellement-cache">Avant : </span>
        {avant}
      </del>
    ) : null}
    <ins>
      <span className="visuellement-cache">Maintenant : </span>
      {apres || 'Retiré'}
    </ins>
  </>
)
