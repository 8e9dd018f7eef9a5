import { expect, it } from 'vitest'
import { readClasseur } from './lire-classeur.ts'

const TABLE = Buffer.from('Nom;Téléphone;Courriel\nAccueil;36 46;a@b.fr\n')

it('un enfant dont le tas est plein demande trop de mémoire', async () => {
  // As Node ends then: by the signal, without a code.
  const lecture = await readClasseur(TABLE, {}, (pid) => process.kill(pid, 'SIGABRT'))
  expect(lecture).toEqual({ ok: false, refus: { code: 'trop-de-memoire' } })
})

it('un système qui refuse un processus laisse un refus, qui peut être retenté', async () => {
  const node = process.execPath
  // The first is refused by an event, the second at once.
  for (const absent of ['/nulle-part/node', 'no\0de']) {
    process.execPath = absent
    try {
      expect(await readClasseur(TABLE)).toEqual({ ok: false, refus: { code: 'lecture-interrompue' } })
    } finally {
      process.execPath = node
    }
  }
})

it('deux fichiers s’ouvrent à la fois : un troisième attend son tour, ou s’en va sans être lu (R-DEB-06)', async () => {
  const pids: number[] = []
  const read = (attente: number) => readClasseur(TABLE, { attente }, (pid) => pids.push(pid))
  const [un, deux, trois, quatre] = await Promise.all([read(0), read(0), read(0), read(60_000)])
  expect([un.ok, deux.ok, quatre.ok]).toEqual([true, true, true])
  expect(trois).toEqual({ ok: false, refus: { code: 'trop-de-traitements' } })
  expect(pids).toHaveLength(3)
})

it('qui n’a pas pu commencer, ou a été tué, rend sa place (R-DEB-06)', async () => {
  const node = process.execPath
  for (const absent of ['/nulle-part/node', 'no\0de']) {
    process.execPath = absent
    try {
      for (let turn = 0; turn < 3; turn += 1) await readClasseur(TABLE, { attente: 0 })
    } finally {
      process.execPath = node
    }
  }
  for (let turn = 0; turn < 3; turn += 1)
    await readClasseur(TABLE, { attente: 60_000 }, (pid) => process.kill(pid, 'SIGKILL'))
  expect((await readClasseur(TABLE, { attente: 60_000 })).ok).toBe(true)
})
