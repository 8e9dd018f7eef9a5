import { describe, expect, it } from 'vitest'
import { buildReferentiel } from './referentiel.ts'
import { rangDe, referentielDe } from './testing.ts'

const referentiel = referentielDe([
  ['01001', 'L’Abergement-Clémenciat', '01400'],
  ['01093', 'Châtillon-sur-Chalaronne', '01400'],
  ['76351', 'Le Havre', '76600'],
  ['44190', 'Saint-Sébastien-sur-Loire', '44230'],
  ['94033', 'Fontenay-sous-Bois', '94120'],
  ['54578', 'Villers-lès-Nancy', '54600'],
  ['62826', 'Le Touquet-Paris-Plage', '62520'],
  ['92110', 'Châtillon', '92320'],
  ['09306', 'Tarascon-sur-Ariège', '09400'],
  ['10001', 'Le Bois', '10000'],
  ['10002', 'Les Bois', '10000'],
  ['10003', 'Bellecombe-la-Haute', '10100'],
  ['10004', 'Bellecombe-la-Basse', '10100'],
])
const lu = (codeInsee: string | null, commune: string, codePostal: string | null) => {
  const { contenu, remarques } = rangDe({ codeInsee, commune, codePostal }, { referentiel })
  return [contenu?.adresse?.commune ?? null, ...remarques.map(({ gravite, code }) => `${gravite}:${code}`)]
}
const CORRIGE = 'corrige:ecriture-retablie'

describe('une commune écrite autrement, dans son code postal (R-REC-130)', () => {
  it.each([
    ['Abergement-Clemenciat (L’)', '01400', 'L’Abergement-Clémenciat'],
    ['Havre (Le)', '76600', 'Le Havre'],
    ['HAVRE LE', '76600', 'Le Havre'],
    ['Havre, Le', '76600', 'Le Havre'],
  ])('« %s » est l’ordre d’un catalogue', (nom, codePostal, commune) => {
    expect(lu(null, nom, codePostal)).toEqual([commune])
  })

  it.each([
    ['ABERGEMENT CLEMENCIAT', '01400', 'L’Abergement-Clémenciat'],
    ['Havre', '76600', 'Le Havre'],
    ['St Sébastien s/ Loire', '44230', 'Saint-Sébastien-sur-Loire'],
    ['Saint-Sébastien/Loire', '44230', 'Saint-Sébastien-sur-Loire'],
    ['Fontenay s/s Bois', '94120', 'Fontenay-sous-Bois'],
    ['Villers-lez-Nancy', '54600', 'Villers-lès-Nancy'],
  ])('« %s » se lit, et c’est montré', (nom, codePostal, commune) => {
    expect(lu(null, nom, codePostal)).toEqual([commune, CORRIGE])
  })

  it.each([
    ['L ABERGEMENT', '01400', 'L’Abergement-Clémenciat'],
    ['Le Touquet', '62520', 'Le Touquet-Paris-Plage'],
    ['Tarascon', '09400', 'Tarascon-sur-Ariège'],
  ])('« %s », le début d’un seul nom, est à vérifier', (nom, codePostal, commune) => {
    expect(lu(null, nom, codePostal)).toEqual([commune, 'a-verifier:ecriture-retablie'])
  })

  it('deux possibles, ou un nom que porte une autre commune, se demandent', () => {
    expect(lu(null, 'Bois', '10000')).toEqual([null, 'refus:commune-inconnue'])
    expect(lu(null, 'Bellecombe', '10100')).toEqual([null, 'refus:commune-inconnue'])
    expect(lu(null, 'Châtillon', '01400')).toEqual([null, 'refus:commune-ambigue'])
    expect(lu(null, 'Saint', '44230')).toEqual([null, 'refus:commune-inconnue'])
    expect(lu(null, 'Havre', null)[0]).toBeNull()
  })

  it('le code INSEE la dit aussi', () => {
    expect(lu('01001', 'Abergement-Clemenciat', null)).toEqual([
      'L’Abergement-Clémenciat',
      CORRIGE,
      'corrige:code-postal-deduit',
    ])
    expect(lu('01001', 'L ABERGEMENT', null)[1]).toBe('a-verifier:ecriture-retablie')
    expect(lu('01001', 'l’abergement clémenciat', '01400')).toEqual(['L’Abergement-Clémenciat'])
  })

  it('dans une adresse entière, et avec son code postal dans une cellule', () => {
    expect(lu(null, '76600 HAVRE', null)).toEqual(['Le Havre', 'corrige:lieu-separe', CORRIGE])
    const entiere = rangDe({ voie: '1 rue A, 76600 Havre (Le)', commune: null, codePostal: null }, { referentiel })
    expect(entiere.contenu?.adresse).toMatchObject({ voie: '1 rue A', codePostal: '76600', commune: 'Le Havre' })
  })

  it('un code INSEE inconnu se propose quand le nom et le code postal le disent', () => {
    const [remarque] = rangDe(
      { codeInsee: '76999', commune: 'Le Havre', codePostal: '76600' },
      { referentiel },
    ).remarques
    expect(remarque).toMatchObject({ code: 'code-insee-inconnu', propositions: [{ pourquoi: 'garder-le-nom' }] })
    expect(remarque?.propositions?.[0]?.ecritures[0]?.valeur).toBe('76351')
  })
})

describe('le département entre parenthèses (R-REC-131)', () => {
  const commune = (codeInsee: string, departement: string, codePostal: string) => ({
    ...{ codeInsee, nom: 'Saint-Denis', departement, epci: null, codesPostaux: [codePostal], position: null },
  })
  const homonymes = buildReferentiel({
    communes: [commune('93066', '93', '93200'), commune('97411', '974', '97400')],
    anciennes: [],
    departements: [
      { code: '93', nom: 'Seine-Saint-Denis' },
      { code: '974', nom: 'La Réunion' },
      { code: '09', nom: 'Ariège' },
    ],
    epcis: [],
  })
  const dit = (nom: string, codePostal: string | null, codeInsee: string | null = null) => {
    const { contenu, remarques } = rangDe({ commune: nom, codePostal, codeInsee }, { referentiel: homonymes })
    return [contenu?.adresse?.codeInsee ?? null, ...remarques.map(({ code }) => code)]
  }
  it('choisit entre deux homonymes', () => {
    expect(dit('Saint-Denis (93)', null)).toEqual(['93066', 'code-postal-deduit'])
    expect(dit('Saint-Denis (La Réunion)', null)).toEqual(['97411', 'code-postal-deduit'])
    expect(dit('Saint-Denis (banlieue)', null)[0]).toBeNull()
  })
  it('et contredit le code postal, le code INSEE ou la seule commune de ce nom', () => {
    expect(dit('Saint-Denis (09)', null)).toEqual([null, 'departement-contredit', 'manquant'])
    expect(dit('Saint-Denis (93)', '97400')).toEqual([null, 'commune-ambigue'])
    expect(dit('Saint-Denis (93)', null, '97411')[1]).toBe('commune-contradictoire')
    expect(dit('Saint-Denis (974)', '97400', '97411')).toEqual(['97411'])
  })
  it('a deux caractères au moins, ou un nom : « (1) » n’est pas l’Ain, ni « (9) » l’Ariège', () => {
    expect(dit('Saint-Denis (9)', '93200')).toEqual(['93066'])
    expect(dit('Saint-Denis (9)', '97400', '97411')).toEqual(['97411'])
    expect(dit('Saint-Denis (9)', null)[1]).toBe('commune-ambigue')
    const lu = rangDe({ commune: 'Foix (1)' })
    expect([lu.contenu?.adresse?.codeInsee, lu.remarques]).toEqual(['09122', []])
  })
})
