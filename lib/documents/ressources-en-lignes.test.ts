import { expect, it } from 'vitest'
import { unContenu, unContenuDAssociation } from '#lib/domain/demande/formulaire/testing.ts'
import { lignesDeRessources } from './ressources-en-lignes.ts'

it('dit chaque mois et chaque revenu fiscal connu, avec son année ; rien d’une association', () => {
  const connu = unContenu(
    ['demandeur.revenuFiscal.anneeMoins1', { annee: 2025, montant: { statut: 'zero-declare' } }],
    ['demandeur.revenuFiscal.anneeMoins2.montant', null],
  )
  expect(lignesDeRessources(connu).map(({ libelle, valeur }) => `${libelle} : ${valeur}`)).toEqual([
    expect.stringMatching(/^Chaque mois : 1.240.€/),
    'Revenu fiscal 2024 : Pas encore connu',
    'Revenu fiscal 2025 : Rien (0 €)',
  ])
  expect(lignesDeRessources(unContenuDAssociation())).toEqual([])
})
