/** A small SMTP server on a loopback port, to see what really leaves. */
import { createServer, type Socket } from 'node:net'

export type SmtpServer = Readonly<{ url: string; received: string[]; stop: () => Promise<void> }>

/** `answers` replaces the answer to a command (`RCPT`, `DATA`, …) or, under `.`, to the end of a mail; `coupe` hangs up. */
export async function startSmtpServer(answers: Readonly<Record<string, string>> = {}): Promise<SmtpServer> {
  const received: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    const say = (line: string) => socket.write(`${line}\r\n`)
    let buffer = ''
    let envelope = ''
    let mail: string | undefined
    say(answers.BONJOUR ?? '220 essai ESMTP')
    socket.on('data', (chunk) => {
      buffer += chunk.toString()
      for (;;) {
        const end = buffer.indexOf(mail === undefined ? '\r\n' : '\r\n.\r\n')
        if (end < 0) return
        const text = buffer.slice(0, end)
        buffer = buffer.slice(end + (mail === undefined ? 2 : 5))
        if (mail !== undefined) {
          const answer = answers['.'] ?? '250 recu'
          if (answer === 'coupe') return void socket.destroy()
          if (answer.startsWith('2')) received.push(`${mail}\r\n${text}`)
          mail = undefined
          say(answer)
          continue
        }
        const command = text.slice(0, 4).toUpperCase()
        if (command === 'RCPT' || command === 'MAIL') envelope += `${text}\r\n`
        const answer =
          answers[command] ?? (command === 'DATA' ? '354 allez' : command === 'QUIT' ? '221 adieu' : '250 ok')
        say(answer)
        if (command === 'QUIT') socket.end()
        if (command === 'DATA' && answer.startsWith('354')) {
          mail = envelope
          envelope = ''
        }
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('No port.')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    stop: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => done())
      }),
  }
}
