import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataFolder } from './lieu-de-base.ts'

const before = process.env.TMPDIR
const work = mkdtempSync(join(tmpdir(), 'portail-lieu-'))
beforeAll(() => {
  process.env.TMPDIR = work
})
afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  for (const name of ['un', 'deux', 'pris']) chmodSync(join(work, name), 0o700)
  rmSync(work, { recursive: true, force: true })
})

/** An account that does not enter a folder without its x: nobody for root, who enters all of them, else ourselves. */
const [own = 0, group = 0] = [process.getuid?.(), process.getgid?.()]
const account = own === 0 ? { uid: 65_534, gid: 65_534 } : { uid: own, gid: group }

/** A data folder that the account does not enter; `place` is where its base goes, with what is said of it. */
const closed = (name: string) => {
  const folder = join(work, name)
  mkdirSync(folder, { recursive: true, mode: 0o600 })
  const place = () => {
    const said: string[] = []
    return { data: dataFolder(folder, account, (sentence) => said.push(sentence)), said }
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
    expect(place).toThrow(`Le dossier ${apart} n’est pas à vous.`)
  })
})
