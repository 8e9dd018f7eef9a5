import { afterEach, describe, expect, it } from 'vitest'
import { judgeError, type Mail, openMail, openSmtp } from './mail.ts'
import { type SmtpServer, startSmtpServer } from './testing.ts'

const mail = {
  cle: 'invitation:1',
  destinataire: 'agent@exemple.fr',
  objet: 'Votre accès à l’espace des guichets',
  corps: 'Bonjour,\n\nVoici le lien.\n.\nFin.',
}
const from = 'Portail <portail@exemple.fr>'
let server: SmtpServer | undefined

afterEach(async () => {
  await server?.stop()
  server = undefined
})

const send = async (answers: Record<string, string> = {}, changes: Partial<Mail> = {}) => {
  server = await startSmtpServer(answers)
  return openSmtp({ url: server.url, from }).send({ ...mail, ...changes })
}

describe('le courriel', () => {
  it('part avec son destinataire, son objet et son texte, marqué comme automatique', async () => {
    expect(await send()).toEqual({ issue: 'envoye' })
    const [text = ''] = server?.received ?? []
    expect(text).toContain('RCPT TO:<agent@exemple.fr>')
    expect(text).toContain('MAIL FROM:<portail@exemple.fr>')
    expect(text).toContain('Auto-Submitted: auto-generated')
    expect(text).toMatch(/Subject: =\?UTF-8\?/)
    expect(text).toContain('Voici le lien.')
  })

  it('porte le même identifiant quand il part deux fois', async () => {
    await send()
    const first = /Message-ID: (\S+)/.exec(server?.received[0] ?? '')?.[1]
    await server?.stop()
    await send()
    expect(first).toMatch(/^<[0-9a-f]{40}@exemple\.fr>$/)
    expect(/Message-ID: (\S+)/.exec(server?.received[0] ?? '')?.[1]).toBe(first)
  })

  it('qui peut revenir, il se nomme par sa référence : à son Message-ID, à un champ à nous, et à son enveloppe si le serveur l’entend (R-RAP-36)', async () => {
    const reference = '3f0e8c1a-52d4-4a7e-9c55-0d9be7a1f6b2'
    await send({ EHLO: '250-essai\r\n250 DSN' }, { reference })
    const [entendu = ''] = server?.received ?? []
    expect(entendu).toContain(`Message-ID: <${reference}@exemple.fr>`)
    expect(entendu).toContain(`X-Portail-Envoi: ${reference}\r\n`)
    expect(entendu).toContain(`MAIL FROM:<portail@exemple.fr> RET=HDRS ENVID=${reference}\r\n`)
    expect(entendu).toContain('RCPT TO:<agent@exemple.fr> NOTIFY=FAILURE\r\n')
    await server?.stop()
    await send({}, { reference })
    const [sourd = ''] = server?.received ?? []
    expect(sourd).toContain(`Message-ID: <${reference}@exemple.fr>`)
    expect(sourd).toContain('MAIL FROM:<portail@exemple.fr>\r\n')
  })

  it('ne laisse pas un objet ou une adresse ajouter un destinataire', async () => {
    await send({}, { objet: 'Bonjour\r\nBcc: autre@exemple.fr', destinataire: 'a@exemple.fr, b@exemple.fr' })
    const text = server?.received.join('') ?? ''
    expect(text).not.toMatch(/^Bcc:/m)
    expect(text).not.toContain('RCPT TO:<b@exemple.fr>')
  })

  it.each([
    ['une adresse inconnue', { RCPT: '550 no such user agent@exemple.fr' }, 'refuse'],
    ['un contenu refusé', { '.': '554 refused' }, 'refuse'],
    ['une boîte pleine pour l’instant', { RCPT: '452 full' }, 'differe'],
    ['un serveur occupé', { BONJOUR: '421 busy' }, 'indisponible'],
  ])('distingue %s', async (_, answers: Record<string, string>, issue) => {
    const envoi = await send(answers)
    expect(envoi.issue).toBe(issue)
    expect(JSON.stringify(envoi)).not.toContain('exemple.fr')
  })

  it('dit que le serveur est indisponible quand personne ne répond', async () => {
    const gone = await startSmtpServer()
    await gone.stop()
    expect((await openSmtp({ url: gone.url, from }).send(mail)).issue).toBe('indisponible')
  })

  it('dit s’il a pu partir quand la ligne se coupe : non avant d’avoir parlé, oui après', async () => {
    const coupe = await startSmtpServer({ '.': 'coupe' })
    expect(await openSmtp({ url: coupe.url, from }).send(mail)).toMatchObject({ peutEtreParti: true })
    await coupe.stop()
    expect(await openSmtp({ url: coupe.url, from }).send(mail)).toMatchObject({ peutEtreParti: false })
    expect(await send({ BONJOUR: '421 busy' })).toMatchObject({ issue: 'indisponible', peutEtreParti: false })
  })

  it('tient pour indisponible ce qu’il ne connaît pas', () => {
    expect(judgeError(new Error('?'))).toEqual({ issue: 'indisponible', code: 'inconnu', peutEtreParti: true })
    expect(judgeError(undefined).issue).toBe('indisponible')
  })

  it('n’a pas de dehors en démonstration', async () => {
    process.env.PORTAIL_MODE = 'demonstration'
    process.env.SMTP_URL = 'smtp://127.0.0.1:1'
    try {
      expect(await openMail().send(mail)).toEqual({ issue: 'envoye' })
    } finally {
      delete process.env.PORTAIL_MODE
      delete process.env.SMTP_URL
    }
  })
})
