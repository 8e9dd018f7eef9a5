import { beforeAll, describe, expect, it } from 'vitest'
import { csrfPair } from './jetons.ts'

beforeAll(() => {
  process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
})

describe('le jeton du formulaire de connexion', () => {
  it('garde un cookie intact et remplace les autres', () => {
    const first = csrfPair(undefined)
    expect(csrfPair(first.cookie)).toEqual(first)
    expect(csrfPair(`${first.token}|faux`).token).not.toBe(first.token)
  })
})
