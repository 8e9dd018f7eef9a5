import { expect, it } from 'vitest'
import { composeAttestation } from '#lib/domain/attestation/contenu.ts'
import { lastAtteste, unContexte } from '#lib/domain/attestation/testing.ts'
import { uneDemande } from '#lib/domain/demande/testing.ts'
import { joursDe } from './textes.ts'

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
