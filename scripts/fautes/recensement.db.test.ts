import { afterAll, describe, expect, it } from 'vitest'
import { GENRES, mutateClasseur } from './classeurs-mutes.ts'
import { defautDePhrase, describeDefauts, tryClasseurs } from './recensement.ts'

const GRAINE = 20_260_101
/** A hundred, by tens: each test keeps well within the time that one may take, on a busy machine too. */
const DIZAINES = Array.from({ length: 10 }, (_, dizaine) =>
  Array.from({ length: 10 }, (_, rang) => 10 * dizaine + rang),
)

describe(`cent classeurs piégés (graine ${GRAINE})`, () => {
  const issues = new Set<string>()
  // Neither all read nor all refused: the faults reach the reader at every depth.
  afterAll(() => expect([...issues]).toEqual(expect.arrayContaining(['lu', 'fichier-abime'])))

  it.each(DIZAINES)('dix à partir du n° %i sont lus, ou refusés en une phrase, en trente secondes', async (...dix) => {
    const constats = await tryClasseurs(GRAINE, dix)
    expect(describeDefauts(constats, GRAINE)).toEqual([])
    expect(constats.map(({ numero }) => numero)).toEqual(dix)
    for (const { issue } of constats) issues.add(issue)
  })

  it('il y en a de chaque sorte', () => {
    const genres = Array.from({ length: 100 }, (_, numero) => mutateClasseur(GRAINE, numero).genre)
    expect(new Set(genres)).toEqual(new Set(GENRES))
  })

  it('une graine redonne les mêmes octets, une autre en donne d’autres', () => {
    expect(mutateClasseur(GRAINE, 0)).toEqual(mutateClasseur(GRAINE, 0))
    expect(mutateClasseur(GRAINE + 1, 0).bytes.equals(mutateClasseur(GRAINE, 0).bytes)).toBe(false)
  })
})

describe('ce qui n’est pas une phrase à montrer', () => {
  it.each([
    ['Ce fichier est vide : enregistrez-le au format .xlsx, puis recommencez.', null],
    ['La feuille « Error. Undefined » a plus de 100 colonnes remplies.', null],
    ['Ce fichier est vide. Recommencez.', 'plusieurs phrases'],
    ['Ce fichier est vide', 'ni majuscule ni point final'],
    ['Unsupported ZIP encryption.', 'des mots de programme'],
    ['La feuille undefined a plus de 100 colonnes remplies.', 'des mots de programme'],
    ['TypeError: x\n    at read (a.ts:1)', 'plusieurs lignes'],
  ])('%s', (phrase, defaut) => {
    expect(defautDePhrase(phrase)).toBe(defaut)
  })
})
