import { describe, expect, it } from 'vitest'
import { analyseClasseur } from './analyse.ts'
import { COLONNES, COLONNES_DES_COMMUNES, COLONNES_DES_POINTS, keysOf } from './colonnes.ts'
import { readFermetures } from './fermetures.ts'
import { longueurDe } from './longueurs.ts'
import { openRang } from './rang.ts'
import { FAITS, feuilleDe, ligneDe, rangDe } from './testing.ts'

/** What each of our readers of words once took seconds to look through, and what others may. */
const SANS_FIN: Readonly<Record<string, string>> = {
  blancs: `noel"${' '.repeat(40_000)}x`,
  'fins de ligne': `noel${'\n'.repeat(40_000)}x`,
  'espaces insécables': `noel${'\u00a0\u202f'.repeat(20_000)}x`,
  tabulations: `noel${'\t'.repeat(40_000)}x`,
  tirets: '1-1-'.repeat(10_000),
  lignes: 'x\n'.repeat(20_000),
  virgules: ','.repeat(40_000),
  parenthèses: '('.repeat(40_000),
  crochets: '['.repeat(40_000),
  chiffres: '1'.repeat(40_000),
  arobases: '@'.repeat(40_000),
  points: 'a.'.repeat(20_000),
}

describe('une cellule sans fin', () => {
  it.each(COLONNES.flatMap((colonne) => Object.entries(SANS_FIN).map(([genre, texte]) => ({ colonne, genre, texte }))))(
    'est refusée pour sa longueur avant toute lecture : $colonne, $genre (R-TAB-14)',
    ({ colonne, texte }) => {
      const rang = openRang(ligneDe(7, [texte]), new Map([[colonne, 0]]))
      const max = longueurDe(colonne)
      expect(rang.remarques).toEqual([
        { cellule: 'A7', colonne, gravite: 'refus', code: 'longueur', min: 0, max, longueur: texte.length },
      ])
      // Nothing of it is left to whoever reads the row.
      expect(rang.cellule(colonne)).toBeUndefined()
      expect(rang.texte(colonne)).toBe('')
      expect((rang.trouve[colonne] ?? '').length).toBeLessThanOrEqual(max)
    },
  )

  it.each(keysOf(COLONNES_DES_POINTS))('ne dit rien d’autre de sa colonne : %s (R-TAB-14)', (colonne) => {
    for (const texte of Object.values(SANS_FIN)) {
      const { contenu, remarques } = rangDe({ [colonne]: texte })
      expect(contenu).toBeNull()
      expect(remarques.filter((une) => une.colonne === colonne).map(({ code }) => code)).toEqual(['longueur'])
    }
  })

  it('faite d’espaces se mesure telle qu’elle est, et vide reste vide (R-TAB-14)', () => {
    expect(rangDe({ lundi: ' '.repeat(40_000) }).remarques).toEqual([])
    expect(rangDe({ lundi: `9h-12h${' '.repeat(495)}` }).remarques.map(({ code }) => code)).toEqual(['longueur'])
  })

  it.each([
    ['lundi', 500],
    ['fermetures', 1_000],
    ['territoire', 32_767],
    ['horairesTexte', 4_000],
    ['nom', 4_000],
  ] as const)('se mesure à sa colonne : %s, %i signes et pas un de plus (R-TAB-14)', (colonne, max) => {
    const lengths = (count: number) =>
      openRang(ligneDe(7, ['x'.repeat(count)]), new Map([[colonne, 0]])).remarques.map(({ code }) => code)
    expect(lengths(max)).toEqual([])
    expect(lengths(max + 1)).toEqual(['longueur'])
  })

  it('ne nomme pas de colonne, au-dessus d’un tableau ni dans son en-tête (R-TAB-14)', () => {
    const entetes = Object.values(COLONNES_DES_POINTS)
    const row = ['', 'Accueil', 'Téléphone', 'Lieu d’information']
    // Digits are a value of the table, whatever their number, and no header has one.
    const { chiffres: _, ...textes } = SANS_FIN
    for (const texte of Object.values(textes)) {
      const lu = analyseClasseur(
        { feuilles: [feuilleDe('Feuille', [[texte], [...entetes, texte], [...row, texte], [texte]])] },
        FAITS,
      )
      expect(lu.ok && lu.value.points.map(({ trouve }) => trouve.nom)).toContain('Accueil')
    }
    const communes = analyseClasseur(
      { feuilles: [feuilleDe('Communes', [Object.values(COLONNES_DES_COMMUNES), ['09122', SANS_FIN.points]])] },
      FAITS,
    )
    expect(communes.ok && communes.value.chiffres).toHaveLength(1)
  })

  it('n’est pas une longue cellule qui a un sens', () => {
    const jours = Array.from({ length: 70 }, (_, n) => `${String((n % 28) + 1).padStart(2, '0')}/11/2026`)
    const lus = readFermetures({ adresse: 'A1', valeur: '', texte: jours.join(' ; ') }, FAITS.le)
    expect(jours.join(' ; ').length).toBeLessThan(longueurDe('fermetures'))
    expect(lus.fermetures).toHaveLength(70)
    // Three hundred and twenty-seven communes by their codes, nine hundred by their names.
    expect(rangDe({ territoire: '09122 (Foix) ; '.repeat(327) }).contenu).not.toBeNull()
    expect(rangDe({ territoire: 'L’Abergement-Clémenciat (01) ; '.repeat(900) }).contenu).not.toBeNull()
  })

  it('les mêmes jours se lisent, quels que soient les blancs qui les séparent', () => {
    const lire = (texte: string) => readFermetures({ adresse: 'A1', valeur: texte, texte }, FAITS.le)
    expect(lire('24/12/2026\u00a0\u00a0 et \t 31/12/2026   (congés)  ')).toEqual(
      lire('24/12/2026 et 31/12/2026 (congés)'),
    )
  })
})
