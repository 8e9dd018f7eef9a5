/** What is said above a list that a search narrows. */
import { formatNombre } from './chiffres.ts'

/** « 1 point », « 12 points », or that the list is cut, and how to see the rest. */
export const titreDeListe = (
  nombre: number,
  max: number,
  [un, plusieurs]: readonly [un: string, plusieurs: string],
): string =>
  nombre >= max
    ? `Les ${max} premiers ${plusieurs} : précisez la recherche`
    : `${formatNombre(nombre)} ${nombre > 1 ? plusieurs : un}`
