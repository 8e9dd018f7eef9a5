/** What surrounds an attestation, for tests: an invented Ariège that says everything. */
import { jour } from '../calendrier.ts'
import type { Fait } from '../demande/faits.ts'
import type { uneDemande } from '../demande/testing.ts'
import type { ContexteDAttestation } from './contenu.ts'
import { type FaitAtteste, type FaitDeRang, toAtteste } from './droit.ts'
import type { MentionsDuDepartement } from './mentions.ts'

export const DES_MENTIONS: MentionsDuDepartement = {
  gestionnaire: { nom: 'Service fictif du logement', adresse: ['1 rue Inventée', '09000 Foix'] },
  commission: { nom: 'Commission fictive de médiation de l’Ariège', adresse: ['2 place Inventée', '09000 Foix'] },
  delai: { mois: 24, parType: [], arrete: 'Arrêté fictif n° 09-2024-12', arreteLe: jour('2024-03-12') },
  bailleurs: [
    { nom: 'Office fictif de l’Ariège', communes: [] },
    { nom: 'Habitat fictif de Pamiers', communes: ['09225'] },
  ],
}

export const unContexte = (changes: Partial<ContexteDAttestation> = {}): ContexteDAttestation => ({
  site: 'https://logement.exemple.fr',
  communes: new Map([
    ['09122', 'Foix'],
    ['09225', 'Pamiers'],
  ]),
  actuelles: new Map(),
  departements: [{ code: '09', nom: 'Ariège', mentions: DES_MENTIONS }],
  services: new Map([['G0123', { nom: 'Guichet fictif de Foix', adresse: ['3 cours Inventé', '09000 Foix'] }]]),
  ...changes,
})

export const toRangs = (faits: readonly Fait[]): FaitDeRang[] => faits.map((fait, at) => ({ rang: at + 1, fait }))

/** The last act of a life that gives an attestation, and the demande after it. */
export function lastAtteste(builder: ReturnType<typeof uneDemande>) {
  const atteste = builder.listFaits().flatMap((fait): FaitAtteste[] => {
    const one = toAtteste(fait)
    return one ? [one] : []
  })
  const fait = atteste.at(-1)
  if (!fait) throw new Error('No act gives an attestation')
  return { fait, demande: builder.build() }
}
