/** A gateway that is there, and answers no handshake: what `fetch` waits ten seconds for. */
import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { openPasserelle } from './sms.ts'

/** Listens, and takes nothing out of its queue. */
const SOURDE = `
  import { writeSync } from 'node:fs'
  import { createServer } from 'node:net'
  const serveur = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    writeSync(1, String(serveur.address().port))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })`
/** More than the queue holds: the system drops whoever comes next. */
const DANS_LA_FILE = 8

it('la poignée de main n’aboutit pas : rien n’est parti, l’autre passerelle peut prendre (R-RAP-55)', async () => {
  const sourde = spawn(process.execPath, ['--input-type=module', '-e', SOURDE], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<number>((done) => sourde.stdout.once('data', (text) => done(Number(text))))
  const file = Array.from({ length: DANS_LA_FILE }, () => connect(port, '127.0.0.1').on('error', () => {}))
  try {
    await expect.poll(() => file.filter(({ connecting }) => !connecting).length).toBeGreaterThan(1)
    const passerelle = openPasserelle({ nom: 'sourde', url: `http://127.0.0.1:${port}` })
    const sms = { reference: '00000000-0000-4000-8000-000000000001', destinataire: '0639981234', texte: 'Bonjour' }
    expect(await passerelle.send(sms)).toEqual({ issue: 'differe', code: 'UND_ERR_CONNECT_TIMEOUT' })
  } finally {
    for (const socket of file) socket.destroy()
    sourde.kill()
  }
})
