import { describe, expect, it } from 'vitest'
import { missingSettings } from './reglages.ts'

const complete = {
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
  it('refuse une adresse avec un chemin', () =>
    expect(missingSettings({ ...complete, SITE_URL: 'https://a.fr/b' })).toHaveLength(1))
})
