import { beforeAll, describe, expect, it } from 'vitest'
import { openSealed, sealText } from './sceau.ts'

beforeAll(() => {
  process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
})

describe('un texte scellé', () => {
  it('se rouvre pour son usage, jusqu’à son heure', () => {
    const sealed = sealText('depot', 'compte-1', 1000)
    expect(openSealed('depot', sealed, 1000)).toBe('compte-1')
    expect(openSealed('depot', sealed, 1001)).toBeUndefined()
    expect(openSealed('autre', sealed, 1000)).toBeUndefined()
  })
  it('ne se rouvre pas quand il a été changé', () => {
    const [payload, signature] = sealText('depot', 'compte-1', 1000).split('.')
    const forged = Buffer.from(JSON.stringify(['compte-2', 1000])).toString('base64url')
    expect(openSealed('depot', `${forged}.${signature}`, 1)).toBeUndefined()
    expect(openSealed('depot', `${payload}.x`, 1)).toBeUndefined()
    expect(openSealed('depot', 'rien', 1)).toBeUndefined()
  })
})
