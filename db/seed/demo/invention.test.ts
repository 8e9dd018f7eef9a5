import { describe, expect, it } from 'vitest'
import { fromOsm } from '#lib/domain/guichet/horaires/osm.ts'
import { inventChiffres, inventPoints, share } from './invention.ts'

const departement = {
  code: '09',
  nom: 'Ariège',
  communes: Array.from({ length: 95 }, (_, at) => ({
    codeInsee: `09${String(at + 1).padStart(3, '0')}`,
    nom: `Commune ${at + 1}`,
    codePostal: '09000',
    population: 10_000 - at * 100,
    epci: `epci-${at % 6}`,
    position: { latitude: 43, longitude: 1.5 },
  })),
}

describe('la démonstration d’un département', () => {
  it('a au moins un point ouvert à tous de chaque canal pour tout le département', () => {
    const partout = inventPoints(departement).filter(
      ({ territoire, publicReserve }) => territoire.departements.includes('09') && publicReserve === 'tout-public',
    )
    expect(new Set(partout.map(({ canal }) => canal))).toEqual(new Set(['physique', 'telephone', 'internet']))
  })

  it('dit dans chaque nom qu’elle est inventée, et n’appelle que des numéros de fiction', () => {
    for (const { nom, telephone } of inventPoints(departement)) {
      expect(nom).toMatch(/ficti(f|ve)/)
      if (telephone) expect(telephone).toMatch(/^05 36 49 \d\d \d\d$/)
    }
  })

  it('écrit des horaires que nous savons lire', () => {
    for (const { horaires } of inventPoints(departement)) if (horaires.osm) expect(fromOsm(horaires.osm).ok).toBe(true)
  })

  it('a des chiffres qui se tiennent : les types font le parc, les demandes non', () => {
    const rows = inventChiffres(departement).filter(({ chiffres }) => chiffres.codeInsee === '09001')
    const [ensemble, ...types] = rows.map(({ chiffres }) => chiffres)
    const sum = (key: 'logements' | 'attributionsN1' | 'demandesEnAttente') =>
      types.reduce((total, row) => total + (row[key] ?? 0), 0)
    expect(sum('logements')).toBe(ensemble?.logements)
    expect(sum('attributionsN1')).toBe(ensemble?.attributionsN1)
    expect(sum('demandesEnAttente')).toBeGreaterThan(ensemble?.demandesEnAttente ?? 0)
    expect(ensemble?.attributionsN1).toBeLessThan(ensemble?.logements ?? 0)
  })

  it('se répète à l’identique', () => expect(inventPoints(departement)).toEqual(inventPoints(departement)))
})

it.each([0, 1, 7, 542])('un tout de %i se partage sans reste', (total) => {
  expect(share(total, [1, 2, 3.5]).reduce((a, b) => a + b, 0)).toBe(total)
})
