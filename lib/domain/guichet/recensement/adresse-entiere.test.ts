import { describe, expect, it } from 'vitest'
import { analyseClasseur } from './analyse.ts'
import { FAITS, feuilleDe, rangDe } from './testing.ts'

type Valeurs = Parameters<typeof rangDe>[0]
const lire = (voie: string, reste: Valeurs = {}) => {
  const rang = rangDe({ voie, codePostal: null, commune: null, ...reste })
  const { adresse } = rang.valeurs
  return {
    adresse: adresse ? [adresse.voie, adresse.codePostal, adresse.codeInsee] : null,
    dites: rang.remarques.map(({ colonne, gravite, code }) => `${colonne}:${gravite}:${code}`),
    rang,
  }
}
const FOIX = ['12 rue Inventée', '09000', '09122']
const SEPAREE = ['voie:corrige:adresse-separee']

describe('une adresse entière dans une cellule (R-REC-92)', () => {
  it.each([
    '12 rue Inventée, 09000 Foix',
    '12 rue Inventée 09000 FOIX',
    '12 rue Inventée - F-09000 Foix (Ariège), France',
    '12 rue Inventée, Foix (09000)',
    '12 rue Inventée\n09000 Foix',
  ])('« %s » est prise en morceaux, et c’est montré', (voie) => {
    expect(lire(voie)).toMatchObject({ adresse: FOIX, dites: SEPAREE })
  })

  it('garde ce que la cellule disait, et ne dit pas écrites les cellules vides', () => {
    const { trouve } = lire('12 rue Inventée, 09000 Foix').rang
    expect(trouve.voie).toBe('12 rue Inventée, 09000 Foix')
    expect(Object.keys(trouve)).not.toContain('codePostal')
    expect(Object.keys(trouve)).not.toContain('commune')
  })

  it('choisit l’homonyme de son code postal, une commune à plusieurs codes, un ancien nom', () => {
    expect(lire('3 place Inventée, 06640 Saint-Jeannet').adresse?.[2]).toBe('06122')
    expect(lire('3 place Inventée, 04270 Saint-Jeannet').adresse?.[2]).toBe('04181')
    expect(lire('3 place Inventée, 49750 Chemillé-en-Anjou').adresse).toEqual(['3 place Inventée', '49750', '49092'])
    expect(lire('3 place Inventée, 49670 Saint-Jeannet').adresse?.[2]).toBe('49092')
  })

  it('ne répète pas le lieu que les autres cellules disent aussi, et complète celle qui manque', () => {
    expect(lire('12 rue Inventée, 09000 Foix', { codePostal: '09000', commune: 'FOIX' })).toMatchObject({
      adresse: FOIX,
      dites: SEPAREE,
    })
    expect(lire('12 rue Inventée, 09000 Foix', { codePostal: 9000 }).adresse).toEqual(FOIX)
    expect(lire('12 rue Inventée, 49750 Chemillé-en-Anjou', { commune: 'Chemillé-en-Anjou' }).adresse?.[1]).toBe(
      '49750',
    )
    expect(lire('12 rue Inventée, 09000 Foix', { codeInsee: '09122' }).adresse).toEqual(FOIX)
  })

  it.each([
    ['12 rue Inventée 2 69 05 49 588 157 80, 09000 Foix', {}],
    ['12 rue Inventée 2 69 05 49 588 157 80, 09100 Pamiers', { codePostal: '09000', commune: 'Foix' }],
  ])('ne garde ni ne redit un numéro de sécurité sociale : « %s » (R-NIR-01)', (voie, reste) => {
    const lue = lire(voie, reste)
    expect(lue.adresse?.[0]).toContain('12 rue Inventée')
    expect(lue.dites).toContain('voie:corrige:nir-retire')
    expect(JSON.stringify(lue.rang)).not.toMatch(/588/)
  })

  it('a la longueur d’une voie : 200 caractères, le lieu ôté ou non (R-REC-05)', () => {
    const rue = (longueur: number) => `1 rue ${'x'.repeat(longueur - 6)}`
    expect(lire(`${rue(200)}, 09000 Foix`).adresse?.[0]).toHaveLength(200)
    const contredite = { codePostal: '09000', commune: 'Foix' }
    for (const longue of [lire(`${rue(201)}, 09000 Foix`), lire(`${rue(201)}, 09100 Pamiers`, contredite)]) {
      expect(longue.adresse).toBeNull()
      expect(longue.dites).toContain('voie:refus:longueur')
    }
  })

  it('reste entière et à vérifier quand une autre cellule la contredit', () => {
    const contredite = lire('12 rue Inventée, 09100 Pamiers', { codePostal: '09000', commune: 'Foix' })
    expect(contredite.adresse).toEqual(['12 rue Inventée, 09100 Pamiers', '09000', '09122'])
    expect(contredite.dites).toEqual(['voie:a-verifier:adresse-a-separer'])
    expect(lire('1 rue Inventée, 09000 Foix', { codeInsee: '09225' }).dites).toContain(
      'voie:a-verifier:adresse-a-separer',
    )
  })

  it.each([
    ['un code postal d’une autre commune', '12 rue Inventée, 09100 Foix'],
    ['un nom qui n’est pas dans la liste', '12 rue Inventée, 09000 Foixe'],
    ['un CEDEX', 'BP 70123, 09007 Foix CEDEX'],
  ])('%s : rien n’est pris, et le découpage est proposé', (_, voie) => {
    const { adresse, dites, rang } = lire(voie)
    expect(adresse).toBeNull()
    expect(dites[0]).toBe('voie:a-verifier:adresse-a-separer')
    const [proposition] = rang.remarques[0]?.propositions ?? []
    expect(proposition?.ecritures.map(({ colonne }) => colonne)).toEqual(['voie', 'codePostal', 'commune'])
  })

  it.each([
    '12 rue Inventée',
    '09000 Foix',
    '12 rue Inventée, Foix',
    '12 rue du 11 Novembre',
    'BP 09000',
    `${'a'.repeat(400)}, 09000 Foix`,
  ])('« %s » n’en est pas une', (voie) => {
    expect(lire(voie, { codePostal: '09000', commune: 'Foix' }).dites).not.toContain('voie:corrige:adresse-separee')
    expect(lire(voie).dites.some((dite) => dite.includes('adresse-'))).toBe(false)
  })

  it('se lit dans un tableau sans colonne de code postal ni de commune', () => {
    const feuille = feuilleDe('Feuil1', [
      ['Nom', 'Adresse', 'Tél.'],
      ['Mairie (essai)', '12 rue Inventée, 09000 Foix', '05 36 49 00 01'],
    ])
    const faits = {
      ...FAITS,
      defauts: { canal: 'physique', type: 'adil', services: ['information'], misAJourLe: FAITS.le } as const,
    }
    const lue = analyseClasseur({ feuilles: [feuille] }, faits)
    expect(lue.ok && lue.value.points[0]?.contenu?.adresse).toMatchObject({ voie: '12 rue Inventée', commune: 'Foix' })
  })
})

describe('un code postal et une commune dans une cellule (R-REC-96)', () => {
  const lieu = (codePostal: string | null, commune: string | null, codeInsee: string | null = null) => {
    const rang = rangDe({ codePostal, commune, codeInsee })
    const { adresse } = rang.valeurs
    return [
      adresse?.codePostal ?? null,
      adresse?.codeInsee ?? null,
      ...rang.remarques.map(({ colonne, code }) => `${colonne}:${code}`),
    ]
  }
  it('se lisent dans la colonne de l’un ou de l’autre, et c’est montré', () => {
    expect(lieu('09000 Foix', null)).toEqual(['09000', '09122', 'codePostal:lieu-separe'])
    expect(lieu(null, '09000 FOIX')).toEqual(['09000', '09122', 'commune:lieu-separe'])
    expect(lieu('F-09000 Foix', 'Foix')).toEqual(['09000', '09122', 'codePostal:lieu-separe'])
    // The postcode that is written is kept, where the commune has several.
    expect(lieu(null, '49750 Chemillé-en-Anjou')).toEqual(['49750', '49092', 'commune:lieu-separe'])
    expect(lieu(null, '04270 Saint-Jeannet')).toEqual(['04270', '04181', 'commune:lieu-separe'])
  })

  it('ne se lisent pas quand ils se contredisent, ou contredisent l’autre cellule', () => {
    expect(lieu('09100 Foix', null)).toContain('codePostal:code-postal-faux')
    expect(lieu('09000 Foix', 'Pamiers')).toContain('codePostal:code-postal-faux')
    expect(lieu('09000 Foixe', null)).toContain('codePostal:code-postal-faux')
    expect(lieu(null, '09000 Foix', '09225')).toContain('commune:commune-contradictoire')
  })
})
