/**
 * The mail server of the outside, on a loopback port: it fails, or accepts and hangs up, and knows a mail again by the
 * reference that its Message-ID carries, as a mailbox does.
 */
import { createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { CHANCES, LENTEUR_MS, type Registre, type Serveur } from './sort-du-dehors.ts'

export async function openCourrier(registre: Registre): Promise<Serveur> {
  const acceptes = new Set<string>()
  const ouvertes = new Set<Socket>()
  const server = createServer((socket) => {
    ouvertes.add(socket)
    socket.on('close', () => ouvertes.delete(socket))
    // Whoever sent it may be killed meanwhile.
    socket.on('error', () => {})
    void converse(socket, { ...registre, acceptes })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('No port.')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((done) => {
        for (const socket of ouvertes) socket.destroy()
        server.close(() => done())
      }),
  }
}

type Bureau = Registre & Readonly<{ acceptes: Set<string> }>

/** One connection: each order is answered, and each mail has its fate. */
async function converse(socket: Socket, bureau: Bureau): Promise<void> {
  const say = (line: string) => socket.write(`${line}\r\n`)
  let [buffer, isMail] = ['', false]
  say('220 dehors ESMTP')
  try {
    for await (const chunk of socket) {
      buffer += chunk
      for (;;) {
        const fin = isMail ? '\r\n.\r\n' : '\r\n'
        const end = buffer.indexOf(fin)
        if (end < 0) break
        const texte = buffer.slice(0, end)
        buffer = buffer.slice(end + fin.length)
        if (isMail) {
          isMail = false
          const dit = await receive(texte, bureau)
          if (dit === null) return void socket.destroy()
          say(dit)
          continue
        }
        isMail = texte.toUpperCase() === 'DATA'
        say(isMail ? '354 allez' : texte.toUpperCase() === 'QUIT' ? '221 adieu' : '250 ok')
      }
    }
  } catch {
    // Whoever sent it is gone: a mail that was not whole is no mail.
  }
}

/** What is answered to a whole mail; null: it is accepted, and nobody says so. */
async function receive(texte: string, bureau: Bureau): Promise<string | null> {
  const { hasard, acceptes, renvois, note, refuse } = bureau
  const reference = /^Message-ID: <([0-9a-f-]+)@/im.exec(texte)?.[1] ?? texte
  await pause(hasard.below(LENTEUR_MS))
  const sort = hasard.below(100)
  if (sort < CHANCES.refuse + CHANCES.invalide) {
    const isDefinitif = sort >= CHANCES.refuse
    refuse(reference, isDefinitif)
    return isDefinitif ? '550 personne ici' : '451 plus tard'
  }
  if (acceptes.has(reference)) renvois.push(reference)
  acceptes.add(reference)
  const coupe = sort < CHANCES.refuse + CHANCES.invalide + CHANCES.coupe
  note(reference, coupe)
  if (coupe) return null
  await pause(hasard.below(LENTEUR_MS))
  return '250 recu'
}
