import { expect, it } from 'vitest'
import { lieuDeProposition } from './lieu-de-proposition.ts'

const PARIS = {
  code: '75056',
  nom: 'Paris',
  departement: '75',
  nomDepartement: 'Paris',
  codesPostaux: ['75001', '75015', '75020'],
  population: 2_000_000,
}

it.each([
  [{ motif: 'nom', codeReconnu: null, ancienNom: null }, '75001 à 75020 · Paris (75)'],
  [{ motif: 'code-postal', codeReconnu: '75015' }, 'code postal 75015 · Paris (75)'],
  [{ motif: 'code-insee', codeReconnu: '75056' }, '75001 à 75020 · Paris (75) · code INSEE 75056'],
  [{ motif: 'ancien-code', codeReconnu: '75999' }, '75001 à 75020 · Paris (75) · ancien code INSEE 75999'],
  [
    { motif: 'arrondissement', codeReconnu: '75115', ancienNom: 'Paris 15e Arrondissement' },
    '75001 à 75020 · Paris (75) · code INSEE 75115 · Paris 15e Arrondissement',
  ],
  [{ motif: 'ancien-nom', ancienNom: 'Lutèce' }, '75001 à 75020 · Paris (75) · Lutèce'],
])('dit où est la commune et ce qui a été reconnu, avec la nature du code (R-TER-07) : %o', (trouvee, ligne) =>
  expect(lieuDeProposition({ ...PARIS, ...trouvee })).toBe(ligne),
)
