import { beforeEach, describe, expect, it } from 'vitest'
import { hashedAddress, isSameOrigin } from './adresse.ts'

beforeEach(() => {
  process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
  process.env.SITE_URL = 'https://logement.exemple.fr'
  delete process.env.PROXYS_DE_CONFIANCE
})

describe('l’origine d’un envoi', () => {
  it.each([
    [{ origin: 'https://logement.exemple.fr', host: 'interne:3000' }, true],
    [{ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, true],
    [{ origin: 'https://ailleurs.invalid', host: 'logement.exemple.fr' }, false],
    [{ origin: 'https://logement.exemple.fr', 'sec-fetch-site': 'cross-site' }, false],
    [{ origin: 'null', host: '127.0.0.1:3000' }, false],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ host: '127.0.0.1:3000' }, false],
  ])('%o : %s', (headers, attendu) => {
    expect(isSameOrigin(new Headers(headers))).toBe(attendu)
  })
})

describe('l’adresse qui compte pour les limites', () => {
  const of = (forwarded: string) => hashedAddress(new Headers({ 'x-forwarded-for': forwarded }))
  it('ne croit que ce que les serveurs de confiance ont ajouté', () => {
    expect(of('6.6.6.6, 1.2.3.4')).toBe(of('7.7.7.7, 1.2.3.4'))
    process.env.PROXYS_DE_CONFIANCE = '2'
    expect(of('6.6.6.6, 1.2.3.4, 10.0.0.1')).toBe(of('7.7.7.7, 1.2.3.4, 10.0.0.2'))
  })
  it('compte ensemble les adresses d’une même ligne IPv6, à part celles de la ligne voisine (R-DEB-02)', () => {
    expect(of('2001:db8:0:7::1')).toBe(of('2001:db8:0:7:ffff:ffff:ffff:ffff'))
    expect(of('2001:db8:0:7::1')).not.toBe(of('2001:db8:0:8::1'))
  })
  it('ne garde aucune adresse en clair', () => {
    expect(of('1.2.3.4')).not.toContain('1.2.3.4')
  })
})
