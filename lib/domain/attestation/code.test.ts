import { expect, it } from 'vitest'
import { listCodesLus } from './message.ts'

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
])('lit le code de « %s » (R-ATS-18)', (text) => expect(listCodesLus(text)).toEqual([CODE]))

it('un code qui commence comme le mot reste entier (R-ATS-18)', () => {
  expect(listCodesLus('CODE-9QXR-4T0B-VN3E')).toEqual(['C0DE9QXR4T0BVN3E'])
  expect(listCodesLus('code9qxr4t0bvn3e')).toEqual(['C0DE9QXR4T0BVN3E'])
  expect(listCodesLus('« CODE 9QXR 4T0B VN3E. »')).toEqual(['C0DE9QXR4T0BVN3E'])
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
])('n’en lit aucun de « %s » (R-ATS-18)', (text) => expect(listCodesLus(text)).toEqual([]))

it.each([
  '7K2M 9QXR 4T0B VN3E\nValable jusqu’au 12 mars',
  '7K2M 9QXR 4T0B VN3E\n12 mars 2027',
  'Mon code : 7K2M 9QXR 4T0B VN3E merci',
  'Le code est 7K2M 9QXR 4T0B VN3E',
  'code 7K2M 9QXR 4T0B VN3E merci',
  '7K2M 9QXR 4T0B VN3E\n7K2M 9QXR 4T0B VN3E',
  '7K2M 9QXR 4T0B VN3E\nAvec mes remerciements',
  'Le code est 7K2M 9QXR\n4T0B VN3E merci',
  'code 7K2M9QXR4T0BVN3E merci',
  'https://logement.exemple.fr/verifier?code=7K2M9QXR4T0BVN3E',
  'Demande 0090 3230 0004 2G01 23 dont le code est 7K2M 9QXR 4T0B VN3E',
])('lit le seul code qu’il y a parmi les mots de « %s » (R-ATS-20)', (text) =>
  expect(listCodesLus(text)).toEqual([CODE]),
)

it.each([
  'Le code est 7K2M 9QXR 4T0B VN3E ou 0000 9QXR 4T0B VN3E merci',
  'Le code est 7K2M 9QXR\n4T0B VN3E ou 0000 9QXR 4T0B VN3E merci',
  'soit 7K2M9QXR4T0BVN3E soit 00009QXR4T0BVN3E',
  'Le code est 7K2M 9QXR 4T0B',
  'Le code est 7K2M 9QXR, 4T0B VN3E merci',
  'Le code est 7K2M9QXR4T0BVN3EA merci',
])('ne devine pas de code dans « %s » (R-ATS-20)', (text) => expect(listCodesLus(text)).toEqual([]))

it.each([
  'Avec 7K2M 9QXR 4T0B VN3E.',
  'Mon code est bien 7K2M 9QXR 4T0B VN3E',
  '7K2M 9QXR 4T0B VN3E avec mes remerciements',
  'Mon code est bien 7K2M 9QXR 4T0B VN3E avec le nom',
  '7K2M 9QXR 4T0B VN3E 2027',
  '7K2M 9QXR\n4T0B VN3E\n2027',
])('lit le code de « %s », qu’un mot de quatre signes touche (R-ATS-22)', (text) =>
  expect(listCodesLus(text)).toEqual([CODE]),
)

it('d’un code qui finit par quatre lettres, rend les lectures que des mots entourent, et elles seules (R-ATS-22)', () => {
  expect(listCodesLus('bien 7K2M 9QXR 4T0B VNBE avec')).toEqual(['B1EN7K2M9QXR4T0B', '7K2M9QXR4T0BVNBE'])
})

it.each([
  '7K2M 9QXR 4T0B VN3E 0000 9QXR 4T0B VN3E merci',
  'Mon code est bien 7K2M 9QXR 4T0B VN3E ou 0000 9QXR 4T0B VN3E merci',
  'bien 7K2M 9QXR 4T0B VN3E, 00009QXR4T0BVN3E merci',
])('de « %s », qui en tient deux, rien n’est choisi (R-ATS-22)', (text) => expect(listCodesLus(text)).toEqual([]))

it('un texte de 400 signes se lit vite, si répété qu’il soit (R-ATS-20)', () => {
  const debut = performance.now()
  for (const motif of ['7K2M ', '7K2M - ', '7K2M\n', ' ', '-', '7', 'code '])
    listCodesLus(`. ${motif.repeat(400).slice(0, 396)} é`)
  expect(performance.now() - debut).toBeLessThan(500)
})
