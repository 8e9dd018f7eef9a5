import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './base.ts'

/** Next fetches what a link of its own leads to as soon as the link is seen, unless told not to. */
const LIEN = /<Link\b(?:=>|[^>])*>/gs

test('aucun lien ne fait venir d’avance une page que la personne n’a pas demandée', () => {
  const files = globSync('{app,lib}/**/*.tsx', { cwd: root })
  const liens = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(LIEN)].map(([lien]) => ({ file, lien })),
  )
  expect(liens.length).toBeGreaterThan(50)
  expect(liens.filter(({ lien }) => !lien.includes('prefetch={false}'))).toEqual([])
})
