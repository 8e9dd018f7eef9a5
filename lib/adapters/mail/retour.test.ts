import { describe, expect, it } from 'vitest'
import { issueDuRetour } from '#lib/domain/rappels/retour.ts'
import { CHAMP_DE_REFERENCE } from './nom-de-courriel.ts'
import { OCTETS_D_UN_RETOUR, readRetour } from './retour.ts'
import {
  absence,
  DESTINATAIRE,
  DOMAINE,
  exchange,
  exim,
  gmail,
  luParQuelquUn,
  postfix,
  REFERENCE,
} from './retours-de-test.ts'

const AUTRE = '11111111-2222-4333-8444-555555555555'
/** What is read of a mail that did not come to whom it was written to. */
const revenu = (statut: string) => ({ reference: REFERENCE, abandons: [{ statut, vers: DESTINATAIRE }] })
const NOTRE = [`${CHAMP_DE_REFERENCE}: ${REFERENCE}`]

describe('un courriel qui revient', () => {
  it.each([
    ['Postfix', postfix(), '5.1.1'],
    ['Postfix, par l’enveloppe seule', postfix({ reference: 'perdu', enveloppe: REFERENCE }), '5.1.1'],
    ['Postfix, après cinq jours d’essais', postfix({ status: '4.4.1' }), '4.4.1'],
    ['Exim', exim(), '5.0.0'],
    ['Exchange', exchange(), '5.1.10'],
    ['Gmail', gmail(), '5.2.2'],
    ['Gmail, un compte fermé', gmail({ status: '5.2.1' }), '5.2.1'],
  ])('de %s, se lit : quel envoi, et à qui il n’est pas arrivé (R-RAP-37)', (_, brut, statut) => {
    for (const texte of [brut, brut.replaceAll('\r\n', '\n'), `From MAILER-DAEMON Tue Nov 10 10:12:02 2026\n${brut}`])
      expect(readRetour(texte, DOMAINE)).toEqual(revenu(statut))
  })

  const distant = (reponse: string) => ['Remote-MTA: dns; mx.boite.invalid', `Diagnostic-Code: smtp; ${reponse}`]
  const INCONNUE = '550 5.1.1 <amina.essai@boite.invalid>: User unknown'
  it.each([
    [
      '5.0.0, et le serveur d’après dit une adresse inconnue',
      ['Status: 5.0.0', ...distant(INCONNUE)],
      '5.1.1',
      'rebond',
    ],
    ['… en plusieurs lignes', ['Status: 5.0.0', ...distant('550-5.1.1 User\r\n unknown')], '5.1.1', 'rebond'],
    ['… sans état', distant(INCONNUE), '5.1.1', 'rebond'],
    ['… une boîte pleine', ['Status: 5.0.0', ...distant('552 5.2.2 Mailbox full')], '5.2.2', 'echec'],
    ['… sans code', ['Status: 5.0.0', ...distant('550 User unknown')], '5.0.0', 'echec'],
    ['un état précis, que ce serveur ne change pas', ['Status: 5.7.1', ...distant(INCONNUE)], '5.7.1', 'echec'],
    ['un abandon après des essais', ['Status: 4.0.0', ...distant('451 4.7.1 Greylisted')], '4.7.1', 'echec'],
  ])('d’Exim, l’état vague se précise par la réponse qu’il rend : %s (R-RAP-37, R-RAP-63)', (_, dit, statut, issue) => {
    const lu = readRetour(exim(dit), DOMAINE)
    expect(lu).toEqual(revenu(statut))
    expect(issueDuRetour('abandons' in lu ? lu.abandons : [], DESTINATAIRE)).toBe(issue)
  })

  it.each([
    ['une remise qui attend', postfix({ action: 'delayed', status: '4.4.1' }), 'pas-un-echec'],
    ['une remise faite', gmail({ action: 'delivered', status: '2.0.0' }), 'pas-un-echec'],
    ['un relais', postfix({ action: 'relayed', status: '2.0.0' }), 'pas-un-echec'],
    ['une absence', absence(), 'pas-un-rapport'],
    ['un accusé de lecture', luParQuelquUn(), 'pas-un-rapport'],
    ['le retour d’un autre courriel', postfix({ reference: 'a1b2c3d4e5f6' }), 'sans-reference'],
    [
      'un rapport qui en nomme deux des nôtres',
      postfix({ enTete: [`In-Reply-To: <${AUTRE}@${DOMAINE}>`] }),
      'sans-reference',
    ],
    [
      'un rapport qui en nomme deux, de nulle part',
      postfix({ messageId: `<${REFERENCE}@relais.invalid>`, enveloppe: AUTRE }),
      'sans-reference',
    ],
  ])('%s n’en est pas un', (_, brut, ignore) => {
    expect(readRetour(brut, DOMAINE)).toEqual({ ignore })
  })

  it.each([
    ['dont un relais a récrit le Message-ID', { messageId: '<0102018c5f7a@relais.invalid>', champs: NOTRE }],
    ['… avec un nom de la même sorte que les nôtres', { messageId: `<${AUTRE}@relais.invalid>`, champs: NOTRE }],
    ['… avec un autre nom d’enveloppe, et le nôtre', { enveloppe: AUTRE, champs: NOTRE }],
    ['dont l’enveloppe a un autre nom, de la même sorte', { enveloppe: AUTRE }],
    ['qui répond à un courriel du relais', { enTete: [`In-Reply-To: <${AUTRE}@relais.invalid>`] }],
    ['dont un relais a changé le domaine seul', { messageId: `<${REFERENCE}@relais.invalid>` }],
    ['écrit en capitales', { messageId: `<${REFERENCE.toUpperCase()}@EXEMPLE.FR>`, enveloppe: AUTRE }],
  ])('%s se retrouve par le nom que nous avons donné (R-RAP-36, R-RAP-45)', (_, variante) => {
    expect(readRetour(postfix(variante), DOMAINE)).toEqual(revenu('5.1.1'))
  })

  it('ne tient une adresse pour morte que si nul ne l’a : ni boîte pleine, ni contenu ou expéditeur refusé (R-RAP-37)', () => {
    for (const statut of ['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1'])
      expect(issueDuRetour([{ statut, vers: 'a' }], 'a')).toBe('rebond')
    for (const statut of ['', '4.1.1', '4.2.2', '5.0.0', '5.1.0', '5.1.7', '5.1.8', '5.1.11', '5.2.2', '5.7.1'])
      expect(issueDuRetour([{ statut, vers: 'a' }], 'a')).toBe('echec')
  })

  it('d’une boîte qui fait suivre, ou de personne de connu, ne dit pas morte l’adresse à qui l’on a écrit (R-RAP-46)', () => {
    const notre = { statut: '5.1.1', vers: DESTINATAIRE }
    const suivante = { statut: '5.1.1', vers: 'amina@apres.invalid' }
    expect(readRetour(postfix({ vers: 'amina@apres.invalid' }), DOMAINE)).toMatchObject({ abandons: [suivante] })
    expect(readRetour(postfix({ vers: '<amina@apres.invalid>' }), DOMAINE)).toMatchObject({ abandons: [suivante] })
    for (const vers of [null, ''])
      expect(readRetour(postfix({ vers }), DOMAINE)).toMatchObject({ abandons: [{ statut: '5.1.1', vers: null }] })
    expect(issueDuRetour([suivante], DESTINATAIRE)).toBe('echec')
    expect(issueDuRetour([{ ...notre, vers: null }], DESTINATAIRE)).toBe('echec')
    expect(issueDuRetour([{ ...notre, vers: null }], null)).toBe('echec')
    expect(issueDuRetour([suivante, notre], DESTINATAIRE)).toBe('rebond')
    // The code of one is not that of the other.
    expect(issueDuRetour([suivante, { ...notre, statut: '5.2.2' }], DESTINATAIRE)).toBe('echec')
  })
})

describe('un courriel écrit pour nuire', () => {
  /** Of each: what must have come whole for it to be heard; before, nothing is, and after, it is. */
  it.each([
    ['Postfix', postfix(), `Message-ID: <${REFERENCE}`],
    ['Exim', exim(), `Message-ID: <${REFERENCE}`],
    ['Gmail', gmail(), 'Action: failed'],
    ['Exchange', exchange(), exchange().split('Encoding: base64\r\n\r\n')[2]?.split('\r\n')[0] ?? ''],
  ])('%s, coupé n’importe où, dit tout ou rien, et jamais un autre', (nom, brut, besoin) => {
    const entier = readRetour(brut, DOMAINE)
    if (!('reference' in entier)) throw new Error(entier.ignore)
    const assez = brut.lastIndexOf(besoin) + besoin.length
    // Of Exchange the report is one word of base64: it is heard somewhere within.
    const peu = nom === 'Exchange' ? assez - besoin.length : assez - 1
    for (let fin = 0; fin <= brut.length; fin += 1) {
      const lu = readRetour(brut.slice(0, fin), DOMAINE)
      if (fin <= peu) expect(lu, `${fin}`).toHaveProperty('ignore')
      else if (fin >= assez) expect(lu, `${fin}`).toHaveProperty('reference', REFERENCE)
      if (!('reference' in lu)) continue
      for (const { statut, vers } of lu.abandons) {
        expect(entier.abandons[0]?.statut).toMatch(new RegExp(`^${statut}`))
        expect(DESTINATAIRE).toMatch(new RegExp(`^${vers ?? ''}`))
      }
    }
    expect(entier).toEqual(revenu(entier.abandons[0]?.statut ?? ''))
  })

  it.each([
    ['rien', ''],
    ['des lignes vides', '\n\n\n\n'],
    ['un rapport sans borne', 'Content-Type: multipart/report; report-type=delivery-status\n\nAction: failed'],
    [
      'une borne vide',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=""\n\n--\n\nAction: failed',
    ],
    [
      'un rapport dans un autre',
      `Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: message/rfc822\n\n${postfix()}\n--m--`,
    ],
  ])('%s ne dit rien', (_, brut) => {
    expect(readRetour(brut, DOMAINE)).toHaveProperty('ignore')
  })

  it('ne coûte pas plus qu’il n’est long', () => {
    const gros = OCTETS_D_UN_RETOUR
    const tete = 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'
    const debut = performance.now()
    for (const brut of [
      `Content-Type: ${';a'.repeat(gros)}`,
      `Content-Type: multipart/report;${' '.repeat(gros)}`,
      `Content-Type: multipart/report; x="${'\\'.repeat(gros)}`,
      `${tete}\n\n${'--b\n'.repeat(gros)}`,
      `${tete}\n\n--b\nContent-Type: message/delivery-status\n\n${'\n \t'.repeat(gros)}`,
      `${tete}\n\n--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: quoted-printable\n\n${'= '.repeat(gros)}`,
      'a'.repeat(4 * gros),
    ])
      expect(readRetour(brut, DOMAINE)).toHaveProperty('ignore')
    expect(performance.now() - debut).toBeLessThan(5_000)
  })
})
