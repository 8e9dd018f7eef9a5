import { formatHabitants, nomsAnciens } from '#lib/documents/commune.ts'

type Props = {
  nom: string
  codesPostaux: readonly string[]
  population: number
  nomEpci: string | null
  anciennes: readonly Readonly<{ nom: string | null; nature: string }>[]
}

/** The lines under the title: postcodes, inhabitants, and the former names that people still use. */
export function Identite({ nom, codesPostaux, population, nomEpci, anciennes }: Props) {
  const noms = nomsAnciens({ nom, anciennes })
  const facts = [
    codesPostaux.length > 0 &&
      `${codesPostaux.length > 1 ? 'Codes postaux' : 'Code postal'} ${codesPostaux.join(', ')}`,
    formatHabitants(population),
    nomEpci,
  ].filter(Boolean)
  return (
    <>
      <p className="commune__faits">{facts.join(' · ')}</p>
      {noms.length > 0 && (
        <p className="discret fr-mb-0">
          {noms.length > 1 ? 'Anciens noms et anciennes communes' : 'Ancien nom ou ancienne commune'} :{' '}
          {noms.join(', ')}
        </p>
      )}
    </>
  )
}
