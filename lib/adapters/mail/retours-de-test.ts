/** Mails that come back, in the shapes that servers give them; every person and every domain is invented. */

/** Of the address that the portal sends from. */
export const DOMAINE = 'exemple.fr'
export const REFERENCE = '3f0e8c1a-52d4-4a7e-9c55-0d9be7a1f6b2'
export const DESTINATAIRE = 'amina.essai@boite.invalid'
const mail = (lignes: readonly string[]): string => lignes.join('\r\n')

const rendu = (reference: string, messageId = `<${reference}@${DOMAINE}>`): readonly string[] => [
  'Received: from portail.exemple.fr (localhost [127.0.0.1]) by relais.exemple.fr (Postfix) with ESMTP id 4B1C2',
  ' for <amina.essai@boite.invalid>; Tue, 10 Nov 2026 09:12:01 +0100 (CET)',
  'From: Portail <ne-pas-repondre@exemple.fr>',
  `To: ${DESTINATAIRE}`,
  'Subject: =?UTF-8?Q?Votre_demande_de_logement_social_arrive_=C3=A0_sa_fin?=',
  `Message-ID: ${messageId}`,
  'Auto-Submitted: auto-generated',
]

type Variantes = Readonly<{
  reference?: string
  action?: string
  status?: string
  enveloppe?: string
  /** The mailbox that failed: the one that was written to, or the one after it. */
  vers?: string | null
  /** As a relay wrote it anew. */
  messageId?: string
  /** Other headers of the mail, or of the report. */
  champs?: readonly string[]
  enTete?: readonly string[]
}>

/** Postfix: the report in the second part, the headers of the mail in the third, since RET=HDRS. */
export const postfix = ({
  reference = REFERENCE,
  action = 'failed',
  status = '5.1.1',
  enveloppe,
  vers = DESTINATAIRE,
  messageId,
  champs = [],
  enTete = [],
}: Variantes = {}): string =>
  mail([
    'Return-Path: <>',
    ...enTete,
    'Date: Tue, 10 Nov 2026 10:12:02 +0100 (CET)',
    'From: MAILER-DAEMON@relais.exemple.fr (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    'To: ne-pas-repondre@exemple.fr',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="4B1C2.1794302722/relais.exemple.fr"',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--4B1C2.1794302722/relais.exemple.fr',
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `<${DESTINATAIRE}>: host mx.boite.invalid[192.0.2.7] said: 550 5.1.1 User unknown`,
    '',
    '--4B1C2.1794302722/relais.exemple.fr',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relais.exemple.fr',
    ...(enveloppe === undefined ? [] : [`Original-Envelope-Id: ${enveloppe}`]),
    'X-Postfix-Queue-ID: 4B1C2',
    'Arrival-Date: Tue, 10 Nov 2026 09:12:01 +0100 (CET)',
    '',
    ...(vers === null ? [] : [`Final-Recipient: rfc822; ${vers}`]),
    `Original-Recipient: rfc822;${DESTINATAIRE}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mx.boite.invalid',
    `Diagnostic-Code: smtp; 550 5.1.1 <${DESTINATAIRE}>: User unknown`,
    '',
    '--4B1C2.1794302722/relais.exemple.fr',
    'Content-Description: Undelivered Message Headers',
    'Content-Type: text/rfc822-headers',
    '',
    ...rendu(reference, messageId),
    ...champs,
    '',
    '--4B1C2.1794302722/relais.exemple.fr--',
  ])

/** Exim: a boundary without quotes, the whole mail returned, no status but the one of the reply. */
/** `dit`: the fields after the recipient, its status first. */
export const exim = (dit: readonly string[] = ['Status: 5.0.0']): string =>
  mail([
    'Return-path: <>',
    'X-Failed-Recipients: amina.essai@boite.invalid',
    'Auto-Submitted: auto-replied',
    'From: Mail Delivery System <Mailer-Daemon@mx.exemple.fr>',
    'To: ne-pas-repondre@exemple.fr',
    'References: <3f0e8c1a-52d4-4a7e-9c55-0d9be7a1f6b2@exemple.fr>',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=1731230000-eximdsn-1804289383',
    'MIME-Version: 1.0',
    'Subject: Mail delivery failed: returning message to sender',
    '',
    '--1731230000-eximdsn-1804289383',
    'Content-type: text/plain; charset=us-ascii',
    '',
    'This message was created automatically by mail delivery software.',
    '  amina.essai@boite.invalid',
    '    Mailbox is full',
    '',
    '--1731230000-eximdsn-1804289383',
    'Content-type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.exemple.fr',
    '',
    'Action: failed',
    'Final-Recipient: rfc822;amina.essai@boite.invalid',
    ...dit,
    '',
    '--1731230000-eximdsn-1804289383',
    'Content-type: message/rfc822',
    '',
    'Return-path: <ne-pas-repondre@exemple.fr>',
    ...rendu(REFERENCE),
    '',
    'Bonjour,',
    '',
    '--1731230000-eximdsn-1804289383--',
  ])

/** Exchange: an HTML page first, the report in base64 or not, the headers of the mail, and the mail that it answers. */
export const exchange = (): string =>
  mail([
    'From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@boite.invalid>',
    'To: <ne-pas-repondre@exemple.fr>',
    'Subject: Undeliverable: Votre demande de logement social arrive =?utf-8?B?w6A=?= sa fin',
    'Content-Type: multipart/report; report-type=delivery-status;',
    ' boundary="e5a1c2b4-9d3e-4f61-8a52-1c0d7e9f3b44"',
    'MIME-Version: 1.0',
    'Message-ID: <b7d0a1f2-1111-4222-8333-444455556666@boite.invalid>',
    `In-Reply-To: <${REFERENCE}@exemple.fr>`,
    `References: <${REFERENCE}@exemple.fr>`,
    'X-MS-Exchange-Message-Is-Ndr:',
    '',
    '--e5a1c2b4-9d3e-4f61-8a52-1c0d7e9f3b44',
    'Content-Type: multipart/alternative; differences=Content-Type; boundary="autre"',
    '',
    '--autre',
    'Content-Type: text/html; charset="utf-8"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('<html>amina.essai@boite.invalid</html>').toString('base64'),
    '--autre--',
    '',
    '--e5a1c2b4-9d3e-4f61-8a52-1c0d7e9f3b44',
    'Content-Type: message/delivery-status',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(
      'Reporting-MTA: dns;PR0P264MB.FRAP264.PROD.OUTLOOK.COM\r\nReceived-From-MTA: dns;relais.exemple.fr\r\n\r\n' +
        'Final-Recipient: rfc822;amina.essai@boite.invalid\r\nAction: failed\r\nStatus: 5.1.10\r\n' +
        'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup\r\n',
    ).toString('base64'),
    '',
    '--e5a1c2b4-9d3e-4f61-8a52-1c0d7e9f3b44',
    'Content-Type: text/rfc822-headers',
    '',
    ...rendu(REFERENCE),
    '',
    '--e5a1c2b4-9d3e-4f61-8a52-1c0d7e9f3b44--',
  ])

/** Gmail: pictures in the first part, the Message-ID in the report itself, a status with its comment. */
export const gmail = ({ action = 'failed', status = '5.2.2' }: Variantes = {}): string =>
  mail([
    'Content-Type: multipart/report; boundary="000000000000c3f5d00626a1b2c3"; report-type=delivery-status',
    'To: ne-pas-repondre@exemple.fr',
    'Auto-Submitted: auto-replied',
    'Subject: Delivery Status Notification (Failure)',
    `In-Reply-To: <${REFERENCE}@exemple.fr>`,
    'From: Mail Delivery Subsystem <mailer-daemon@boite.invalid>',
    '',
    '--000000000000c3f5d00626a1b2c3',
    'Content-Type: multipart/related; boundary="000000000000c3f6a00626a1b2c5"',
    '',
    '--000000000000c3f6a00626a1b2c5',
    'Content-Type: text/plain; charset="UTF-8"',
    '',
    '** Message not delivered **',
    '--000000000000c3f6a00626a1b2c5--',
    '--000000000000c3f5d00626a1b2c3',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; boite.invalid',
    'Arrival-Date: Tue, 10 Nov 2026 00:12:03 -0800 (PST)',
    `X-Original-Message-ID: <${REFERENCE}@exemple.fr>`,
    '',
    `Final-Recipient: rfc822; ${DESTINATAIRE}`,
    `Action: ${action}`,
    `Status: ${status} (mailbox full)`,
    'Last-Attempt-Date: Tue, 10 Nov 2026 00:12:04 -0800 (PST)',
    '',
    '',
    '--000000000000c3f5d00626a1b2c3',
    'Content-Type: message/rfc822',
    '',
    ...rendu(REFERENCE),
    '',
    'Bonjour,',
    '--000000000000c3f5d00626a1b2c3--',
  ])

/** What somebody who is away answers by himself. */
export const absence = (): string =>
  mail([
    'Return-Path: <>',
    'From: Amina Essai <amina.essai@boite.invalid>',
    'To: ne-pas-repondre@exemple.fr',
    'Subject: Absence du bureau',
    'Auto-Submitted: auto-replied (vacation)',
    `In-Reply-To: <${REFERENCE}@exemple.fr>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Je suis absente. Action: failed',
    'Status: 5.1.1',
  ])
/** That it was opened. */
export const luParQuelquUn = (): string =>
  mail([
    'From: amina.essai@boite.invalid',
    'Content-Type: multipart/report; report-type=disposition-notification; boundary="mdn"',
    '',
    '--mdn',
    'Content-Type: message/disposition-notification',
    '',
    `Original-Message-ID: <${REFERENCE}@exemple.fr>`,
    'Disposition: manual-action/MDN-sent-manually; displayed',
    '--mdn--',
  ])
