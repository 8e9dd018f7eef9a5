/** The search on the whole country, as the base is filled with it, and on queries as people type them. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  buildIndex,
  type EntreeDeRecherche,
  type IndexDeRecherche,
  searchCommunes,
} from '#lib/domain/territoire/recherche.ts'
import { readEntrees } from './entrees.ts'

let pays: EntreeDeRecherche[]
let index: IndexDeRecherche
beforeAll(() => {
  pays = readEntrees()
  index = buildIndex(pays)
})

const search = (texte: string, limite = 10) => searchCommunes(index, texte, limite)
const codes = (texte: string, limite = 10) => search(texte, limite).map(({ codeInsee }) => codeInsee)

describe('la recherche d’une commune', () => {
  it.each([
    ['Foix', '09122'],
    ['foix', '09122'],
    ['FOIX', '09122'],
    ['Foix 09', '09122'],
    ['foix (09)', '09122'],
    ['Foix Ariège', '09122'],
    ['foix dans l’ariege', '09122'],
    ['Annecy Haute-Savoie', '74010'],
    ['mairie de Foix', '09122'],
    ['toulosue centre ville', '31555'],
    ['lille métropole', '59350'],
    ['cergy pontoise', '95127'],
    ['09000 Foix', '09122'],
    ['foix 09100', '09122'],
    ['st jeannet 06', '06122'],
    ['St-Jeannet 04', '04181'],
    ['saintjeannet 06', '06122'],
    ['ste foy les lyon', '69202'],
    ['l hay les roses', '94038'],
    ['l’haÿ-les-roses', '94038'],
    ['haye roses', '94038'],
    ['rochelle', '17300'],
    ['aix provence', '13001'],
    ['chalon s/ saone', '71076'],
    ['fontenay s/s bois', '94033'],
    ['saint denis reunion', '97411'],
    ['montreuil sous bois', '93048'],
    ['malmaison 92', '92063'],
    ['jean angely', '17347'],
    ['angely saint jean', '17347'],
    ['st jean d angeli', '17347'],
    ['marsielle', '13055'],
    ['marseile', '13055'],
    ['marrseille', '13055'],
    ['narseille', '13055'],
    ['toulosue', '31555'],
    ['belfort territoire de belfort', '90010'],
    ['villeneuve sur lot', '47323'],
    ['lavelanet 9', '09160'],
    ['ajaccio 2a', '2A004'],
    ['saint pierre 974', '97416'],
  ])('trouve d’abord pour « %s » la commune %s', (texte, code) => expect(codes(texte)[0]).toBe(code))

  it.each(['marsei', 'marse', 'mars', 'mar'])('complète « %s » pendant la frappe', (texte) =>
    expect(codes(texte)).toContain('13055'),
  )

  it('classe par population les communes de même nom', () => {
    const saintDenis = search('saint denis', 4)
    expect(saintDenis.map(({ codeInsee }) => codeInsee)).toEqual(['97411', '93066', '11339', '30247'])
  })

  it('met le mot exact, aux accents près, avant celui qui s’obtient en collant deux mots', () => {
    // Châlons-en-Champagne, du-Maine and sur-Vesle, then Chalon-sur-Saône, which is larger.
    expect(codes('châlons').slice(0, 4)).toEqual(['51108', '53049', '51109', '71076'])
    expect(codes('chalons')).toEqual(codes('châlons'))
    expect(codes('lehav')[0]).toBe('76351')
  })

  it('ne propose pas de plus petite commune au nom voisin quand le nom est exact', () =>
    expect(codes('foix')).toEqual(['09122']))

  it('dit quand le nom n’est qu’approchant', () => {
    expect(search('foix')[0]?.approche).toBe(false)
    expect(search('foixx')[0]?.approche).toBe(true)
  })
})

describe('les noms et les codes d’avant', () => {
  it.each([
    ['bellegarde sur valserine', '01033', 'deleguee', 'Bellegarde-sur-Valserine'],
    ['chatillon en michaille', '01033', 'deleguee', 'Châtillon-en-Michaille'],
    ['chalons sur marne', '51108', 'ancien-nom', 'Châlons-sur-Marne'],
    ['cauderan', '33063', 'ancien-nom', 'Caudéran'],
    ['st servan sur mer', '35288', 'ancien-nom', 'Saint-Servan-sur-Mer'],
    ['lomme', '59350', 'associee', 'Lomme'],
    ['paris 15', '75056', 'arrondissement', 'Paris 15e Arrondissement'],
    ['lyon 3eme arrondissement', '69123', 'arrondissement', 'Lyon 3e Arrondissement'],
    ['marseille 1er', '13055', 'arrondissement', 'Marseille 1er Arrondissement'],
    ['75115', '75056', 'arrondissement', 'Paris 15e Arrondissement'],
  ])('« %s » mène à %s, comme %s : %s', (texte, codeInsee, motif, ancienNom) =>
    expect(search(texte)[0]).toMatchObject({ codeInsee, motif, ancienNom }),
  )
})

describe('les codes', () => {
  it('lit cinq chiffres comme un code postal d’abord, comme un code INSEE ensuite, chacun avec sa nature (R-TER-07)', () => {
    const both = search('09200')
    expect(both[0]).toMatchObject({ nom: 'Saint-Girons', motif: 'code-postal', code: '09200' })
    expect(both.at(-1)).toMatchObject({ codeInsee: '09200', motif: 'code-insee', code: '09200' })
  })

  it('garde une place au code INSEE même quand quarante communes partagent le code postal (R-TER-07)', () => {
    const shared = pays.filter(({ codesPostaux }) => codesPostaux.includes('51300')).length
    expect(shared).toBeGreaterThan(40)
    expect(codes('51300', 60)).toHaveLength(shared + 1)
    const ten = search('51300', 10)
    expect(ten.map(({ motif }) => motif)).toEqual([...Array(9).fill('code-postal'), 'code-insee'])
  })

  it.each([
    [1, ['code-postal']],
    [2, ['code-postal', 'code-insee']],
  ])('met le code postal d’abord aussi dans une liste de %i au plus (R-TER-07)', (limite, motifs) => {
    for (const texte of ['51300', '09200']) expect(search(texte, limite).map(({ motif }) => motif)).toEqual(motifs)
  })

  it.each([
    ['2A004', '2A004', 'code-insee'],
    ['2a004', '2A004', 'code-insee'],
    ['1001', '01001', 'code-insee'],
    ['09122', '09122', 'code-insee'],
    ['01126', '01033', 'ancien-code'],
    ['75015', '75056', 'code-postal'],
    ['75116', '75056', 'code-postal'],
    ['9000', '09122', 'code-postal'],
    ['09', '09225', 'departement'],
    ['2A', '2A004', 'departement'],
    ['974', '97411', 'departement'],
    ['090', '09122', 'code-postal'],
  ])('« %s » mène d’abord à %s par %s', (texte, codeInsee, motif) =>
    expect(search(texte)[0]).toMatchObject({ codeInsee, motif }),
  )

  it('donne les communes d’un département par son nom, après celles qui portent ce nom', () => {
    expect(search('ariège', 40).filter(({ motif }) => motif === 'departement').length).toBeGreaterThan(20)
    expect(search('paris')[0]?.motif).toBe('nom')
  })
})

describe('un texte qui ne veut rien dire', () => {
  it.each([
    '',
    ' ',
    '-',
    '🏠',
    '<script>alert(1)</script>',
    '%00',
    '00000',
    '99999',
    'zzzzzzzzz',
    "'; drop table",
    '\u0000',
  ])('ne trouve rien ou presque pour « %s », sans erreur', (texte) =>
    expect(search(texte).length).toBeLessThanOrEqual(10),
  )

  it.each(['<b>zzzqq', 'x y', 'zzzqq saint', 'qwertz de la mer'])(
    'ne se rattache pas par ses seuls mots courts ou courants : « %s »',
    (texte) => expect(codes(texte, 60).length).toBeLessThanOrEqual(12),
  )

  it.each(['a', 'é'])('n’a pas de sens non plus en dix mille lettres « %s »', (lettre) =>
    expect(search(lettre.repeat(10_000))).toEqual([]),
  )

  it('ne fait jamais d’erreur, ne dépasse jamais la limite et ne donne jamais deux fois la même commune', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer({ min: 1, max: 60 }), (texte, limite) => {
        const found = codes(texte, limite)
        expect(found.length).toBeLessThanOrEqual(limite)
        expect(new Set(found).size).toBe(found.length)
      }),
    )
  })
})
