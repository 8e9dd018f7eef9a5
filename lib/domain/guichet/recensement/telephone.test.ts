import { describe, expect, it } from 'vitest'
import { CENTRE, rangDe, referentielDe } from './testing.ts'

const OUTRE_MER = referentielDe([
  ['98818', 'Nouméa', '98800'],
  ['98613', 'Uvea', '98600'],
  ['98735', 'Papeete', '98714'],
  ['97502', 'Saint-Pierre', '97500'],
  ['97411', 'Saint-Denis', '97400'],
  ['09122', 'Foix', '09000'],
])
const LIEUX = {
  noumea: ['Nouméa', '98800'],
  uvea: ['Uvea', '98600'],
  papeete: ['Papeete', '98714'],
  miquelon: ['Saint-Pierre', '97500'],
  reunion: ['Saint-Denis', '97400'],
  foix: ['Foix', '09000'],
} as const

const lu = (telephone: string | number, lieu: keyof typeof LIEUX = 'foix') => {
  const [commune, codePostal] = LIEUX[lieu]
  const { contenu, remarques } = rangDe({ commune, codePostal, telephone }, { referentiel: OUTRE_MER })
  const [remarque] = remarques
  return [
    contenu === null ? 'attend' : contenu.telephone,
    ...(remarque ? [`${remarque.gravite}:${remarque.code}`] : []),
    ...(remarque?.propositions ?? []).map(({ ecritures }) => ecritures[0]?.valeur),
  ]
}
const CORRIGE = 'corrige:ecriture-retablie'
const DEUX_SENS = 'telephone-a-deux-sens'

describe('un numéro sans son zéro ni son « + » (R-REC-122)', () => {
  it.each<[string | number, string]>([
    ['262692123456', '06 92 12 34 56'],
    ['590 590 12 34 56', '05 90 12 34 56'],
    ['594594123456', '05 94 12 34 56'],
    ['596 696 12 34 56', '06 96 12 34 56'],
    ['33 05 61 00 00 00', '05 61 00 00 00'],
    ['689 40 41 57 00', '+689 40 41 57 00'],
    ['(0)5 61 00 00 00', '05 61 00 00 00'],
    ['561000000.0', '05 61 00 00 00'],
    ['5,36490001E8', '05 36 49 00 01'],
  ])('« %s » se complète, et c’est montré', (telephone, read) => expect(lu(telephone)).toEqual([read, CORRIGE]))

  it('un numéro local prend l’indicatif de son territoire, et de nul autre', () => {
    expect(lu('26 58 12', 'noumea')).toEqual(['+687 26 58 12', CORRIGE])
    expect(lu('72.25.00', 'uvea')).toEqual(['+681 72 25 00', CORRIGE])
    expect(lu('40 41 57 00', 'papeete')).toEqual(['+689 40 41 57 00', CORRIGE])
    expect(lu('41 10 10', 'miquelon')).toEqual(['05 08 41 10 10', CORRIGE])
    expect(lu('26 58 12', 'papeete')[0]).toBe('attend')
    expect(lu('26 58 12', 'reunion')).toEqual(['attend', 'refus:telephone-faux'])
    expect(lu('116117', 'noumea')).toEqual(['116 117', CORRIGE])
  })

  it('le Pacifique a six chiffres, la Polynésie huit : un de plus ou de moins n’est pas un numéro', () => {
    expect(lu('+687 26 58 12')).toEqual(['+687 26 58 12'])
    expect(lu('+687 26 58 12 (standard)')[0]).toBe('+687 26 58 12')
    for (const telephone of ['+687 26 58 123', '+687 26 58 12 34', '+689 42 12 34', '+681 72 25 0'])
      expect(lu(telephone)[0]).toBe('attend')
  })

  it('deux zéros et neuf chiffres peuvent être d’un autre pays : ils se proposent', () => {
    expect(lu('00 376 801 234')).toEqual(['attend', 'refus:telephone-faux', '03 76 80 12 34'])
  })
})

describe('+687 et six chiffres, ou un mobile sans son zéro (R-REC-123)', () => {
  it.each([
    ['687 26 58 12', 'noumea', '+687 26 58 12'],
    [687265812, 'noumea', '+687 26 58 12'],
    ['(687) 26 58 12', 'noumea', '+687 26 58 12'],
    ['681722500', 'uvea', '+681 72 25 00'],
  ] as const)('« %s » est du territoire du lieu : %s', (telephone, lieu, read) => {
    expect(lu(telephone, lieu)).toEqual([read, CORRIGE])
  })

  it.each([
    ['687265812', 'foix', '06 87 26 58 12', '+687 26 58 12'],
    ['687 26 58 12', 'reunion', '06 87 26 58 12', '+687 26 58 12'],
    ['681722500', 'foix', '06 81 72 25 00', '+681 72 25 00'],
  ] as const)('« %s » ailleurs reste un mobile, à vérifier, avec les deux', (telephone, lieu, mobile, lointain) => {
    expect(lu(telephone, lieu)).toEqual([mobile, `a-verifier:${DEUX_SENS}`, mobile, lointain])
  })

  it.each([
    ['681722500', 'noumea', '+681 72 25 00', '06 81 72 25 00'],
    ['687265812', 'papeete', '+687 26 58 12', '06 87 26 58 12'],
    ['6 87 26 58 12', 'noumea', '+687 26 58 12', '06 87 26 58 12'],
    ['(687) 26 58 12', 'foix', '+687 26 58 12', '06 87 26 58 12'],
  ] as const)('« %s », à %s, attend entre les deux', (telephone, lieu, ...deux) => {
    expect(lu(telephone, lieu)).toEqual(['attend', `refus:${DEUX_SENS}`, ...deux])
  })

  it('écrit comme un mobile, ou sur 689, il n’a qu’un sens hors du Pacifique', () => {
    expect(lu('6 87 26 58 12')).toEqual(['06 87 26 58 12', CORRIGE])
    expect(lu('689421234')).toEqual(['06 89 42 12 34', CORRIGE])
    expect(lu('689421234', 'papeete')).toEqual(['attend', `refus:${DEUX_SENS}`, '06 89 42 12 34'])
  })

  it('sans lieu, celui du centre le dit ; sans centre, la ligne attend', () => {
    const seul = { canal: 'Téléphone', voie: null, commune: null, codePostal: null, telephone: '687265812' } as const
    expect(rangDe(seul).remarques.map(({ gravite, code }) => [gravite, code])).toEqual([['refus', DEUX_SENS]])
    const duCentre = rangDe(seul, { lecteur: { role: 'centre', centre: CENTRE } })
    expect([duCentre.contenu?.telephone, duCentre.remarques[0]?.gravite]).toEqual(['06 87 26 58 12', 'a-verifier'])
    const noumea = { ...CENTRE, departements: ['988'] }
    expect(rangDe(seul, { lecteur: { role: 'centre', centre: noumea } }).contenu?.telephone).toBe('+687 26 58 12')
  })
})

describe('un télécopieur ne répond à personne (R-REC-124)', () => {
  it.each([
    'Fax : 05 61 00 00 01',
    'F. 05 61 00 00 01',
    'F 05 61 00 00 01',
    'Télécopieur 05 61 00 00 01',
    'Télécopie : 05.61.00.00.01',
    '05 61 00 00 01 (fax)',
    'Fax 05 61 00 00 01 / 05 61 00 00 02',
  ])('« %s » n’est pas le numéro du point', (telephone) => {
    expect(lu(telephone)).toEqual(['attend', 'refus:numero-de-fax', ''])
  })

  it.each([
    'Tél 05 61 00 00 00 - Fax 05 61 00 00 01',
    'T. 05 61 00 00 00 F. 05 61 00 00 01',
    'FAX 05 61 00 00 01 TEL 05 61 00 00 00',
    '05 61 00 00 00 (tél) 05 61 00 00 01 (fax)',
    'Tel/Fax 05 61 00 00 00',
    'Tél. & fax : 05 61 00 00 00',
    'Fax/Tél : 05 61 00 00 00',
    '05 61 00 00 00 - fax idem',
    'Accueil F. Mitterrand 05 61 00 00 00',
  ])('« %s » : le téléphone est gardé, à vérifier', (telephone) => {
    expect(lu(telephone)).toEqual(['05 61 00 00 00', 'a-verifier:telephone-accompagne'])
  })

  it.each(['O5 61 00 00 00', '05 6l 00 00 00', 'O5 61 OO OO OO'])(
    'la lettre de « %s » se propose en chiffre',
    (typed) => {
      expect(lu(typed)).toEqual(['attend', 'refus:telephone-faux', '05 61 00 00 00'])
    },
  )
})
