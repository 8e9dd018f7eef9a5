import { describe, expect, it } from 'vitest'
import { etatDesEnvois } from './etat-des-envois.ts'

const RIEN = { mode: 'production', smtpUrl: undefined, smsUrl: undefined } as const

describe('l’état des envois', () => {
  it('dit en production ce qui n’est pas configuré, avec le réglage qui manque', () => {
    expect(etatDesEnvois(RIEN)).toEqual({
      courriels: 'non configurés : il manque SMTP_URL',
      sms: 'non configurés : il manque SMS_URL',
    })
  })

  it('dit que la démonstration garde ses courriels et ses SMS', () => {
    expect(etatDesEnvois({ ...RIEN, mode: 'demonstration' })).toEqual({
      courriels: 'gardés dans la boîte d’envoi de la démonstration',
      sms: 'gardés dans la boîte d’envoi de la démonstration',
    })
  })

  it('nomme le serveur et la passerelle réglés, jamais leur mot de passe', () => {
    const etat = etatDesEnvois({
      ...RIEN,
      smtpUrl: 'smtp://portail:secret@courriel.exemple.fr:587',
      smsUrl: 'https://portail:secret@sms.exemple.fr/envoi?cle=secret',
    })
    expect(etat).toEqual({
      courriels: 'envoyés par courriel.exemple.fr:587',
      sms: 'envoyés par sms.exemple.fr',
    })
    expect(JSON.stringify(etat)).not.toContain('secret')
  })

  it('dit qu’un réglage ne se lit pas, sans le redire', () => {
    expect(etatDesEnvois({ ...RIEN, smtpUrl: 'courriel secret', smsUrl: 'sms:secret' })).toEqual({
      courriels: 'réglage illisible : SMTP_URL n’est pas une adresse',
      sms: 'réglage illisible : SMS_URL n’est pas une adresse',
    })
  })
})
