import { expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { uneDemande } from '#lib/domain/demande/testing.ts'
import { Dates } from './dates.tsx'

it('le jour d’un dépôt compté ne se dit pas, son mois si (R-REP-11)', () => {
  const demande = uneDemande().repriseSansT('2023-03-12').build()
  if (demande.statut === 'effacee') throw new Error('erased')
  const dites = (ancienneteDepuis: string) =>
    JSON.stringify(Dates({ demande: { ...demande, ancienneteDepuis: jour(ancienneteDepuis) }, le: jour('2024-03-01') }))
  expect(dites('2023-03-12')).toContain('"Déposée le"')
  expect(dites('2019-06-12')).not.toContain('"Déposée le"')
  expect(dites('2019-06-12')).toContain('mars\u00a02023')
})
