import { expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { COLONNES_DE_CHIFFRES, linesOfChiffres } from './communes-ouvertes.ts'

it('le CSV d’une commune a les figures de son JSON : tous les vœux et la tension, sur la ligne de l’ensemble', () => {
  const lines = linesOfChiffres(
    { codeInsee: '09122', nom: 'Foix' },
    {
      annee: 2026,
      arreteAu: jour('2025-12-31'),
      source: null,
      demonstration: false,
      tension: 6.4,
      total: {
        logements: 75,
        demandesEnAttente: 20,
        demandesTousVoeux: { masque: true, moinsDe: 5 },
        attributionsN1: 9,
      },
      duRegistre: [],
      parType: [{ type: 't1', logements: 14, demandesEnAttente: 12, attributionsN1: 8 }],
    },
  )
  const figures = COLONNES_DE_CHIFFRES.filter(({ titre }) => ['demandesTousVoeux', 'tension'].includes(titre))
  expect(lines.map((line) => figures.map(({ valeur }) => valeur(line)))).toEqual([
    ['moins de 5', 6.4],
    [null, null],
  ])
})
