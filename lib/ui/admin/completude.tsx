import type { Fait, Completude as Mesure } from '#lib/domain/guichet/completude.ts'

const MANQUES: Readonly<Record<Fait, string>> = {
  horaires: 'horaires',
  joindre: 'moyen de joindre',
  position: 'position exacte',
  accessibilite: 'accessibilité',
  rendezVous: 'rendez-vous',
  organisme: 'organisme',
}

/** What a centre says of its points, out of a hundred, and what it says least often. */
export function Completude({ mesure: { pourCent, manques } }: Readonly<{ mesure: Mesure }>) {
  if (pourCent === null) return '—'
  const missing = manques.slice(0, 3).map(({ fait, points }) => `${MANQUES[fait]} (${points})`)
  return (
    <>
      {pourCent} sur 100
      {missing.length > 0 ? <span className="fr-hint-text">Manque : {missing.join(', ')}</span> : null}
    </>
  )
}
