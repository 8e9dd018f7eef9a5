/** From the text of a field to the value of the content: what cannot be read goes on as typed, and is refused there. */
import { parseJourEcrit } from '../../../guichet/recensement/jours.ts'
import type { ChampSaisi } from './champs-saisis.ts'

/** A number as people type it: `1 240,50 €`; what is no number goes on as NaN, which the content refuses. */
export function lireNombre(texte: string): number {
  const net = texte.replace(/[\s\u00A0\u202F]|€|euros?/gi, '').replace(',', '.')
  return /^\d+(\.\d+)?$/.test(net) ? Number(net) : Number.NaN
}

/** `12/03/1980` or `00/00/1980` to `1980-03-12`, `1980-00-00`; what is no date goes on as typed. */
export function lireNaissance(texte: string): string {
  const numbers = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(texte.trim())
  if (numbers) return [numbers[3], numbers[2]?.padStart(2, '0'), numbers[1]?.padStart(2, '0')].join('-')
  return parseJourEcrit(texte) ?? texte.trim()
}

/** The value of a field for the content; undefined: the text is that of a commune, which the caller knows how to find. */
export function lireChamp({ sorte }: Pick<ChampSaisi, 'sorte'>, texte: string): unknown {
  const net = texte.trim()
  if (sorte === 'case') return net !== ''
  if (net === '') return null
  switch (sorte) {
    case 'oui-non':
      return net === 'oui'
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
