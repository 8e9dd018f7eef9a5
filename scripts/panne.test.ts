import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { refuseToServe } from '#db/embedded.ts'
import { noSpace, Obstacle } from '#db/obstacle.ts'
import { sayEnd } from './panne.ts'

const folder = mkdtempSync(join(tmpdir(), 'portail-panne-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => vi.unstubAllEnvs())
const file = join(folder, 'panne.json')

describe('la phrase qui termine une commande', () => {
  it('est celle de l’obstacle, sans fichier', () => {
    expect(sayEnd(new Obstacle('Le port est pris.'), folder)).toBe('Le port est pris.')
    expect(existsSync(file)).toBe(false)
  })

  it.each([
    ['du système', Object.assign(new Error('write'), { code: 'ENOSPC' })],
    ['de PostgreSQL', new Error('Failed query', { cause: Object.assign(new Error('full'), { code: '53100' }) })],
  ])('dit que la place manque, d’après une erreur %s', (_, error) => {
    expect(sayEnd(error, folder)).toBe(
      `La place manque sur le disque de ${folder}. Libérez-en, puis relancez la commande.`,
    )
  })

  it.each([
    ['postgres://app:x@127.0.0.1:5433/portail', 'demonstration', folder],
    ['postgres://app:x@base.exemple.fr/portail', 'demonstration', 'PostgreSQL'],
    ['postgres://app:x@127.0.0.1/portail', 'production', 'PostgreSQL'],
  ])('dit de quel disque la place manque : %s, %s', (url, mode, place) => {
    vi.stubEnv('DATABASE_URL', url)
    vi.stubEnv('PORTAIL_MODE', mode)
    expect(sayEnd(Object.assign(new Error('full'), { code: '53100' }), folder)).toBe(noSpace(place))
  })

  it('dit où est le détail d’une erreur imprévue, qui n’a pas les valeurs qu’elle porte (R-JOU-01)', () => {
    const said = sayEnd(new TypeError('jeanne@exemple.fr'), folder)
    expect(said).toMatch(/^Une erreur imprévue arrête la commande\. Le détail est dans .*panne\.json\. Relancez/)
    const detail = readFileSync(file, 'utf8')
    expect(JSON.parse(detail)).toMatchObject({ type: 'TypeError', stack: expect.stringContaining('panne.test.ts') })
    expect(said + detail).not.toContain('jeanne')
  })

  it('dit le genre d’une erreur imprévue quand aucun dossier ne reçoit son détail', () => {
    const before = process.env.TMPDIR
    process.env.TMPDIR = '/dev/null'
    try {
      expect(sayEnd(new RangeError('x'), '/dev/null/x')).toContain('nulle part (RangeError).')
    } finally {
      if (before === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = before
    }
  })
})

it('la base embarquée dit que la place manque, ou la raison de PostgreSQL, et que faire', () => {
  const full =
    '2026-11-28 UTC [1] FATAL:  could not write to file "pg_wal/x": No space left on device\nchild process exited'
  expect(refuseToServe('/data/pg', full).message).toBe(
    'La place manque sur le disque de /data. Libérez-en, puis relancez la commande.',
  )
  expect(refuseToServe('/data/pg', 'LOG: x\n2026 FATAL:  bad config\nHINT: y\n').message).toMatch(
    /^La base de la démonstration ne démarre pas dans \/data\/pg \(bad config\)\. Donnez un autre dossier/,
  )
})
