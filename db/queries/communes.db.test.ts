import { inArray } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { departementOf } from '#lib/domain/territoire/code-insee.ts'
import { departementsAutour } from '#lib/domain/territoire/departements-limitrophes.ts'
import { computeDistance } from '#lib/domain/territoire/distance.ts'
import { db } from '../client.ts'
import { commune as table } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { listVoisines, loadCommune, resolveCode } from './communes.ts'

withDatabase({ pays: true })

const commune = async (codeInsee: string) => {
  const loaded = await loadCommune(db, codeInsee)
  if (!loaded) throw new Error(`no commune ${codeInsee}`)
  return loaded
}

describe('une commune', () => {
  it('porte les noms de son département, de sa région et de son EPCI', async () =>
    expect(await commune('09122')).toMatchObject({
      nom: 'Foix',
      slug: 'foix',
      departement: '09',
      nomDepartement: 'Ariège',
      region: '76',
      nomRegion: 'Occitanie',
      nomEpci: expect.stringMatching(/Foix/),
      codesPostaux: ['09000'],
      position: { approximative: false },
      sourceDePosition: 'geonames',
    }))

  it('porte les noms des communes qu’elle a réunies, et les codes dont le nom n’est pas connu', async () => {
    const { anciennes } = await commune('01033')
    expect(anciennes).toContainEqual({ codeInsee: '01091', nom: 'Châtillon-en-Michaille', nature: 'deleguee' })
    expect(anciennes).toContainEqual({ codeInsee: '01126', nom: null, nature: 'ancien-code' })
  })

  it('n’existe pas pour un arrondissement ni un code inconnu', async () => {
    expect(await loadCommune(db, '75101')).toBeUndefined()
    expect(await loadCommune(db, '00000')).toBeUndefined()
  })
})

describe('un code', () => {
  it.each([
    ['09122', 'actuelle', '09122', 'foix'],
    ['75101', 'ancienne', '75056', 'paris'],
    ['69383', 'ancienne', '69123', 'lyon'],
    ['13216', 'ancienne', '13055', 'marseille'],
    ['01091', 'ancienne', '01033', 'valserhone'],
    ['01126', 'ancienne', '01033', 'valserhone'],
    ['01015', 'actuelle', '01015', 'arboys-en-bugey'],
  ])('%s mène, comme code de commune %s, à %s-%s', async (code, kind, codeInsee, slug) =>
    expect(await resolveCode(db, code)).toEqual({ kind, codeInsee, slug }),
  )

  it('inconnu ne mène nulle part', async () => expect(await resolveCode(db, '99999')).toBeUndefined())
})

describe('les communes voisines', () => {
  it('sont huit, de départements qui se touchent, celles du même code postal d’abord', async () => {
    const foix = await commune('09122')
    const voisines = await listVoisines(db, foix)
    expect(voisines).toHaveLength(8)
    const same = voisines.map(({ memeCodePostal }) => memeCodePostal)
    expect(same).toEqual([...same].sort((a, b) => Number(b) - Number(a)))
    for (const { codeInsee } of voisines) expect(departementsAutour('09')).toContain(departementOf(codeInsee))
    expect(voisines.map(({ codeInsee }) => codeInsee)).not.toContain('09122')
  })

  // Toulouse, Brest, Strasbourg: none shares its postcode with eight others whose place is known.
  it.each(['31555', '29019', '67482'])('de %s sont les plus proches, à vol d’oiseau', async (code) => {
    const autour = await commune(code)
    const candidates = await db
      .select({ codeInsee: table.codeInsee, latitude: table.latitude, longitude: table.longitude })
      .from(table)
      .where(inArray(table.departementCode, departementsAutour(autour.departement)))
    const distances = new Map(
      candidates.flatMap(({ codeInsee, latitude, longitude }) =>
        autour.position && latitude !== null && longitude !== null && codeInsee !== code
          ? [[codeInsee, computeDistance(autour.position, { latitude, longitude })] as const]
          : [],
      ),
    )
    const ailleurs = (await listVoisines(db, autour)).filter(({ memeCodePostal }) => !memeCodePostal)
    expect(ailleurs.length).toBeGreaterThan(4)
    const trouvees = ailleurs.map(({ codeInsee }) => distances.get(codeInsee) ?? Number.NaN)
    const memes = new Set((await listVoisines(db, autour)).flatMap((one) => (one.memeCodePostal ? one.codeInsee : [])))
    const proches = [...distances]
      .filter(([codeInsee]) => !memes.has(codeInsee))
      .map(([, km]) => km)
      .toSorted((a, b) => a - b)
    // The order is on a plane: a few metres in a thousand may part it from the great circle.
    for (const [rang, km] of trouvees.entries()) expect(km / (proches[rang] ?? 0)).toBeCloseTo(1, 2)
  })

  it('n’ont une distance qu’entre deux positions précises (R-TER-05)', async () => {
    const precise = await listVoisines(db, await commune('09225'))
    expect(precise.some(({ distanceKm }) => distanceKm !== null)).toBe(true)
    const approximative = await commune('40271')
    expect(approximative.position?.approximative).toBe(true)
    for (const { distanceKm } of await listVoisines(db, approximative)) expect(distanceKm).toBeNull()
  })

  it('passent la limite du département', async () => {
    const voisines = await listVoisines(db, await commune('75056'))
    expect(voisines.every(({ codeInsee }) => ['92', '93', '94'].includes(departementOf(codeInsee)))).toBe(true)
  })

  it('ne sont, sans position, que celles du même code postal, et aucune sans code postal', async () => {
    const foix = await commune('09122')
    const voisines = await listVoisines(db, { ...foix, position: null })
    expect(voisines.length).toBeGreaterThan(0)
    expect(voisines.every(({ memeCodePostal, distanceKm }) => memeCodePostal && distanceKm === null)).toBe(true)
    expect(await listVoisines(db, { ...foix, codesPostaux: [], position: null })).toEqual([])
  })
})
