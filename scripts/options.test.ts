import { expect, it } from 'vitest'
import { Obstacle } from '#db/obstacle.ts'
import { readOptions } from './options.ts'

const read = (...args: string[]) =>
  readOptions('npm run chose -- [--json] [--graine N]', {
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, graine: { type: 'string', short: 'g' } },
  })

it.each([
  [['--jsn'], 'L’option « --jsn » n’existe pas.'],
  [['-x'], 'L’option « -x » n’existe pas.'],
  [['--json=oui'], 'L’option « --json » est mal écrite.'],
  [['--graine'], 'L’option « --graine » est mal écrite.'],
])('nomme l’option qui ne va pas : %j', (args, sentence) => {
  expect(() => read(...args)).toThrow(new Obstacle(`${sentence} Écrivez : npm run chose -- [--json] [--graine N]`))
})

it('rend ce qui est bien écrit', () => {
  const { values, positionals } = read('a', '--json', '--graine', '2')
  expect({ ...values, positionals }).toEqual({ json: true, graine: '2', positionals: ['a'] })
})
