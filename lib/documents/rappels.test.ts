import { describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { NOMS_DE_JALON, type Suivi } from '#lib/domain/rappels/jalons.ts'
import { SMS_DE_CONTACT_CHANGE, SMS_DE_CORRECTION_DECIDEE } from './courriels.ts'
import { courrielDeRappel, paragraphesDeRappel, septetsOf, smsDeRappel } from './rappels.ts'

const suivi: Suivi = {
  valideDepuis: jour('2026-07-29'),
  avisAuPlusTardLe: jour('2027-06-29'),
  expireLe: jour('2027-07-29'),
  dernierJour: jour('2027-08-29'),
  avisRemisLe: null,
  radieeLe: null,
}
const SITES = [
  'https://demande-logement-social.exemple.fr',
  'http://127.0.0.1:3000',
  `https://${'long.'.repeat(12)}exemple.fr`,
]

describe('les SMS', () => {
  const CAS = NOMS_DE_JALON.flatMap((jalon) =>
    SITES.flatMap((siteUrl) => [true, false].map((isEnLigne) => [jalon, siteUrl, isEnLigne] as const)),
  )
  it.each(CAS)(
    '%s tient en un SMS de 160 signes GSM, sans lien ni chiffre de trop (R-RAP-15) : %s, en ligne : %s',
    (jalon, siteUrl, isEnLigne) => {
      const texte = smsDeRappel(jalon, { suivi, siteUrl, isEnLigne })
      expect(septetsOf(texte)).toBeLessThanOrEqual(160)
      expect(texte).not.toMatch(/https?:|\d{9,}/)
      if (jalon !== 'radiation') expect(texte).toContain('29/08/2027')
    },
  )

  it('compte deux septets pour l’euro, et refuse ce que le GSM ne sait pas dire (R-RAP-15)', () => {
    expect(septetsOf('a€')).toBe(3)
    for (const texte of [SMS_DE_CONTACT_CHANGE, SMS_DE_CORRECTION_DECIDEE])
      expect(septetsOf(texte), texte).toBeLessThanOrEqual(160)
    expect(septetsOf('ê')).toBeUndefined()
    expect(septetsOf('’')).toBeUndefined()
  })
})

describe('là où le renouvellement en ligne est fermé (R-RAP-17)', () => {
  const RAPPELS = NOMS_DE_JALON.filter((jalon) => jalon !== 'radiation')
  it.each(RAPPELS)('%s envoie au guichet, et l’adresse du portail n’est que pour le trouver', (jalon) => {
    const siteUrl = 'https://portail.exemple.fr'
    const ouvert = { suivi, siteUrl, isEnLigne: true }
    const ferme = { suivi, siteUrl, isEnLigne: false }
    expect(smsDeRappel(jalon, ouvert)).toMatch(/sur portail\.exemple\.fr ou au guichet/)
    expect(smsDeRappel(jalon, ferme)).toMatch(/dans un guichet.*: adresses sur portail\.exemple\.fr/)
    expect(paragraphesDeRappel(jalon, ouvert).join(' ')).toContain('tapez l’adresse')
    const dit = paragraphesDeRappel(jalon, ferme).join(' ')
    expect(dit).toContain('allez dans un guichet')
    expect(dit).not.toContain('tapez l’adresse')
  })
})

describe('les courriels', () => {
  it.each(NOMS_DE_JALON)('%s ne porte que le lien des préférences', (jalon) => {
    const { objet, corps } = courrielDeRappel(jalon, {
      suivi,
      siteUrl: 'https://portail.exemple.fr',
      isEnLigne: true,
      lienDesPreferences: 'https://portail.exemple.fr/rappels/abc',
    })
    expect(objet.length).toBeLessThan(70)
    expect(corps.match(/https?:\S+/g)).toEqual(['https://portail.exemple.fr/rappels/abc'])
    if (jalon !== 'radiation') expect(corps).toContain('dimanche 29 août 2027')
  })
})
