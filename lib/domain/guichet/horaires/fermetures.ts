/** Which exceptional closures are still worth saying. */
import type { Jour } from '../../calendrier.ts'
import type { Fermeture } from '../point-de-contact.ts'

/** Those that are not over on a day, in order. */
// R-PDC-04 — choix du portail : une fermeture exceptionnelle se dit jusqu’à son dernier jour inclus, puis se tait
export const listFermeturesDepuis = (fermetures: readonly Fermeture[], jour: Jour): readonly Fermeture[] =>
  fermetures.filter(({ au }) => au >= jour).sort((one, other) => (one.du < other.du ? -1 : Number(one.du > other.du)))
