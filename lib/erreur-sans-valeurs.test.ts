import { expect, test } from 'vitest'
import { sayErreur } from './erreur-sans-valeurs.ts'

const SECRETS = ['agathe@exemple.invalid', 'Agathe', 'Rue Inventée']

test.each([
  [
    'une requête refusée',
    new Error('Failed query: insert into compte values ($1)\nparams: agathe@exemple.invalid,Agathe'),
  ],
  ['un serveur de courriel', new Error('550 5.1.1 <agathe@exemple.invalid>: unknown user')],
  ['une valeur entre guillemets', new Error('invalid input syntax for type uuid: "Agathe"')],
  ['une clé répétée', new Error('Key (nom)=(Agathe) already exists.')],
  ['un message à plusieurs lignes', new Error('au-dessus\nAgathe, Rue Inventée')],
  ['une cause', new Error('dehors', { cause: new Error('value "Agathe"', { cause: new Error("'Rue Inventée'") }) })],
  ['un détail', Object.assign(new Error('duplicate'), { detail: 'Agathe', parameters: SECRETS, query: 'Agathe' })],
  ['une erreur nommée', Object.assign(new Error('x'), { code: '23505', hint: 'Agathe' })],
  ['autre chose qu’une erreur', 'Agathe'],
])('%s s’écrit sans ce qu’une personne a donné (R-JOU-01)', (_, error) => {
  const said = JSON.stringify(sayErreur(error))
  for (const secret of SECRETS) expect(said).not.toContain(secret)
})

test('ce qui sert à réparer reste : nature, code, table, lieu, causes (R-JOU-01)', () => {
  const cause = Object.assign(new Error('duplicate key value violates unique constraint "x"'), {
    code: '23505',
    table_name: 'compte',
  })
  const said = sayErreur(new TypeError('Failed query: select 1\nparams: ', { cause }))
  expect(said).toMatchObject({
    type: 'TypeError',
    message: 'Failed query',
    cause: { code: '23505', table_name: 'compte', message: 'duplicate key value violates unique constraint …' },
  })
  expect(said.stack).toMatch(/^\s+at .*erreur-sans-valeurs\.test\.ts/)
})
