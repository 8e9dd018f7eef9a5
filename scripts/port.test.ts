import { expect, it } from 'vitest'
import { sayListenRefused } from './port.ts'

it.each([
  ['EADDRINUSE', 'Le port 3000 est déjà pris sur h. Arrêtez l’autre programme ou choisissez un autre port : PORT=3001'],
  ['EACCES', 'Ce compte n’a pas le droit d’écouter sur le port 3000 : le système garde pour lui les premiers ports. '],
  ['ENOTFOUND', 'HOST=h n’est pas une adresse de cette machine. Retirez HOST pour écouter sur 127.0.0.1, ou donnez '],
  [
    'EADDRNOTAVAIL',
    'HOST=h n’est pas une adresse de cette machine. Retirez HOST pour écouter sur 127.0.0.1, ou donnez ',
  ],
  [
    'EMFILE',
    'Le système refuse d’écouter sur le port 3000 de h (EMFILE). Choisissez un autre port : PORT=3001 npm start',
  ],
])('dit pourquoi le portail ne peut pas écouter, et que faire : %s', (code, sentence) => {
  expect(sayListenRefused(code, { host: 'h', port: 3000 }, 'npm start')).toContain(sentence)
})
