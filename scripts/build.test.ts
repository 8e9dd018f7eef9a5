import { afterEach, describe, expect, it } from 'vitest'
import { actionsKey } from './build.ts'

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
