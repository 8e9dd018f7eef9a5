import { expect, test } from 'vitest'
import { hasNir, removeNir, removeNirDUnTelephone, removeNirMemeSansCle } from './nir.ts'

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

const TREIZE = '2850578006084'
const enGroupes = (treize: string, signe = ' ') =>
  treize.replace(/(.)(..)(..)(..)(...)(...)/, '$1 $2 $3 $4 $5 $6').replaceAll(' ', signe)

test.each<readonly [string, string]>([
  [TREIZE, ''],
  [`${TREIZE}${cle(TREIZE)}`, ''],
  [`Mme X ${enGroupes(TREIZE)}`, 'Mme X '],
  [`(${enGroupes(TREIZE, '.')}), Foix`, '(), Foix'],
  ['185052A006084', ''],
  // The month of a birth that is not known, and somebody born abroad.
  ...['01', '12', '20', '42', '50', '99'].map((mois) => [`285${mois}78006084`, ''] as const),
  ['2850599350084', ''],
  [`${TREIZE} 09000 Foix`, ' 09000 Foix'],
])('« %s » perd son numéro même sans sa clé (R-NIR-01)', (text, left) => {
  expect(removeNirMemeSansCle(text)).toBe(left)
})

test.each<readonly [string, string]>([
  ...['00', '13', '19', '43', '49'].map((mois) => [`le mois ${mois}`, `285${mois}78006084`] as const),
  ['le département 00', '2850500006084'],
  ['une commune 000', '2850578000084'],
  ['un rang 000', '2850578006000'],
  ['un sexe 3', '3850578006084'],
  ['douze chiffres', TREIZE.slice(1)],
  ['quatorze chiffres', `${TREIZE}1`],
  ['un SIRET', '21090122900015'],
  ['un SIRET en groupes', '210 901 229 00015'],
  ['un numéro unique d’Île-de-France', '1110324016982G1104'],
  ['un numéro unique en groupes', '111 0324 016982 G1104'],
  ['un numéro unique déposé en ligne', '1110324016982GDPUB'],
  ['un numéro unique de Corse', '02A1214000042GDPUB'],
  ['des téléphones', '05 61 02 12 34, 06 39 98 12 34'],
  ['un instant en millisecondes', '1700000000000'],
  ['un compte', 'FR76 1234 5987 6543 2109 8765 432'],
])('%s n’en est pas un, même sans clé (R-NIR-01)', (_, text) => {
  expect(removeNirMemeSansCle(text)).toBe(text)
})

// Côte d’Ivoire, Bénin, Maroc and Algérie with their inner 0: thirteen digits that a NIR could have.
const TELEPHONES = ['2250707123456', '2250101123456', '2290197123456', '2120612345678', '2130551234567']

test.each([
  ...TELEPHONES.flatMap((numero) => [`+${numero}`, `+ ${numero}`, `00${numero}`, `00 ${numero}`]),
  '+225 07 07 12 34 56',
  '00 225 07 07 12 34 56',
  '00.229.01.97.12.34.56',
  'Mme X, +2250707123456, le soir',
])('« %s » est un téléphone d’un autre pays, où qu’il soit écrit (R-NIR-01)', (text) => {
  expect(removeNirMemeSansCle(text)).toBe(text)
  expect(removeNirDUnTelephone(text)).toBe(text)
})

test.each<readonly [string, string]>([
  ['+1 85 05 78 006 084', '+'],
  ['+7850578006084', '+'],
  ['00 1850578006084', '00 '],
  ['001850578006084', '00'],
  ['Caisse 00 - 1850578006084', 'Caisse 00 - '],
  ['00/2850578006084', '00/'],
  ['+2 99 05 78 006 084', '+'],
  ['Caisse 00 - 2750578006084', 'Caisse 00 - '],
])('« %s » n’est le téléphone d’aucun pays, et perd son numéro (R-NIR-01)', (text, left) => {
  expect(removeNirMemeSansCle(text)).toBe(left)
})

test.each([
  '+8615012345678',
  '+880 1712 345678',
  '+33 6 39 98 12 34',
  '0033639981234',
  '+1 202 555 0123',
  '+7 912 345 67 89',
])('« %s », partout, en est un (R-NIR-01)', (text) => {
  expect(removeNirMemeSansCle(text)).toBe(text)
})

test.each([
  ...TELEPHONES,
  '225 07 07 123 456',
  '229 01 97 12 34 56',
  '2348031234567',
  '8615012345678',
  '8562055123456',
])('« %s », dans le champ d’un téléphone, en est un (R-NIR-01)', (text) => {
  expect(removeNirDUnTelephone(text)).toBe(text)
})

test.each([
  [TREIZE, ''],
  [`${TREIZE}${cle(TREIZE)}`, ''],
  [`Mme ${enGroupes(TREIZE)}`, 'Mme '],
  [enGroupes('2250775123456'), ''],
  ['2250207123456', ''],
  ['2290297123456', ''],
  ['2120475123456', ''],
  ['2120812345678', ''],
  ['2851278006084', ''],
  ['2852078006084', '2852078006084'],
])('« %s », dans le champ d’un téléphone, se lit « %s » (R-NIR-01)', (text, left) => {
  expect(removeNirDUnTelephone(text)).toBe(left)
})
