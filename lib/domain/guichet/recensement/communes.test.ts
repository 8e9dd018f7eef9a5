import { describe, expect, it } from 'vitest'
import { COLONNES_DES_COMMUNES, type ColonneDeCommune } from './colonnes.ts'
import { readChiffres } from './communes.ts'
import { CENTRE, FAITS, ligneDe } from './testing.ts'

const COLONNES = new Map(
  (Object.keys(COLONNES_DES_COMMUNES) as ColonneDeCommune[]).map((colonne, index) => [colonne, index]),
)
const read = (changes: Partial<Record<ColonneDeCommune, string | number | null>>, faits = FAITS) => {
  const cells = { codeInsee: '09122', annee: 2026, type: 'T3', logements: 210, arreteAu: '31/12/2025', ...changes }
  const values = [...COLONNES.keys()].map((colonne) => (cells as Record<string, string | number | null>)[colonne])
  return readChiffres({ feuille: 'Communes', ligne: ligneDe(5, values), colonnes: COLONNES }, faits)
}
const codes = (...args: Parameters<typeof read>) =>
  read(...args).remarques.map(({ colonne, code }) => `${colonne}:${code}`)

describe('une ligne de la structure du parc', () => {
  it('vide est inconnu, zéro est zéro (R-REC-22)', () => {
    expect(read({ demandesEnAttente: null, attributionsN1: 0 }).chiffres).toEqual({
      codeInsee: '09122',
      annee: 2026,
      type: 't3',
      logements: 210,
      demandesEnAttente: null,
      attributionsN1: 0,
      arreteAu: '2025-12-31',
      source: null,
    })
  })
  it.each(['-1', '1,5', 'n.d.', '12 %', '1e3', '1234567890'])('refuse « %s » (R-REC-22)', (logements) => {
    expect(read({ logements }).chiffres).toBeNull()
    expect(codes({ logements })).toContain('logements:nombre-faux')
  })
  it.each([
    ['n.d.', ['']],
    ['NC', ['']],
    ['secret statistique', ['']],
    ['1,5', []],
  ])('« %s » : ce qui n’est pas su se vide d’un geste (R-REC-22)', (logements, valeurs) =>
    expect(
      read({ logements }).remarques.flatMap(({ propositions = [] }) =>
        propositions.flatMap(({ ecritures }) => ecritures.map(({ valeur }) => valeur)),
      ),
    ).toEqual(valeurs),
  )
  it('recolle un nombre écrit avec ses milliers', () => {
    expect(read({ logements: '1\u202f234' }).chiffres?.logements).toBe(1234)
    expect(read({ logements: '59260.0' }).chiffres?.logements).toBe(59_260)
  })
  it.each([
    [1999, false],
    [2000, true],
    [2026, true],
    [2027, false],
    ['26', false],
  ])('juge l’année %s (R-REC-23)', (annee, ok) => expect(read({ annee }).chiffres !== null).toBe(ok))
  it('signale plus d’attributions que de logements, sans refuser (R-REC-24)', () => {
    expect(codes({ logements: 5, attributionsN1: 5 })).toEqual([])
    expect(codes({ logements: 5, attributionsN1: 6 })).toEqual(['attributionsN1:plus-d-attributions-que-de-logements'])
  })
  it('lit chaque type, « T6+ » compris, et refuse les autres', () => {
    expect(read({ type: 't6+' }).chiffres?.type).toBe('t6-et-plus')
    expect(read({ type: 'ENSEMBLE' }).chiffres?.type).toBe('ensemble')
    expect(codes({ type: 'T9' })).toEqual(['type:hors-liste'])
  })
  it.each(['Total', 'TOTAL', 'Total général'])('lit « %s » comme « Ensemble », et le montre (R-REC-99)', (type) => {
    expect(read({ type }).chiffres?.type).toBe('ensemble')
    expect(codes({ type })).toEqual(['type:ecriture-retablie'])
    expect(codes({ type: 'Sous-total' })).toEqual(['type:hors-liste'])
  })
  it('ne sort pas du territoire de qui publie (R-REC-16)', () => {
    const faits = { ...FAITS, lecteur: { role: 'centre', centre: CENTRE } as const }
    expect(codes({ codeInsee: '06122' }, faits)).toEqual(['codeInsee:hors-de-portee'])
  })
  it('dit qu’aucun chiffre n’est donné', () => expect(codes({ logements: null })).toEqual(['logements:aucun-chiffre']))
})
