import { expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { uneDemande } from '#lib/domain/demande/testing.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { Fermee } from './fermee.tsx'

const demande = uneDemande().deposeeLe('2023-03-12').build()
if (demande.statut === 'effacee') throw new Error('erased')
const [le, ouvreLe] = [jour('2024-02-20'), jour('2024-12-20')]
const refus = { code: 'deja-renouvelee', renouveleeLe: le, ouvreLe } as const

it('une demande reprise déjà renouvelée, sans renouvellement ici, n’offre aucun reçu', () => {
  const page = (dernier: Parameters<typeof Fermee>[0]['lue']['dernier']) =>
    JSON.stringify(
      Fermee({
        lue: { demande, le, ouvert: refuse(refus), dernier, depasse: undefined },
        refus,
        reference: demande.ref,
      }),
    )
  expect(page(undefined)).not.toContain('/fait"')
  expect(page({ rang: 2, le, cle: null, compteId: null, recu: 'jour' })).toContain('/fait"')
})
