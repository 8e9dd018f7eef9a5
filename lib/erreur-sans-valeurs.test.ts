import { expect, test } from 'vitest'
import { sayErreur } from './erreur-sans-valeurs.ts'

const NIR = '1 85 05 78 006 084 36'
const SECRETS = ['agathe@exemple.invalid', 'Agathe', 'Rue Inventée', '06 39 98 00 01', NIR, '0639980001']
const TOUT = SECRETS.join(' ')
const withHead = (message: string, stack: string) => Object.assign(new Error(message), { stack })

test.each([
  [
    'une requête refusée',
    new Error('Failed query: insert into compte values ($1)\nparams: agathe@exemple.invalid,Agathe'),
  ],
  ['un serveur de courriel', new Error('550 5.1.1 <agathe@exemple.invalid>: unknown user')],
  ['un nom sans guillemets', new Error(`Personne inconnue : ${TOUT}`)],
  ['une clé répétée', new Error('Key (nom)=(Agathe) already exists.')],
  ['un message à plusieurs lignes', new Error('au-dessus\nAgathe, Rue Inventée')],
  ['un message fait comme une pile', new Error('au-dessus\n    at Agathe (/rue/x.ts:1:1)\n    at Rue Inventée')],
  ['une pile dont le message a changé', withHead('court', 'Error: Agathe\n    at Rue Inventée\n    at x (/a.ts:1:2)')],
  ['une cause', new Error('dehors', { cause: new Error(TOUT, { cause: new Error('Rue Inventée') }) })],
  ['une cause qui n’est pas une erreur', new Error('dehors', { cause: TOUT })],
  ['un détail', Object.assign(new Error('duplicate'), { detail: 'Agathe', parameters: SECRETS, query: 'Agathe' })],
  [
    'un nom, un code, un numéro, une colonne qui n’en ont pas la forme',
    Object.assign(new Error('x'), { name: 'Agathe', code: '0639980001', digest: '0639980001', column_name: TOUT }),
  ],
  ['autre chose qu’une erreur', TOUT],
])('%s s’écrit sans ce qu’une personne a donné (R-JOU-01)', (_, error) => {
  const said = JSON.stringify(sayErreur(error))
  for (const secret of SECRETS) expect(said).not.toContain(secret)
})

test('ce qui sert à réparer reste : nature, code, table, lieu, causes, sans un mot du message (R-JOU-01)', () => {
  const cause = Object.assign(new Error('duplicate key value violates unique constraint "x"'), {
    code: '23505',
    table_name: 'compte',
  })
  const said = sayErreur(
    Object.assign(new TypeError('Failed query: select 1', { cause }), { digest: '3141592653@E394' }),
  )
  expect(said).toMatchObject({
    type: 'TypeError',
    digest: '3141592653@E394',
    cause: { type: 'Error', code: '23505', table_name: 'compte' },
  })
  expect(said.stack).toMatch(/^\s+at .*erreur-sans-valeurs\.test\.ts/)
  expect(JSON.stringify(said)).not.toMatch(/duplicate|Failed/)
})
