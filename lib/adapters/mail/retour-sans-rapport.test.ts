import { describe, expect, it } from 'vitest'
import { OCTETS_D_UN_RETOUR, readRetour } from './retour.ts'
import { DESTINATAIRE, DOMAINE, REFERENCE } from './retours-de-test.ts'
import { eximDAvant, qmail } from './retours-sans-rapport-de-test.ts'

const read = (brut: string) => readRetour(brut, DOMAINE)
/** What is read of a mail that did not come. */
const revenu = (statut: string, vers = DESTINATAIRE) => ({ reference: REFERENCE, abandons: [{ statut, vers }] })
const ATTEND = ["I haven't been able to deliver your message yet, and I will keep trying."]

describe('un courriel qui revient sans rapport', () => {
  it.each([
    ['qmail', qmail(), revenu('5.1.1')],
    [
      'qmail, qui répète le serveur d’après',
      qmail({
        raison:
          '192.0.2.7 does not like recipient.\r\nRemote host said: 550 5.1.1 User unknown\r\nGiving up on 192.0.2.7.',
      }),
      revenu('5.1.1'),
    ],
    [
      'qmail, après sept jours d’essais',
      qmail({ raison: "I'm not going to try again; this message has been in the queue too long. (#4.4.1)" }),
      revenu('4.4.1'),
    ],
    ['qmail, sans code', qmail({ raison: 'Sorry.' }), revenu('')],
    ['qmail, d’une boîte qui fait suivre', qmail({ vers: 'a@apres.invalid' }), revenu('5.1.1', 'a@apres.invalid')],
    [
      'qmail, réglé pour dire autre chose',
      qmail({ annonce: ['Desole, cette adresse ne repond pas.'] }),
      revenu('5.1.1'),
    ],
    [
      'qmail, qui prévient de ce qu’il abandonne',
      qmail({ annonce: ["Warning: this is a permanent error; I've given up."] }),
      revenu('5.1.1'),
    ],
    ['Exim d’avant les rapports', eximDAvant(), revenu('5.1.1')],
  ])('de %s, s’entend comme un rapport (R-RAP-47)', (_, brut, lu) => {
    for (const texte of [brut, brut.replaceAll('\r\n', '\n'), `From MAILER-DAEMON Tue Nov 10 10:12:02 2026\n${brut}`])
      expect(read(texte)).toEqual(lu)
  })

  it('d’Exim à plusieurs, ne dit le code de personne (R-RAP-47)', () => {
    const lu = read(eximDAvant({ champs: [`X-Failed-Recipients: a@apres.invalid, ${DESTINATAIRE}`] }))
    expect(lu).toMatchObject({ abandons: ['a@apres.invalid', DESTINATAIRE].map((vers) => ({ statut: '', vers })) })
  })

  it.each([
    ['une remise de qmail qui attend', qmail({ annonce: ATTEND }), 'pas-un-echec'],
    ['une remise d’Exim qui attend', eximDAvant({ champs: [], dit: 'has not yet been delivered to' }), 'pas-un-echec'],
    ['une réponse qui le cite', qmail().replace('Hi. This', '> Hi. This'), 'pas-un-rapport'],
    ['un retour sans le courriel', qmail({ rendu: [] }), 'sans-reference'],
    ['un retour d’un autre courriel', qmail({ rendu: ['Message-ID: <a1b2@ailleurs.invalid>'] }), 'sans-reference'],
    [
      'un nom écrit dans le texte du courriel',
      qmail({ rendu: ['Subject: x', '', `Message-ID: <${REFERENCE}@${DOMAINE}>`] }),
      'sans-reference',
    ],
  ])('%s n’en est pas un (R-RAP-47)', (_, brut, ignore) => {
    expect(read(brut)).toEqual({ ignore })
  })

  it('coupé n’importe où, dit tout ou rien, et ne coûte pas plus qu’il n’est long', () => {
    for (const brut of [qmail(), eximDAvant()]) {
      const nom = brut.indexOf(REFERENCE) + REFERENCE.length
      for (let fin = 0; fin < brut.length; fin += 1)
        expect('reference' in read(brut.slice(0, fin)), `${fin}`).toBe(fin >= nom)
    }
    const debut = performance.now()
    for (const suite of ['\n \t', '<a@b>:\n\n', '550 ', '\n\n-', '(#5.1.1', ' '])
      expect(read(qmail({ raison: suite.repeat(OCTETS_D_UN_RETOUR), rendu: [] }))).toHaveProperty('ignore')
    expect(performance.now() - debut).toBeLessThan(5_000)
  })
})
