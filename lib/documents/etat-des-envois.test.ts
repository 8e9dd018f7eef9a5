import { afterEach, describe, expect, it, vi } from 'vitest'
import { env } from '#lib/env.ts'
import { etatDesEnvois } from './etat-des-envois.ts'

const RIEN = { mode: 'production', smtpUrl: undefined, passerelles: [], secretDesAccuses: undefined } as const
const SMS = 'https://portail:secret@sms.exemple.fr/envoi?cle=secret'
afterEach(() => {
  vi.unstubAllEnvs()
})

describe('l’état des envois', () => {
  it('dit en production ce qui n’est pas configuré, avec le réglage qui manque', () => {
    expect(etatDesEnvois(RIEN)).toEqual({
      courriels: 'non configurés : il manque SMTP_URL',
      sms: 'non configurés : il manque SMS_URL',
      retours: 'non entendus : il manque ACCUSES_SECRET, et un avis revenu reste « remis »',
    })
  })

  it('dit que la démonstration garde ses courriels et ses SMS, quoi que disent les réglages', () => {
    const gardes = 'gardés dans la boîte d’envoi de la démonstration'
    const regles = { smtpUrl: 'smtp://courriel.exemple.fr', passerelles: [{ variable: 'SMS_URL', url: SMS }] }
    for (const donnes of [{}, regles])
      expect(etatDesEnvois({ ...RIEN, ...donnes, mode: 'demonstration' })).toEqual({
        courriels: gardes,
        sms: gardes,
        retours: 'aucun : rien ne part',
      })
  })

  it('nomme le serveur et la passerelle réglés, jamais leur mot de passe', () => {
    const etat = etatDesEnvois({
      ...RIEN,
      smtpUrl: 'smtp://portail:secret@courriel.exemple.fr:587',
      passerelles: [{ variable: 'SMS_URL', url: SMS }],
      secretDesAccuses: 'secret',
    })
    expect(etat).toEqual({
      courriels: 'envoyés par courriel.exemple.fr:587',
      sms: 'envoyés par sms.exemple.fr',
      retours: 'entendus de qui signe avec ACCUSES_SECRET',
    })
    expect(JSON.stringify(etat)).not.toContain('secret')
  })

  it('nomme chaque passerelle que les envois prennent, la seconde seule aussi', () => {
    const smsDe = (reglages: Record<string, string>): string => {
      for (const [nom, valeur] of Object.entries(reglages)) vi.stubEnv(nom, valeur)
      return etatDesEnvois({ ...RIEN, passerelles: env.passerelles }).sms
    }
    expect(smsDe({ SMS_URL: '', SMS_URL_2: 'https://autre.exemple.fr' })).toBe('envoyés par autre.exemple.fr')
    expect(smsDe({ SMS_URL: 'https://sms.exemple.fr' })).toBe(
      'envoyés par sms.exemple.fr, et quand elle ne répond plus par autre.exemple.fr',
    )
    expect(smsDe({ SMS_URL_2: 'sms:secret' })).toBe('réglage illisible : SMS_URL_2 n’est pas une adresse')
  })

  it('dit qu’un réglage ne se lit pas, sans le redire', () => {
    const passerelles = [{ variable: 'SMS_URL', url: 'sms:secret' }]
    expect(etatDesEnvois({ ...RIEN, smtpUrl: 'courriel secret', passerelles })).toMatchObject({
      courriels: 'réglage illisible : SMTP_URL n’est pas une adresse',
      sms: 'réglage illisible : SMS_URL n’est pas une adresse',
    })
  })
})
