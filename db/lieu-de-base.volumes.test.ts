import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataFolder, reachableNative } from './lieu-de-base.ts'

const before = process.env.TMPDIR
const work = mkdtempSync(join(tmpdir(), 'portail-lieu-'))
beforeAll(() => {
  process.env.TMPDIR = work
})
afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  for (const name of ['un', 'deux', 'pris', 'usuel', 'autre']) chmodSync(join(work, name), 0o700)
  rmSync(work, { recursive: true, force: true })
})

/** An account that does not enter a folder without its x: nobody for root, who enters all of them, else ourselves. */
const [own = 0, group = 0] = [process.getuid?.(), process.getgid?.()]
const account = own === 0 ? { uid: 65_534, gid: 65_534 } : { uid: own, gid: group }

/** A data folder that the account does not enter; `place` is where its base goes, with what is said of it. */
const closed = (name: string) => {
  const folder = join(work, name)
  mkdirSync(folder, { recursive: true, mode: 0o600 })
  const place = (usual?: string) => {
    const said: string[] = []
    return { data: dataFolder(folder, account, (sentence) => said.push(sentence), usual), said }
  }
  return { folder, place }
}

describe('le lieu de la base', () => {
  it('est son dossier, sans rien dire, quand le compte y entre', () => {
    const said: string[] = []
    expect(dataFolder(join(work, 'ouvert'), undefined, (sentence) => said.push(sentence))).toBe(
      join(work, 'ouvert', 'pg'),
    )
    expect(said).toEqual([])
  })

  it('est ailleurs quand le compte n’y entre pas : le dit, et le retrouve au départ suivant', () => {
    const { folder, place } = closed('un')
    const { data, said } = place()
    expect(said).toEqual([
      `La base de la démonstration est gardée dans ${dirname(data)}, car le compte qui la fait tourner n’entre pas dans ${folder}.`,
    ])
    expect(place().data).toBe(data)
    expect(closed('deux').place().data).not.toBe(data)
  })

  it('n’est pas un dossier que quelqu’un d’autre a posé sous son nom', () => {
    const { place } = closed('pris')
    const apart = dirname(place().data)
    rmSync(apart, { recursive: true })
    symlinkSync(work, apart)
    expect(() => place()).toThrow(`Le dossier ${apart} n’est pas à vous.`)
  })

  it('reste celui que le dossier habituel avait sous son ancien nom', () => {
    const root = resolve(import.meta.dirname, '..')
    const former = join(work, `portail-pg-data-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`)
    const { folder, place } = closed('usuel')
    mkdirSync(former)
    const { data, said } = place(folder)
    expect(data).toBe(join(former, 'pg'))
    expect(said.join()).toContain(former)
    expect(dirname(closed('autre').place(folder).data)).not.toBe(former)
    // Someone else's is not ours to open.
    rmSync(former, { recursive: true })
    symlinkSync(work, former)
    const after = dirname(place(folder).data)
    expect(after).not.toBe(former)
    // A base begun since under the new name is the one in use.
    rmSync(former)
    mkdirSync(former)
    expect(dirname(place(folder).data)).toBe(after)
  })
})

describe('les programmes de la base', () => {
  /** Programs that run nowhere but in a copy. */
  const native = join(work, 'paquet', 'native')
  const copyNative = () => reachableNative(undefined, native)
  beforeAll(() => {
    mkdirSync(join(native, 'bin'), { recursive: true })
    writeFileSync(join(native, 'pg-symlinks.json'), '[]')
    writeFileSync(
      join(native, 'bin', 'postgres'),
      '#!/bin/sh\ncase "$0" in */portail-pg-bin-*) exit 0 ;; esac\nexit 1\n',
      {
        mode: 0o755,
      },
    )
  })

  it('sont copiés quand ils ne se lancent pas d’où ils sont, à neuf à chaque fois', () => {
    const copy = copyNative()
    expect(dirname(copy)).toBe(work)
    writeFileSync(join(copy, 'bin', 'reste'), '')
    expect(copyNative()).toBe(copy)
    expect(existsSync(join(copy, 'bin', 'reste'))).toBe(false)
  })

  it('ne se copient pas là où quelqu’un d’autre a posé un dossier sous leur nom', () => {
    const copy = copyNative()
    rmSync(copy, { recursive: true })
    symlinkSync(join(work, 'paquet'), copy)
    expect(copyNative).toThrow(`Le dossier ${copy} n’est pas à vous.`)
    rmSync(copy)
  })
})
