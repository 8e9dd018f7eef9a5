import { expect, it } from 'vitest'
import { readClasseur } from './lire-classeur.ts'

const TABLE = Buffer.from('Nom;Canal\nAccueil;Téléphone\n')

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
