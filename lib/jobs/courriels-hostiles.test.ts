/** Names of a census, hostile, in the mails that name them: what leaves by SMTP, byte for byte. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSmtp } from '#lib/adapters/mail/mail.ts'
import { type SmtpServer, startSmtpServer } from '#lib/adapters/mail/testing.ts'
import { type Courriel, courrielDeSignalement, courrielDeVerification } from '#lib/documents/courriels.ts'
import { jour } from '#lib/domain/calendrier.ts'

const NOMS = [
  'Mairie\r\nBcc: autre@exemple.fr',
  'Mairie\n\nContent-Type: text/html\n\n<b>gras</b>',
  'Mairie\r\n.\r\nRCPT TO:<autre@exemple.fr>',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://127.0.0.1:9/";"Mairie")',
  '@SUM(1+1)*cmd|"/c calc"!A0',
  'Mairie =?UTF-8?Q?=0D=0ABcc:_autre@exemple.fr?=',
]
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

it.each(NOMS.flatMap((nom) => COURRIELS.map(([quoi, ecrire]) => [quoi, nom, ecrire] as const)))(
  '%s de %j part en texte seul, à une personne, sans en-tête de plus',
  async (_, nom, ecrire) => {
    const transport = openSmtp({ url: server.url, from: 'Portail <portail@exemple.fr>' })
    const mail = { cle: 'hostile:1', destinataire: 'agent@exemple.fr', ...ecrire(nom) }
    expect(await transport.send(mail)).toEqual({ issue: 'envoye' })
    transport.close()
    // One mail: a line that holds a dot alone, or a command, stays inside it.
    expect(server.received).toHaveLength(1)
    const [enveloppe = '', head = '', body = ''] = server.received[0]?.split('\r\n\r\n', 3) ?? []
    expect(enveloppe.match(/^RCPT TO:.*$/gm)?.map((line) => line.trim())).toEqual(['RCPT TO:<agent@exemple.fr>'])
    const names = [...head.matchAll(/^([\w-]+):/gm)].map(([, name]) => name?.toLowerCase())
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual(expect.arrayContaining(['to', 'subject', 'content-type']))
    expect(names).not.toContain('bcc')
    expect(names).not.toContain('cc')
    expect(head).toMatch(/^Content-Type: text\/plain; charset=utf-8/im)
    expect(body).not.toBe('')
  },
)
