import { beforeAll, describe, expect, it } from 'vitest'
import { openFeuille, openSealed, SECONDES_DE_FEUILLE, sealFeuille, sealText } from './sceau.ts'

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

describe('la feuille d’un code remis', () => {
  it.each([
    ['en avance', 2],
    ['en retard', -2],
  ])(
    'se montre cinq minutes à l’horloge de la base, celle du serveur web fût-elle de deux heures %s (R-IDE-09)',
    (_, heures) => {
      const [numero, code] = ['0090318016982G1104', 'ABCD3FGHJK']
      const remise = new Date(Date.now() - heures * 3_600_000)
      const apres = (secondes: number) => new Date(remise.getTime() + secondes * 1000)
      const scellee = sealFeuille(numero, code, remise)
      expect(openFeuille(scellee, remise)).toEqual([numero, code])
      expect(openFeuille(scellee, apres(SECONDES_DE_FEUILLE))).toEqual([numero, code])
      expect(openFeuille(scellee, apres(SECONDES_DE_FEUILLE + 1))).toBeUndefined()
      expect(openFeuille(sealText('depot', numero, remise.getTime()), remise)).toBeUndefined()
    },
  )
})
