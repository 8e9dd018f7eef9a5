import { describe, expect, it } from 'vitest'
import { readIdentitePivot } from './franceconnect.ts'

const CLAIMS = {
  sub: 'un-sub',
  family_name: 'FICTIF-RENOUVELLE',
  given_name: 'CAMILLE MARIE',
  birthdate: '1984-05-12',
  birthplace: '2A004',
  birthcountry: '99100',
}

describe('l’identité que dit FranceConnect', () => {
  it('se lit en nom de naissance, prénoms, date et lieu (R-ACC-24)', () => {
    expect(readIdentitePivot({ ...CLAIMS, preferred_username: 'FICTIF' })).toEqual({
      sub: 'un-sub',
      identite: {
        nomDeNaissance: 'FICTIF-RENOUVELLE',
        nomDUsage: 'FICTIF',
        prenoms: ['CAMILLE', 'MARIE'],
        naissance: '1984-05-12',
        communeDeNaissance: '2A004',
        paysDeNaissance: '99100',
      },
    })
  })

  it('prend les prénoms comme l’état civil les sépare, n’en invente pas, et connaît une date à moitié connue', () => {
    expect(readIdentitePivot({ ...CLAIMS, given_name_array: ['ANNE MARIE', 'LOU'] })?.identite.prenoms).toEqual([
      'ANNE MARIE',
      'LOU',
    ])
    // An empty list says nothing: the names are in the text beside it.
    expect(readIdentitePivot({ ...CLAIMS, given_name_array: [] })?.identite.prenoms).toEqual(['CAMILLE', 'MARIE'])
    const etranger = { ...CLAIMS, given_name: '', birthplace: '', birthdate: '1975-00-00' }
    expect(readIdentitePivot(etranger)?.identite).toMatchObject({
      prenoms: [],
      communeDeNaissance: null,
      naissance: '1975-00-00',
    })
  })

  it.each([
    ['sub', undefined],
    ['sub', ''],
    ['family_name', undefined],
    ['family_name', ' '],
    ['birthdate', undefined],
    ['birthdate', ''],
    ['birthdate', '1984-02-30'],
    ['family_name', 'X'.repeat(201)],
  ])('n’est pas une identité quand %s est %j (R-ACC-24)', (claim, value) => {
    expect(readIdentitePivot({ ...CLAIMS, [claim]: value })).toBeUndefined()
  })
})
