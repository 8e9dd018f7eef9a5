import { describe, expect, it } from 'vitest'
import { unPointPublie } from '#lib/domain/guichet/testing.ts'
import { jsonLdDuPoint, scriptJson } from './json-ld.ts'

describe('les données structurées d’un point', () => {
  it('disent l’adresse et la semaine d’un lieu', () => {
    const data = jsonLdDuPoint(
      unPointPublie({ horaires: { osm: 'Mo 09:00-12:00,14:00-24:00; Su off; PH off', texte: null, aVerifier: false } }),
      'https://exemple.invalid',
    )
    expect(data).toMatchObject({
      '@type': 'GovernmentOffice',
      url: 'https://exemple.invalid/points-de-contact/AbCdEf123456',
      address: { addressLocality: 'Foix' },
      openingHoursSpecification: [
        { dayOfWeek: 'https://schema.org/Monday', opens: '09:00', closes: '12:00' },
        { dayOfWeek: 'https://schema.org/Monday', opens: '14:00', closes: '23:59' },
      ],
    })
  })

  it('taisent ce qui dépend du mois ou d’un rendez-vous plutôt que de le dire faux', () => {
    const osm =
      'Mo 09:00-12:00, Mo 14:00-17:00 open "sur rendez-vous"; Tu,We 09:00-12:00; Th "sur rendez-vous"; Tu[1] off; PH off'
    const data = jsonLdDuPoint(unPointPublie({ horaires: { osm, texte: null, aVerifier: false } }), '')
    expect(data.openingHoursSpecification).toEqual([
      expect.objectContaining({ dayOfWeek: 'https://schema.org/Monday', opens: '09:00', closes: '12:00' }),
      expect.objectContaining({ dayOfWeek: 'https://schema.org/Wednesday' }),
    ])
  })

  it('disent le canal d’un numéro', () =>
    expect(
      jsonLdDuPoint(unPointPublie({ canal: 'telephone', adresse: null }), 'https://exemple.invalid'),
    ).toMatchObject({
      '@type': 'GovernmentService',
      availableChannel: { servicePhone: { telephone: '05 36 49 00 01' } },
    }))

  it('ne peuvent pas refermer leur balise', () => {
    const texte = scriptJson(jsonLdDuPoint(unPointPublie({ nom: '</script><script>alert(1)</script>' }), ''))
    expect(texte).not.toContain('<')
    expect(JSON.parse(texte).name).toBe('</script><script>alert(1)</script>')
  })
})
