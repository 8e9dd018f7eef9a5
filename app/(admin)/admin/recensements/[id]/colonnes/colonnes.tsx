import type { ColonneADire } from '#lib/domain/guichet/recensement/a-dire.ts'
import type { RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import { plural } from '../../textes.ts'
import { ColonnesForm } from './colonnes.form.tsx'
import { listInconnues, uniques } from './montrer.ts'

const RETENU = 'Votre réponse est retenue pour les prochains tableaux qui auront les mêmes en-têtes.'

/** The columns of a table that was read and that the portal does not know. */
export function ColonnesNonLues({ id, colonnes }: Readonly<{ id: string; colonnes: readonly ColonneADire[] }>) {
  const aDire = uniques(colonnes)
  const inconnues = aDire.filter(({ dite }) => dite === undefined).length
  if (aDire.length === 0) return null
  return (
    <details className="admin__plus fr-my-2w" open={aDire.some(({ dite, proposee }) => dite === undefined && proposee)}>
      <summary>
        {inconnues > 0
          ? `${plural(inconnues, 'colonne n’est pas lue', 'colonnes ne sont pas lues')} : dire ce que c’est`
          : 'Revoir ce que vous avez dit de vos colonnes'}
      </summary>
      <p>Chaque colonne est montrée avec ses premières valeurs. {RETENU}</p>
      <ColonnesForm id={id} colonnes={aDire} />
    </details>
  )
}

type Props = Readonly<{
  id: string
  refus: RefusDeLecture
  dites: Parameters<typeof listInconnues>[1]
}>

/** A file whose tables nobody could read: their columns, to be said. Nothing when it holds no table. */
export function TableADire({ id, refus, dites }: Props) {
  const colonnes = listInconnues(refus, dites)
  if (colonnes.length === 0) return null
  return (
    <section className="admin__fiche fr-my-3w" aria-labelledby="colonnes-a-dire">
      <h2 id="colonnes-a-dire" className="fr-h5">
        Dites-nous ce que sont vos colonnes
      </h2>
      <p>
        Il faut au moins le nom du point, et une façon de le joindre : adresse, commune, téléphone, courriel ou site.{' '}
        {RETENU}
      </p>
      <ColonnesForm id={id} colonnes={colonnes} />
    </section>
  )
}
