import { describe, expect, it } from 'vitest'
import { missingSettings, wrongSettings } from './reglages.ts'

/** A key of nothing but this test: any thirty-two bytes are its seed. */
const CLE = `302e020100300506032b657004220420${'07'.repeat(32)}`

const complete = {
  ATTESTATION_CLES: `2026-01-01=${Buffer.from(CLE, 'hex').toString('base64')}`,
  PORTAIL_SECRET: 'x'.repeat(32),
  SITE_URL: 'https://logement.exemple.fr',
  PROCONNECT_ISSUER: 'https://identite.exemple.fr',
  PROCONNECT_CLIENT_ID: 'portail',
  PROCONNECT_CLIENT_SECRET: 'secret',
  SMTP_URL: 'smtp://localhost:25',
  COURRIEL_EXPEDITEUR: 'portail@exemple.fr',
}

describe('les réglages de production', () => {
  it('ne manquent pas quand tous sont donnés', () => expect(missingSettings(complete)).toEqual([]))
  it.each(Object.keys(complete))('dit par une phrase que %s manque', (name) => {
    expect(missingSettings({ ...complete, [name]: ' ' })).toEqual([
      expect.stringMatching(new RegExp(`^Il manque ${name} : .+\\.$`)),
    ])
  })
  it('dit tout en une fois', () => expect(missingSettings({})).toHaveLength(Object.keys(complete).length))
  it.each([31, 32])('exige un secret d’au moins 32 caractères (%i)', (length) => {
    expect(missingSettings({ ...complete, PORTAIL_SECRET: 'x'.repeat(length) })).toHaveLength(length < 32 ? 1 : 0)
  })
  it('veut FranceConnect entier, ou pas du tout', () => {
    const issuer = { FRANCECONNECT_ISSUER: 'https://oidc.franceconnect.gouv.fr/api/v2' }
    expect(missingSettings({ ...complete, ...issuer })).toEqual([
      expect.stringMatching(/^Il manque FRANCECONNECT_CLIENT_ID : .+\.$/),
      expect.stringMatching(/^Il manque FRANCECONNECT_CLIENT_SECRET : .+\.$/),
    ])
    const tous = { ...issuer, FRANCECONNECT_CLIENT_ID: 'portail', FRANCECONNECT_CLIENT_SECRET: 'secret' }
    expect(missingSettings({ ...complete, ...tous })).toEqual([])
  })
  it.each(['', '_2'])('veut la passerelle de SMS%s avec son jeton, ou pas du tout', (rang) => {
    const [url, jeton] = [`SMS_URL${rang}`, `SMS_JETON${rang}`]
    for (const [donne, manque] of [
      [url, jeton],
      [jeton, url],
    ] as const)
      expect(missingSettings({ ...complete, [donne]: 'https://sms.exemple.fr' })).toEqual([
        expect.stringMatching(new RegExp(`^Il manque ${manque} : .+\\. Donnez les deux réglages, ou aucun\\.$`)),
      ])
    expect(missingSettings({ ...complete, [url]: 'https://sms.exemple.fr', [jeton]: 'jeton' })).toEqual([])
  })
})

describe('les réglages écrits de travers', () => {
  it('se taisent quand tout est bien, ou vide', () => {
    expect(wrongSettings(complete)).toEqual([])
    expect(wrongSettings({ TUILES_URL: ' ', PROXYS_DE_CONFIANCE: '', MARQUE: 'neutre' })).toEqual([])
    const bons = { TUILES_URL: 'https://tuiles.exemple.fr/{z}/{x}/{y}.png', PROXYS_DE_CONFIANCE: '1' }
    const envois = {
      COURRIEL_EXPEDITEUR: 'Portail du logement <ne-pas-repondre@exemple.fr>',
      CONTACT: 'contact@exemple.fr',
      SMS_URL: 'https://sms.exemple.fr/v1',
      SMS_URL_2: 'http://127.0.0.1:9001',
      ACCUSES_SECRET: 'x'.repeat(32),
    }
    expect(wrongSettings(envois)).toEqual([])
    expect(wrongSettings({ ...bons, MARQUE: 'etat', SITE_URL: 'https://demande.logement.gouv.fr' })).toEqual([])
  })
  it.each(['https://logement.exemple.fr/', 'http://127.0.0.1:3000', 'http://[::1]:3000'])(
    'SITE_URL peut être %s, en démonstration comme en production',
    (site) => expect(wrongSettings({ SITE_URL: site })).toEqual([]),
  )
  it.each([
    ['SITE_URL', 'portail.invalid'],
    ['SITE_URL', 'https://a b'],
    ['SITE_URL', 'https://exemple.fr:abc'],
    ['SITE_URL', 'https://exemple.fr?x=1'],
    ['SITE_URL', 'https://exemple.fr/logement'],
    ['SITE_URL', 'https://exemple.fr//'],
    ['SITE_URL', 'https://Exemple.fr'],
    ['SITE_URL', 'https://nom:secret@exemple.fr'],
    ['SITE_URL', 'ftp://exemple.fr'],
    ['PROCONNECT_ISSUER', 'fournisseur.invalid'],
    ['FRANCECONNECT_ISSUER', 'franceconnect.invalid'],
    ['FRANCECONNECT_SIGNATURE', 'HS256'],
    ['ATTESTATION_CLES', '2026-01-01=bm9u'],
    ['SMTP_URL', 'courrier:587'],
    ['SMTP_URL', 'https://courrier'],
    ['COURRIEL_EXPEDITEUR', 'portail'],
    ['COURRIEL_EXPEDITEUR', 'Portail <portail>'],
    ['COURRIEL_EXPEDITEUR', 'a@exemple.fr, b@exemple.fr'],
    ['CONTACT', 'mailto:contact@exemple.fr'],
    ['CONTACT', 'https://exemple.fr/contact'],
    ['SMS_URL', 'sms.invalid'],
    ['SMS_URL', 'https://nom:secret@sms.exemple.fr'],
    ['SMS_URL', 'https://sms.exemple.fr/envoi?cle=secret'],
    ['SMS_URL_2', 'passerelle-deux'],
    ['ACCUSES_SECRET', 'x'.repeat(31)],
    ['PROXYS_DE_CONFIANCE', 'oui'],
    ['PROXYS_DE_CONFIANCE', '-1'],
    ['TUILES_URL', 'fond'],
    ['TUILES_URL', 'https://{s}.tuiles.exemple.fr/{z}/{x}/{y}.png'],
    ['MARQUE', 'bleue'],
  ])('%s=%s a sa phrase, qui ne répète pas ce qui est écrit', (name, value) => {
    const sentences = wrongSettings({ [name]: value })
    expect(sentences).toEqual([expect.stringMatching(new RegExp(`^${name} doit être .+\\.$`))])
    expect(sentences[0]).not.toContain(value)
  })
  it.each(['https://logement.exemple.fr', 'https://gouv.fr.exemple.fr', ''])(
    'la marque de l’État n’est pas pour %j',
    (site) => expect(wrongSettings({ MARQUE: 'etat', SITE_URL: site })).toHaveLength(1),
  )
})
