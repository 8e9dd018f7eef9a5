/** A gateway that hangs up in the middle of what it says, on a real socket: nothing is half heard, and the next is. */
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { contactMort, rappel, reglage } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { makeGardeDEnvoi } from '#lib/web/debit-d-envoi.ts'
import { POST } from './route.ts'

withDatabase()
const SECRET = 'un-secret-partage-avec-la-passerelle'
type Issue = Readonly<{ statut: number }> | Readonly<{ erreur: unknown }>
const issues: Issue[] = []
const suites: unknown[] = []
const orphelines = (raison: unknown) => suites.push(raison)

/** As a web process does: the guard first, then the body as it comes. */
const garde = makeGardeDEnvoi()
const server = createServer((asked, answered) =>
  garde(asked, answered, async () => {
    const headers = Object.entries(asked.headers).map(([nom, valeur]): [string, string] => [nom, String(valeur)])
    const body = Readable.toWeb(asked) as ReadableStream
    try {
      // Node asks for `duplex`, which the types of the web do not know.
      const init = { method: 'POST', headers, body, duplex: 'half' }
      const request = new Request('http://portail.invalid/api/accuses', init)
      const { status } = await POST(request)
      issues.push({ statut: status })
      answered.writeHead(status).end()
    } catch (erreur) {
      issues.push({ erreur })
      answered.destroy()
    }
  }),
)
let port = 0
beforeAll(async () => {
  process.env.ACCUSES_SECRET = SECRET
  process.env.PORTAIL_SECRET = 'un-secret-de-trente-deux-caracteres'
  process.on('unhandledRejection', orphelines)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  port = address.port
})
afterAll(() => {
  process.off('unhandledRejection', orphelines)
  server.close()
})

/** Sends so many bytes of a signed body, whose whole weight is announced, and hangs up. */
async function raccrocher(corps: string, octets: number, type: string): Promise<void> {
  const signature = createHmac('sha256', SECRET).update(corps).digest('hex')
  const head = [
    'POST /api/accuses HTTP/1.1',
    'Host: portail.invalid',
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(corps)}`,
    `X-Signature: sha256=${signature}`,
  ]
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const avant = issues.length
  socket.write(`${head.join('\r\n')}\r\n\r\n${corps.slice(0, octets)}`)
  await new Promise((resolve) => setTimeout(resolve, 50))
  socket.destroy()
  await expect.poll(() => issues.length).toBe(avant + 1)
}

/** Of a sending, what the base says, and whether anything else was written. */
async function etatDe(reference: string) {
  const [lu] = await db
    .select({ etat: rappel.etat, motif: rappel.motif })
    .from(rappel)
    .where(eq(rappel.reference, reference))
  return {
    ...lu,
    morts: await db.$count(contactMort),
    entendus: await db.$count(reglage, eq(reglage.nom, 'dernier-retour-sms')),
  }
}

it.each([
  ['un accusé', 'application/json', (reference: string) => JSON.stringify({ reference, etat: 'numero-invalide' })],
  [
    'un courriel revenu',
    'message/rfc822',
    (reference: string) =>
      `Message-ID: <${reference}@portail.invalid>\r\nSubject: Undelivered\r\n\r\n${'x'.repeat(900)}`,
  ],
])(
  '%s coupé au milieu de son corps n’écrit rien, ne fait rien tomber, et se redit (R-RAP-65)',
  async (_, type, ecrire) => {
    const le = await aujourdHui()
    const { numeroUnique, territoire, valideDepuis } = await insertUneDemande()
    const ligne = {
      jalon: 'relance',
      canal: 'sms',
      duLe: le,
      cycle: valideDepuis ?? le,
      numeroUnique,
      territoire,
    } as const
    await db.transaction((tx) => insertRappels(tx, [ligne]))
    const [{ reference } = { reference: '' }] = await db
      .update(rappel)
      .set({
        etat: 'envoye',
        envoyeAt: new Date(),
        destination: `empreinte-${numeroUnique}`,
        passerelle: 'passerelle-1',
      })
      .where(eq(rappel.numeroUnique, numeroUnique))
      .returning({ reference: rappel.reference })
    const avant = await etatDe(reference)
    const corps = ecrire(reference)
    for (const octets of [0, 1, Math.floor(corps.length / 2), corps.length - 1]) {
      await raccrocher(corps, octets, type)
      expect(issues.at(-1)).toEqual({ statut: 400 })
    }
    expect(await etatDe(reference)).toEqual(avant)
    expect(suites).toEqual([])

    const dit = JSON.stringify({ reference, etat: 'remis' })
    const signature = `sha256=${createHmac('sha256', SECRET).update(dit).digest('hex')}`
    const headers = { 'content-type': 'application/json', 'x-signature': signature }
    const { status } = await fetch(`http://127.0.0.1:${port}/api/accuses`, { method: 'POST', body: dit, headers })
    expect([status, (await etatDe(reference)).etat]).toEqual([204, 'remis'])
  },
)
