import { expect, it } from 'vitest'
import { composeAttestation } from '#lib/domain/attestation/contenu.ts'
import { lastAtteste, unContexte } from '#lib/domain/attestation/testing.ts'
import { uneDemande } from '#lib/domain/demande/testing.ts'
import { joursDe, sectionsDe } from './textes.ts'

it('une attestation dit le jour de l’enregistrement, ou qu’il n’est pas connu (R-REP-14)', () => {
  const dites = (builder: ReturnType<typeof uneDemande>) => {
    const { fait, demande } = lastAtteste(builder)
    return Object.fromEntries(joursDe(composeAttestation(fait, demande, unContexte())))
  }
  expect(dites(uneDemande().deposeeLe('2023-03-12'))).toMatchObject({ 'Enregistrée le': '12\u00a0mars\u00a02023' })
  expect(dites(uneDemande().repriseSansT('2023-03-12').renouveleeLe('2024-02-20'))).toMatchObject({
    'Déposée le': '12\u00a0mars\u00a02023',
    'Enregistrée le': 'non renseigné',
  })
})

it('ce que dit l’attestation de l’avis et de la radiation est vrai que les rappels soient ouverts ou non (R-REG-05, R-RAD-12)', () => {
  const { fait, demande } = lastAtteste(uneDemande().deposeeLe('2023-03-12'))
  const points = sectionsDe(composeAttestation(fait, demande, unContexte())).flatMap((section) => section.points)
  expect(points).toContainEqual(expect.stringContaining('Un avis doit vous être adressé'))
  expect(points).toContainEqual(expect.stringMatching(/^Elle peut être annulée \(radiée\)/))
  expect(points.join()).not.toMatch(/avis vous est adressé|Elle est annulée/)
})
