import { expect, it } from 'vitest'
import { parseCode } from './message.ts'

const CODE = '7K2M9QXR4T0BVN3E'

it.each([
  '7K2M-9QXR-4T0B-VN3E',
  'Code\u00a0: 7K2M-9QXR-4T0B-VN3E',
  'code : 7k2m 9qxr 4tOb vn3e',
  'Code 7K2M9QXR4T0BVN3E',
  'Code de vérification\u00a0: 7K2M-9QXR-4T0B-VN3E.',
  'Demande 009 0323 000042 G0123 · code de vérification 7K2M-9QXR-4T0B-VN3E',
  'Vérifier cette attestation\nlogement.exemple.fr/verifier\nCode\u00a0: 7K2M-9QXR-\n4T0B-VN3E',
  '7K2M-9QXR-4T0B-VN3E\n7k2m-9qxr-4t0b-vn3e',
  '7K2M 9QXR 4T0B VN3E.',
  '«\u00a07K2M 9QXR 4T0B VN3E\u00a0»',
  '« 7K2M 9QXR 4T0B VN3E ».',
  '"7K2M9QXR4T0BVN3E"',
  '(7K2M 9QXR-4T0B VN3E)',
  'Code : « 7K2M 9QXR 4T0B VN3E ».',
  '« Code de vérification : 7K2M9QXR4T0BVN3E. »',
  'Demande 009 0323 000042 G0123 · code de vérification 7K2M 9QXR 4T0B VN3E',
  '7K2M 9QXR 4T0B VN3E, 7K2M-9QXR-4T0B-VN3E.',
])('lit le code de « %s » (R-ATS-18)', (text) => expect(parseCode(text)).toBe(CODE))

it('un code qui commence comme le mot reste entier (R-ATS-18)', () => {
  expect(parseCode('CODE-9QXR-4T0B-VN3E')).toBe('C0DE9QXR4T0BVN3E')
  expect(parseCode('code9qxr4t0bvn3e')).toBe('C0DE9QXR4T0BVN3E')
  expect(parseCode('« CODE 9QXR 4T0B VN3E. »')).toBe('C0DE9QXR4T0BVN3E')
})

it.each([
  '',
  'Code :',
  'Code : 7K2M-9QXR-4T0B',
  'Code : 7K2M-9QXR-4T0B-VN3E-7K2M',
  '7K2M-9QXR-4T0B-VN3E 0000-9QXR-4T0B-VN3E',
  'Code : 7K2M-9QXR-4T0B-VN3U',
  '« 7K2M 9QXR 4T0B VN3E », « 0000 9QXR 4T0B VN3E »',
  '« 7K2M 9QXR 4T0B VN3E », 0000-9QXR-4T0B-VN3E',
  '« 7K2M 9QXR 4T0B VN3E 7K2M »',
  'Demande 0090 3230 0004 2G01 23.',
  'Avec 7K2M 9QXR 4T0B VN3E.',
])('n’en lit aucun de « %s » (R-ATS-18)', (text) => expect(parseCode(text)).toBeUndefined())
