import { describe, expect, it } from 'vitest'
import { reseauDe } from './reseau.ts'

describe('le lecteur derrière une adresse', () => {
  it('est le /64 d’une adresse IPv6 : de sa première à sa dernière adresse, ni avant ni après (R-DEB-02)', () => {
    const reseau = '2001:db8:0:7::/64'
    for (const adresse of [
      '2001:db8:0:7::',
      '2001:db8:0:7:0:0:0:1',
      '2001:0DB8:0000:0007:ffff:ffff:ffff:ffff',
      '2001:db8::7:0:0:192.0.2.1',
    ])
      expect([adresse, reseauDe(adresse)]).toEqual([adresse, reseau])
    expect(reseauDe('2001:db8:0:6:ffff:ffff:ffff:ffff')).toBe('2001:db8:0:6::/64')
    expect(reseauDe('2001:db8:0:8::')).toBe('2001:db8:0:8::/64')
  })

  it('est l’adresse elle-même en IPv4, aussi écrite en IPv6', () => {
    expect(reseauDe('192.0.2.7')).toBe('192.0.2.7')
    expect(reseauDe('::ffff:192.0.2.7')).toBe('192.0.2.7')
    expect(reseauDe('::FFFF:c000:0207')).toBe('192.0.2.7')
    expect(reseauDe('192.0.2.8')).not.toBe(reseauDe('192.0.2.7'))
    // One group beside the mapped ones: an IPv6 address as another.
    expect(reseauDe('1::ffff:192.0.2.7')).toBe('1:0:0:0::/64')
  })

  it('ne dépend ni de l’abrégé ni de l’interface', () => {
    expect(reseauDe('::1')).toBe('0:0:0:0::/64')
    expect(reseauDe('::')).toBe('0:0:0:0::/64')
    expect(reseauDe('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
  })

  it.each(['', 'inconnue', '2001:db8', '1.2.3', ':::', '2001:db8::1::2'])('laisse « %s » tel quel', (dit) => {
    expect(reseauDe(dit)).toBe(dit)
  })
})
