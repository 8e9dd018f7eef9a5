import { expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { makeCommunes, makeCommunesDuTerritoire } from '#lib/domain/demande/formulaire/renouvellement/communes.ts'
import { reponsesExactes } from '#lib/domain/demande/formulaire/renouvellement/lecture.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { lignesNonEnregistrees } from './reponses-depassees.ts'

const FOIX = { code: '09122', nom: 'Foix', codesPostaux: ['09000'] }
const communes = makeCommunes(makeCommunesDuTerritoire([FOIX]), [FOIX])
const contenu = unContenu()
const lignes = (reponses: Readonly<Record<string, string>>) =>
  lignesNonEnregistrees(contenu, { reponses, communes }, jour('2026-11-28')).map(
    ({ libelle, valeur }) => `${libelle} = ${valeur}`,
  )

it('dit chaque réponse qui n’est pas enregistrée, en mots, et rien de ce qui l’est (R-REN-10)', () => {
  expect(
    lignes({
      ...reponsesExactes(contenu),
      'demandeur.ressources.reponse': 'toujours',
      'revenuFiscal.annee': '2024',
      'demandeur.telephonePortable': '06 39 98 00 00',
      'demandeur.adresse.voie': '',
      'demandeur.revenuFiscal.reponse': 'autre',
      'demandeur.revenuFiscal.anneeMoins2.montant.euros': '17 000',
    }),
  ).toEqual(['Téléphone portable (Comment vous joindre) = 06 39 98 00 00', 'Montant, en euros = 17 000'])
  expect(lignes({ ...reponsesExactes(contenu), 'demandeur.ressources.reponse': 'toujours' })).toEqual([])
})
