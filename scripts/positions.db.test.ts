/** The command on a base: what it prints, and the code that it ends with. */
import { inArray } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { commune, publication } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { withProgrammes } from '#db/testing/programmes.ts'
import { EXEMPLE_DE_L_API_GEO } from '#lib/domain/territoire/positions-officielles.exemple.ts'
import { positions } from './positions.ts'
import { uneCommande } from './testing/commande.ts'

withDatabase({ pays: true })
withProgrammes()

const { file, run, launch } = uneCommande('positions.ts', positions)

const placees = (...codes: string[]) =>
  db
    .select({
      code: commune.codeInsee,
      lat: commune.latitude,
      lon: commune.longitude,
      source: commune.positionSource,
      precision: commune.positionPrecision,
    })
    .from(commune)
    .where(inArray(commune.codeInsee, codes))
    .orderBy(commune.codeInsee)
const officielle = { source: 'officielle', precision: 'commune' }

describe('la commande positions', () => {
  const REFUS = ['1 position refusée :', '  5 (09324) : la latitude ou la longitude manque ou n’est pas un nombre.', '']
  const INCONNU = '1 code qui n’est pas celui d’une commune d’aujourd’hui : 09998'

  it('rend 2 sur l’exemple de l’API géo nationale : une commune sans centre, un code qui n’est plus', async () => {
    const publications = await db.$count(publication)
    const source = file('communes.json', EXEMPLE_DE_L_API_GEO)
    const answer = await run(source)
    expect([answer.code, answer.err]).toEqual([2, ''])
    expect(answer.out.split('\n')).toEqual(['4 positions remplacées, 0 inchangée.', INCONNU, ...REFUS])
    expect(await placees('09122', '2A004', '97411')).toEqual([
      { code: '09122', lat: 42.9639, lon: 1.6053, ...officielle },
      { code: '2A004', lat: 41.9347, lon: 8.7014, ...officielle },
      { code: '97411', lat: -20.9342, lon: 55.4504, ...officielle },
    ])
    // The process itself ends with the code, and prints nothing else.
    const again = launch(source)
    expect([again.code, again.err]).toEqual([2, ''])
    expect(again.out.split('\n')).toEqual(['0 position remplacée, 4 inchangées.', INCONNU, ...REFUS])
    expect(await db.$count(publication)).toBe(publications + 1)
  })

  it('rend 0 sur un CSV dont chaque ligne est prise, un zéro perdu compris', async () => {
    const csv = 'code;nom;latitude;longitude\n09225;Pamiers;43,12;1,61\n9122;Foix;42,97;1,6\n'
    expect(await run(file('communes.csv', csv))).toMatchObject({
      code: 0,
      err: '',
      out: '2 positions remplacées, 0 inchangée.\n1 code complété du zéro perdu : 9122 lu 09122\n',
    })
    expect(await placees('09122', '09225')).toEqual([
      { code: '09122', lat: 42.97, lon: 1.6, ...officielle },
      { code: '09225', lat: 43.12, lon: 1.61, ...officielle },
    ])
  })

  it.each([
    ['un code que plus rien ne porte', 42.91, '09998;42,9;1,6', INCONNU],
    [
      'une position refusée',
      42.92,
      '09225;1,61;43,12',
      '1 position refusée :\n  3 (09225) : la latitude et la longitude semblent inversées.',
    ],
  ])('rend 2 sur un CSV dont une ligne n’est pas prise, et prend l’autre : %s', async (_, lat, ligne, phrase) => {
    const csv = `code;latitude;longitude\n09122;${lat};1,6\n${ligne}\n`
    const out = `1 position remplacée, 0 inchangée.\n${phrase}\n`
    expect(await run(file('communes.csv', csv))).toMatchObject({ code: 2, out })
    expect(await placees('09122')).toMatchObject([{ lat }])
  })

  it('rend 1 sur un fichier qui n’est pas une liste de communes, et ne touche à rien', async () => {
    const before = await placees('09122')
    const answer = launch(file('notes.txt', 'Bonjour'))
    expect(answer).toMatchObject({ code: 1, out: '' })
    expect(answer.err).toMatch(/^Ce fichier n’a pas ce qu’il faut\. Un CSV a trois colonnes : .+\n$/)
    expect(await placees('09122')).toEqual(before)
  })
})
