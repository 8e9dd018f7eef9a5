/** Names of a census, hostile, in the mails that name them: what leaves by SMTP, byte for byte. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSmtp } from '#lib/adapters/mail/mail.ts'
import { type SmtpServer, startSmtpServer } from '#lib/adapters/mail/testing.ts'
import { type Courriel, courrielDeSignalement, courrielDeVerification } from '#lib/documents/courriels.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { readChargesHostiles } from '#lib/domain/guichet/cas/testing.ts'

const CHARGES = readChargesHostiles()
const siteUrl = 'https://logement.exemple.fr'
const point = (nom: string) => ({ id: '00000000-0000-4000-8000-000000000001', nom })
const COURRIELS: readonly (readonly [string, (nom: string) => Courriel])[] = [
  [
    'une erreur signalée',
    (nom) => courrielDeSignalement({ point: point(nom), signalement: { nature: 'horaires', message: nom }, siteUrl }),
  ],
  [
    'la vérification de l’année',
    (centre) => courrielDeVerification({ centre, points: 2, lien: siteUrl, expireLe: jour('2026-12-01') }),
  ],
]

let server: SmtpServer
beforeEach(async () => {
  server = await startSmtpServer()
})
afterEach(() => server.stop())

function expectPourUn(received: string): void {
  const [enveloppe = '', head = '', body = ''] = received.split('\r\n\r\n', 3)
  expect(enveloppe.match(/^RCPT TO:.*$/gm)?.map((line) => line.trim())).toEqual(['RCPT TO:<agent@exemple.fr>'])
  const names = [...head.matchAll(/^([\w-]+):/gm)].map(([, name]) => name?.toLowerCase())
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(expect.arrayContaining(['to', 'subject', 'content-type']))
  expect(names).not.toContain('bcc')
  expect(names).not.toContain('cc')
  expect(names).not.toContain('reply-to')
  expect(head).toMatch(/^Content-Type: text\/plain; charset=utf-8/im)
  expect(body).not.toBe('')
}

it.each([...CHARGES.keys()].flatMap((famille) => COURRIELS.map(([quoi, ecrire]) => [quoi, famille, ecrire] as const)))(
  '%s, au nom fait de « %s », part en texte seul, à une personne, sans en-tête de plus',
  async (_, famille, ecrire) => {
    const transport = openSmtp({ url: server.url, from: 'Portail <portail@exemple.fr>' })
    const noms = CHARGES.get(famille) ?? []
    const send = (nom: string) => transport.send({ cle: 'hostile:1', destinataire: 'agent@exemple.fr', ...ecrire(nom) })
    expect(await Promise.all(noms.map(send))).toEqual(noms.map(() => ({ issue: 'envoye' })))
    // As many mails: a line that holds a dot alone, or a command, stays inside its own.
    expect(server.received).toHaveLength(noms.length)
    server.received.forEach(expectPourUn)
    transport.close()
  },
)
