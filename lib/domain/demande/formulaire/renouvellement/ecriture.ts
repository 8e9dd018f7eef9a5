/** From the text of a field to the value of the content: what cannot be read goes on as typed, and is refused there. */
import { parseJourEcrit } from '../../../guichet/recensement/jours.ts'
import { isADeuxLectures, netDuNombre } from '../montants.ts'
import type { ChampSaisi } from './champs-saisis.ts'

/** Thousands told by their separator, which comes back, or is not that of the cents: `1.240,50`, `1,240.50`, `1.240.500`. */
const MILLIERS = /^\d{1,3}(?:(?:\.\d{3})+,\d{1,2}|(?:,\d{3})+\.\d{1,2}|(?:\.\d{3}){2,}|(?:,\d{3}){2,})$/
const sansMilliers = (net: string): string =>
  // The last separator is that of the cents, unless three digits follow it.
  net.replace(/[.,](?=\d{3}(?!\d))/g, '')

/**
 * A number as people type it: `1 240,50 €`. What is no number goes on as NaN, and what reads in two ways as it is typed:
 * the content refuses both.
 */
export function lireNombre(texte: string): number | string {
  const net = netDuNombre(texte)
  // R-FORM-17 — choix du portail : « 13.900 » est treize mille neuf cents ou treize euros quatre-vingt-dix, on redemande
  if (isADeuxLectures(net)) return net
  const nombre = (MILLIERS.test(net) ? sansMilliers(net) : net).replace(',', '.')
  return /^\d+(\.\d+)?$/.test(nombre) ? Number(nombre) : Number.NaN
}

/**
 * `12/03/1980`, `03/1980`, `1980` to `1980-03-12`, `1980-03-00`, `1980-00-00`; zeros may stand for what is not known. What
 * is no date goes on as typed.
 */
export function lireNaissance(texte: string): string {
  const net = texte.trim()
  // R-FORM-02 — choix du portail : le jour, ou le mois et le jour, peuvent être inconnus, et s’écrivent sans eux
  const [, quantieme = '00', mois = '00', annee] = /^(?:(?:(\d{1,2})[/.\- ])?(\d{1,2})[/.\- ])?(\d{4})$/.exec(net) ?? []
  if (annee) return [annee, mois.padStart(2, '0'), quantieme.padStart(2, '0')].join('-')
  return parseJourEcrit(net) ?? net
}

/** The value of a field for the content; undefined: the text is that of a commune, which the caller knows how to find. */
export function lireChamp({ sorte }: Pick<ChampSaisi, 'sorte'>, texte: string): unknown {
  const net = texte.trim()
  if (sorte === 'case') return net !== ''
  if (net === '') return null
  switch (sorte) {
    case 'oui-non':
      // R-FORM-36 — choix du portail : ni oui ni non n’est pas « non » ; cela part comme reçu, et le contenu le refuse
      return net === 'oui' || (net === 'non' ? false : net)
    case 'jour':
      return parseJourEcrit(net) ?? net
    case 'naissance':
      return lireNaissance(net)
    case 'euros':
    case 'entier':
      return lireNombre(net)
    case 'montant': {
      // R-FORM-01 — bulletin de juillet 2014, « Bonnes pratiques » : un champ vide est inconnu, un zéro écrit est une déclaration
      const euros = lireNombre(net)
      return euros === 0 ? { statut: 'zero-declare' } : { statut: 'declare', euros }
    }
    case 'commune':
      return undefined
    default:
      return net
  }
}
