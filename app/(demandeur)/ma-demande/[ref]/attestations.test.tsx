import { expect, it } from 'vitest'
import { toRangs } from '#lib/domain/attestation/testing.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { recordRenouvellementRecu } from '#lib/domain/demande/renouvellement.ts'
import { auGuichet, granted, uneDemande } from '#lib/domain/demande/testing.ts'
import { Recu } from '../../renouveler/[ref]/fait/recu.tsx'
import { Attestations } from './attestations.tsx'

const vie = uneDemande().deposeeLe('2023-03-12')
const { demande, fait } = granted(
  recordRenouvellementRecu(vie.build(), { renouveleeLe: jour('2024-02-20'), contenu: null }, auGuichet('2024-03-01')),
)
const dit = (page: unknown): string => JSON.stringify(page)

it('aucune page n’offre l’attestation d’un renouvellement dont un fichier n’a dit que le jour (R-ATS-13)', () => {
  const page = dit(Attestations({ demande, faits: toRangs([...vie.listFaits(), fait]) }))
  expect(page).toContain('/attestations/1"')
  expect(page).not.toContain('/attestations/2"')
  const recuDit = (recu: 'jour' | null) =>
    dit(Recu({ reference: demande.ref, dernier: { rang: 2, le: jour('2024-02-20'), cle: null, compteId: null, recu } }))
  expect(recuDit(null)).toContain('/attestations/2"')
  expect(recuDit('jour')).not.toContain('/attestations/')
})
