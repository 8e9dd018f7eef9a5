import { describe, expect, it } from 'vitest'
import { removeInvisibles } from '../../../signes-invisibles.ts'
import { unContenu, unCotitulaire } from '../testing.ts'
import type { Sorte } from './champs-saisis.ts'
import { exact, lire } from './testing.ts'

const ENFANT = { nom: 'Inventée', prenom: 'Alix', naissance: '2015-02-03', sexe: 'F', lien: 'E' }
const CONTENU = unContenu(
  ['cotitulaires', [unCotitulaire()]],
  ['foyer.personnesACharge', [ENFANT]],
  ['motifs', [{ code: '05', precision: null }]],
)
const EXACT = {
  ...exact(CONTENU),
  'cotitulaires.0.ressources.reponse': 'toujours',
  'cotitulaires.0.revenuFiscal.reponse': 'toujours',
}
/** Nonsense, too long, markup, other alphabets, emoji, signs that nobody sees, days that are not or are to come, a letter for a digit. */
const HOSTILES = [
  ...['???', 'x'.repeat(500), '<img src=x onerror=alert(1)>', 'Ζωή Нина', '🏠🙂', '\u202e-1\u0000', '1e400'],
  ...['31/02/2027', '12/03/2199', '+44 20 7946 0958', '09O00'],
] as const
/** A sentence of ours, and none of the words with which a library says what it expected. */
const FRANCAIS = /^(?!.*(?:Invalid|Too (?:big|small)|expected))\p{Lu}.*[.]$/u
/** Ticked or not, yes or no: whatever else is sent there is no text of anybody. */
const SANS_TEXTE: readonly Sorte[] = ['case', 'oui-non']

const CHAMPS = lire(CONTENU, EXACT).groupes.flatMap(({ blocs }) => blocs.flatMap(({ champs }) => champs))
const NOMS = CHAMPS.map(({ nom }) => nom)

describe('un renouvellement dont un seul champ est hostile (R-FORM-32)', () => {
  it('est prêt à confirmer quand aucun ne l’est', () => {
    expect(lire(CONTENU, EXACT)).toMatchObject({ etape: 'confirmer', anomalies: [], manques: [] })
    expect(CHAMPS.length).toBeGreaterThan(90)
  })

  it.each(CHAMPS)('$nom : une phrase à un champ qui se voit, ou le texte est gardé', ({ nom, sorte }) => {
    // Told in one value: asserting costs as much as reading, some thousands of times over.
    const dits = HOSTILES.map((texte) => {
      const { anomalies, contenu } = lire(CONTENU, { ...EXACT, [nom]: texte })
      const ecrit = JSON.stringify(removeInvisibles(texte).replace(/\s+/g, ' ').trim()).slice(1, -1)
      const isDit = anomalies.length > 0 && contenu === null
      const isGarde = SANS_TEXTE.includes(sorte) || JSON.stringify(contenu).includes(ecrit)
      const mauvaises = anomalies.filter(({ champ, message }) => !NOMS.includes(champ) || !FRANCAIS.test(message))
      const redites = anomalies.length - new Set(anomalies.map(({ champ }) => champ)).size
      return [texte, isDit || isGarde, mauvaises, redites]
    })
    expect(dits).toEqual(HOSTILES.map((texte) => [texte, true, [], 0]))
  })
})
