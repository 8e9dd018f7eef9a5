/** Mails that come back from servers that write for people alone; every person and every domain is invented. */
import { DESTINATAIRE, DOMAINE, REFERENCE } from './retours-de-test.ts'

const RENDU = [
  'Return-Path: <ne-pas-repondre@exemple.fr>',
  'Received: from portail.exemple.fr (192.0.2.1) by relais.exemple.fr with SMTP; 10 Nov 2026 08:12:01 -0000',
  'From: Portail <ne-pas-repondre@exemple.fr>',
  `To: ${DESTINATAIRE}`,
  `Message-ID: <${REFERENCE}@${DOMAINE}>`,
  'Auto-Submitted: auto-generated',
  '',
  'Bonjour,',
  '',
  '-- ',
  'Portail',
]

type Variantes = Readonly<{ vers?: string; raison?: string; annonce?: readonly string[]; rendu?: readonly string[] }>

const ABANDON = [
  "I'm afraid I wasn't able to deliver your message to the following addresses.",
  "This is a permanent error; I've given up. Sorry it didn't work out.",
]

/** qmail: no part, no type; a paragraph for each recipient, then the mail after a line that begins by a hyphen. */
export const qmail = ({
  vers = DESTINATAIRE,
  raison = 'Sorry, no mailbox here by that name. (#5.1.1)',
  annonce = ABANDON,
  rendu = RENDU,
}: Variantes = {}): string =>
  [
    'Return-Path: <>',
    'Received: (qmail 4242 invoked for bounce); 10 Nov 2026 09:12:02 -0000',
    'Date: 10 Nov 2026 09:12:02 -0000',
    'From: MAILER-DAEMON@relais.exemple.fr',
    'To: ne-pas-repondre@exemple.fr',
    'Subject: failure notice',
    '',
    'Hi. This is the qmail-send program at relais.exemple.fr.',
    ...annonce,
    '',
    `<${vers}>:`,
    raison,
    '',
    '--- Below this line is a copy of the message.',
    '',
    ...rendu,
  ].join('\r\n')

/** Exim before its reports; a warning of a delay names nobody in its headers. */
export const eximDAvant = ({
  champs = [`X-Failed-Recipients: ${DESTINATAIRE}`],
  dit = 'could not be delivered to one or more of its',
}: Readonly<{ champs?: readonly string[]; dit?: string }> = {}): string =>
  [
    'Return-path: <>',
    ...champs,
    'Auto-Submitted: auto-replied',
    'From: Mail Delivery System <Mailer-Daemon@mx.exemple.fr>',
    'To: ne-pas-repondre@exemple.fr',
    'Subject: Mail delivery failed: returning message to sender',
    '',
    'This message was created automatically by mail delivery software.',
    '',
    `A message that you sent ${dit}`,
    'recipients. This is a permanent error. The following address(es) failed:',
    '',
    `  ${DESTINATAIRE}`,
    '    SMTP error from remote mail server after RCPT TO:<amina.essai@boite.invalid>:',
    '    host mx.boite.invalid [192.0.2.7]: 550 5.1.1 User unknown',
    '',
    '------ This is a copy of the message, including all the headers. ------',
    '',
    ...RENDU,
  ].join('\r\n')
