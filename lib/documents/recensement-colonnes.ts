/** What is said of the columns that a centre names itself. */
import type { RefusDeColonnes } from '#lib/domain/guichet/recensement/a-dire.ts'

const PHRASES = {
  'colonne-donnee-deux-fois': 'Deux colonnes ne peuvent pas être la même : gardez celle qui convient.',
  'aucune-colonne-dite': 'Dites au moins ce qu’est une colonne.',
  'colonnes-dites-entre-temps': 'Quelqu’un a dit autre chose de cette colonne entre-temps : choisissez de nouveau.',
} as const satisfies Readonly<Record<RefusDeColonnes['code'], string>>

/** A sentence at each field that is to be looked at again. */
export const phrasesDesColonnes = ({ code, champs }: RefusDeColonnes): Readonly<Record<string, string>> =>
  Object.fromEntries(champs.map((champ) => [champ, PHRASES[code]]))
