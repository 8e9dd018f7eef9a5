import { describe, expect, it } from 'vitest'
import { hasNir, removeNir } from './nir.ts'
import { removeInvisibles } from './signes-invisibles.ts'

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)
const hexa = (code: number) => code.toString(16).toUpperCase().padStart(4, '0')

describe('les signes qui ne se voient pas (R-TXT-01)', () => {
  it.each([
    ['les renversements de sens', [...range(0x202a, 0x202e), ...range(0x2066, 0x2069)]],
    ['les marques de sens', [0x200e, 0x200f, 0x061c]],
    ['ce qui n’a pas de largeur', [...range(0x200b, 0x200d), ...range(0x2060, 0x2064), 0xfeff, 0x00ad, 0x034f]],
    ['les étiquettes invisibles', [0xe0001, 0xe0041, 0xe007f]],
    ['les signes de commande', [0x00, 0x08, 0x0b, 0x0c, 0x0e, 0x1f, 0x7f, 0x81, 0x9d]],
    ['les marques d’annotation', range(0xfff9, 0xfffb)],
  ])('%s s’en vont', (_, codes) => {
    for (const code of codes)
      expect([hexa(code), removeInvisibles(`Mai${String.fromCodePoint(code)}rie`)]).toEqual([hexa(code), 'Mairie'])
  })

  it('redonne les lettres de Windows-1252 lues comme des signes de commande', () =>
    expect(removeInvisibles('L\u0092accueil \u2013 10 \u0080, \u009cuvre')).toBe('L’accueil – 10 €, œuvre'))

  it.each([
    ['les accents, joints ou séparés', 'Hôtel de ville, l’Île-d’Yeu, e\u0301'],
    ['les espaces, insécables ou non', 'a\u00a0b\u202fc\u2009d e'],
    ['les fins de ligne et les tabulations', 'a\r\nb\tc'],
    ['un texte écrit de droite à gauche', 'مكتب السكن'],
    ['les voisins de chaque suite', '\u200a\u2010\u2029\u202f\u2070\u00a0\u00ac\u00ae\ufffc'],
    ['un emoji', '🏠'],
  ])('%s restent', (_, texte) => {
    expect(removeInvisibles(texte)).toBe(texte)
  })

  it('ne cachent plus un numéro de sécurité sociale (R-NIR-01)', () => {
    const nir = '1 85 05 78 006 084 36'
    const cle = 97 - (1850578006084 % 97)
    const vrai = nir.replace(/36$/, String(cle).padStart(2, '0'))
    expect(hasNir(vrai)).toBe(true)
    const cache = [...vrai].join('\u200b')
    expect(hasNir(removeInvisibles(cache))).toBe(true)
    expect(removeNir(removeInvisibles(cache))).toBe('')
  })
})
