/** The days of a demande in the words of the open data, for JSON and for CSV. */
import type { Quand } from '#lib/domain/demande/quand.ts'
import type { Colonne } from './csv.ts'

export const formatEcheancesOuvertes = ({ depuis, departement, fuseau, echeances }: Quand) => ({
  depuis,
  departement,
  fuseau,
  ...echeances,
})
type Ligne = ReturnType<typeof formatEcheancesOuvertes>

const CHAMPS = [
  'depuis',
  'departement',
  'fuseau',
  'ouvreLe',
  'avisAuPlusTardLe',
  'expireLe',
  'dernierJour',
] as const satisfies readonly (keyof Ligne)[]

export const COLONNES_D_ECHEANCES: readonly Colonne<Ligne>[] = CHAMPS.map((titre) => ({
  titre,
  valeur: (ligne) => ligne[titre],
}))
