import { expect, test } from 'vitest'
import { hasNir, removeNir } from './nir.ts'

// Invented: month 13 does not exist in a real one, the key is right all the same.
const cle = (treize: string) => String(97 - (Number(treize) % 97)).padStart(2, '0')
const INVENTE = `2801399999999${cle('2801399999999')}`
const CORSE = `1801${'3'}2A999999${cle('1801319999999')}`

test.each([
  [INVENTE, ''],
  [`Voir Mme X, ${INVENTE}.`, 'Voir Mme X, .'],
  [INVENTE.replace(/(.)(..)(..)(..)(...)(...)(..)/, '$1 $2 $3 $4 $5 $6 $7'), ''],
  [CORSE, ''],
  [CORSE.toLowerCase(), ''],
])('« %s » perd son numéro de sécurité sociale (R-NIR-01)', (text, left) => {
  expect(removeNir(text)).toBe(left)
  expect(hasNir(text)).toBe(true)
})

test.each([' ', '\u00a0', '\u202f', '  ', '.', '-', ' - ', '/', '_'])('groupé par « %s » aussi (R-NIR-01)', (signe) => {
  const groupe = INVENTE.replace(/(.)(..)(..)(..)(...)(...)(..)/, '$1 $2 $3 $4 $5 $6 $7').replaceAll(' ', signe)
  expect(removeNir(`avant ${groupe} après`)).toBe('avant  après')
})

test.each([
  ['une clé fausse', INVENTE.replace(/..$/, '00')],
  ['un chiffre de plus', `${INVENTE}0`],
  ['un chiffre avant', `4${INVENTE}`],
  ['le numéro sans sa clé', INVENTE.slice(0, 13)],
  ['un SIRET', '21090122900015'],
  ['des téléphones', '01 99 00 12 34 et 06 39 98 12 34'],
  ['un numéro unique', '111 0318 016982 G1104'],
])('%s n’en est pas un (R-NIR-01)', (_, text) => {
  expect(removeNir(text)).toBe(text)
})
