import { expect, test } from 'vitest'
import { direNomIllisible } from './signes-imprimes.ts'

const FRANCAIS = 'Écrivez ce nom comme sur une pièce d’identité ou un titre de séjour français.'

test.each([
  [['Éric 🏠'], 'Ce signe ne s’imprime pas sur une attestation\u00a0: 🏠.'],
  [['Ƴero', 'Ƴero 李'], 'Ces signes ne s’impriment pas sur une attestation\u00a0: Ƴ 李.'],
  [['Réelle 李', '李'], 'Ce signe ne s’imprime pas sur une attestation\u00a0: 李.'],
  [['محمد'], 'Ces signes ne s’impriment pas sur une attestation\u00a0: م ح د.'],
  [['გიორგი'], 'Ces lettres ne s’impriment pas sur une attestation.'],
  // A mark has no figure of its own to be named by.
  [['a\u0f71'], 'Ces lettres ne s’impriment pas sur une attestation.'],
])('de %j, dit les signes en faute quand ils sont peu, puis quoi écrire (R-ATS-19)', (noms, faute) => {
  expect(direNomIllisible(noms, false)).toBe(`${faute} ${FRANCAIS}`)
})

test('d’une association, renvoie à ce qu’elle a : le récépissé de sa déclaration (R-ATS-19)', () => {
  expect(direNomIllisible(['Association 李'], true)).toBe(
    'Ce signe ne s’imprime pas sur une attestation\u00a0: 李. Écrivez ce nom comme sur le récépissé de sa déclaration.',
  )
})
