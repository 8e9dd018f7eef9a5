import { expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { uneDemande } from '#lib/domain/demande/testing.ts'
import { Dates } from './dates.tsx'

it('le jour d’un dépôt compté ne se dit pas, son mois si (R-REP-11)', () => {
  const demande = uneDemande().repriseSansT('2023-03-12').build()
  if (demande.statut === 'effacee') throw new Error('erased')
  const dites = (isDepotCompte: boolean) =>
    JSON.stringify(Dates({ demande: { ...demande, isDepotCompte }, le: jour('2024-03-01') }))
  expect(dites(false)).toContain('"Déposée le"')
  expect(dites(true)).not.toContain('"Déposée le"')
  expect(dites(true)).toContain('mars\u00a02023')
})
