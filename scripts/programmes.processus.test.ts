/** The programs as they are built with the pages: they do what their sources do. */
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { findProgramme, nameProgrammes } from '#lib/adapters/processus/programme.ts'
import { annoteClasseur } from '#lib/adapters/xlsx/annoter-classeur.ts'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import { root } from './base.ts'
import { buildProgrammes } from './programmes.ts'

const LECTEUR = 'lib/adapters/xlsx/enfant.ts'
// Where the processes may read: under the folder that they run from.
const dist = mkdtempSync(join(root, '.next-programmes-'))
beforeAll(() => buildProgrammes(root, join(dist, 'programmes')))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(dist, { recursive: true, force: true })
})

const asBuilt = (mode: string, folder = dist): void => {
  vi.stubEnv('NODE_ENV', mode)
  vi.stubEnv('PORTAIL_DIST', basename(folder))
}

it('servent au portail construit, et à lui seul', () => {
  asBuilt('production')
  const { programme } = findProgramme(LECTEUR)
  expect(programme).toBe(join(dist, 'programmes/lib/adapters/xlsx/enfant.mjs'))
  expect(existsSync(programme)).toBe(true)
  asBuilt('production', '.next-qui-n-existe-pas')
  expect(findProgramme(LECTEUR).programme).toBe(join(root, LECTEUR))
  asBuilt('development')
  expect(findProgramme(LECTEUR).programme).toBe(join(root, LECTEUR))
})

it('ne servent pas hors du dossier d’où les processus peuvent lire', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'portail-programmes-'))
  cpSync(join(dist, 'programmes'), join(elsewhere, 'programmes'), { recursive: true })
  const link = `${dist}-lien`
  symlinkSync(elsewhere, link)
  asBuilt('production', link)
  expect(findProgramme(LECTEUR).programme).toBe(join(root, LECTEUR))
  rmSync(link)
  rmSync(elsewhere, { recursive: true })
})

it('se nomment octet pour octet, et leurs sources pas', async () => {
  asBuilt('development')
  expect(await nameProgrammes([LECTEUR])).toBeUndefined()
  asBuilt('production')
  const nom = await nameProgrammes([LECTEUR])
  expect(nom).toMatch(/^[0-9a-f]{64}$/)
  expect(await nameProgrammes([LECTEUR])).toBe(nom)
  expect(await nameProgrammes([LECTEUR, 'lib/jobs/recensement-a-part.ts'])).not.toBe(nom)
  const copie = mkdtempSync(join(root, '.next-programmes-'))
  cpSync(dist, copie, { recursive: true })
  asBuilt('production', copie)
  expect(await nameProgrammes([LECTEUR])).toBe(nom)
  appendFileSync(findProgramme(LECTEUR).programme, ' ')
  expect(await nameProgrammes([LECTEUR])).not.toBe(nom)
  rmSync(copie, { recursive: true })
})

it('annotent ce que leurs sources annotent', async () => {
  const octets = readFileSync(join(root, 'db/seed/demo/recensement-09.xlsx'))
  const liste = { nom: 'À corriger', phrases: ['Essai fictif.'], siRefait: [], entetes: ['Cellule'], lignes: [] }
  const annotation = {
    marques: [{ feuille: 'Points de contact', cellule: 'C4', gravite: 'refus', texte: 'À revoir, essai fictif.' }],
    liste,
  } as const
  asBuilt('development')
  const parSource = await annoteClasseur(octets, annotation)
  asBuilt('production')
  const construit = await annoteClasseur(octets, annotation)
  expect(construit.ok && construit.value.octets.length).toBeGreaterThan(octets.length / 2)
  expect(construit).toEqual(parSource)
})

it('lisent ce que lisent leurs sources', async () => {
  const octets = readFileSync(join(root, 'db/seed/demo/recensement-09.xlsx'))
  asBuilt('development')
  const parSource = await readClasseur(octets)
  asBuilt('production')
  const construit = await readClasseur(octets)
  expect(construit.ok && construit.value.feuilles.flatMap(({ lignes }) => lignes).length).toBeGreaterThan(10)
  expect(construit).toEqual(parSource)
})
