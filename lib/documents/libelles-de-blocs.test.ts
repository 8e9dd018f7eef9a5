import { describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { makeCommunes, makeCommunesDuTerritoire } from '#lib/domain/demande/formulaire/renouvellement/communes.ts'
import { blocsDePartie } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { libellesDesBlocs } from './libelles-de-blocs.ts'

const enfant = (prenom: string) => ({ nom: 'Inventée', prenom, naissance: '2015-02-03', sexe: 'F', lien: 'E' })

describe('les libellés d’un formulaire', () => {
  it('disent de qui est un champ que plusieurs personnes ont, et rien de plus des autres', () => {
    const contenu = unContenu(['foyer.personnesACharge', [enfant('Alix'), enfant('Noa')]])
    const faits = { le: jour('2026-11-28'), communes: makeCommunes(makeCommunesDuTerritoire([]), []) }
    const libelles = libellesDesBlocs(blocsDePartie('foyer', contenu, faits))
    expect(libelles['foyer.personnesACharge.0.naissance']).toBe('Date de naissance (Alix Inventée)')
    expect(libelles['foyer.personnesACharge.1.naissance']).toBe('Date de naissance (Noa Inventée)')
    expect(libelles['demandeur.situationFamiliale']).toBe('Situation de famille')
  })
})
