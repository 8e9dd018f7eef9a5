import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withDatabase } from '#db/testing/database.ts'
import { withProgrammes } from '#db/testing/programmes.ts'
import { unDecor } from '#lib/usecases/testing.ts'
import { GENRES, mutateClasseur } from './classeurs-mutes.ts'
import { type Atelier, describeDefauts, openAtelier } from './recensement.ts'

const GRAINE = 20_260_101
/** A hundred, by tens: each test keeps well within the time that one may take, on a busy machine too. */
const DIZAINES = Array.from({ length: 10 }, (_, dizaine) =>
  Array.from({ length: 10 }, (_, rang) => 10 * dizaine + rang),
)

withDatabase()
withProgrammes()
describe(`cent classeurs piégés (graine ${GRAINE})`, () => {
  const issues = new Set<string>()
  let atelier: Atelier
  beforeAll(async () => {
    const { gestionnaire } = await unDecor()
    atelier = await openAtelier(gestionnaire, ['09'])
  })
  afterAll(async () => {
    await atelier?.close()
    // Neither all read nor all refused, here and apart: the faults reach the reader at every depth.
    expect([...issues]).toEqual(expect.arrayContaining(['lu', 'fichier-abime', 'à part, lu']))
  })

  it.each(DIZAINES)('dix à partir du n° %i sont lus, ou refusés en une phrase, en trente secondes', async (...dix) => {
    const constats = await atelier.tryClasseurs(GRAINE, dix)
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
