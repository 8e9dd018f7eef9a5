import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { actionsKey, sourcesDigest } from './build.ts'

afterEach(() => {
  delete process.env.PORTAIL_SECRET
})

describe('la clé des formulaires', () => {
  it('ne dépend que du secret : un formulaire ouvert avant une mise à jour s’envoie encore après', () => {
    process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
    // Written down: another derivation would silently close every form that is open during an upgrade.
    expect(actionsKey()).toBe('4z/KIURqweJiHMJkcCToQLt0qk4DjYup7F7Z1pmeIB8=')
    expect(Buffer.from(actionsKey(), 'base64')).toHaveLength(32)
  })

  it('change avec le secret', () => {
    process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
    const first = actionsKey()
    process.env.PORTAIL_SECRET = 'un-autre-secret-pour-les-tests-de-la-cle'
    expect(actionsKey()).not.toBe(first)
  })
})

describe('ce dont les pages sont construites', () => {
  it.each([
    ['une page', 'app/page.tsx', true],
    ['la version et les chemins de package.json', 'package.json', true],
    ['les bibliothèques', 'package-lock.json', true],
    ['un test', 'app/page.test.tsx', false],
    ['la documentation', 'README.md', false],
  ])('compte ou non %s (%s : %j)', (_, file, isSource) => {
    const folder = mkdtempSync(join(tmpdir(), 'portail-sources-'))
    mkdirSync(join(folder, 'app'))
    writeFileSync(join(folder, file), 'avant')
    const before = sourcesDigest(folder)
    writeFileSync(join(folder, file), 'après')
    expect(sourcesDigest(folder) !== before).toBe(isSource)
    rmSync(folder, { recursive: true })
  })
})
