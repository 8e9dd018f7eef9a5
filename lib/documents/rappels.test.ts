import { describe, expect, it } from 'vitest'
import { addDays, type Jour, jour } from '#lib/domain/calendrier.ts'
import { numeroDuMois } from '#lib/domain/demande/testing.ts'
import { isAEnvoyer, type Jalon, NOMS_DE_JALON, type Suivi } from '#lib/domain/rappels/jalons.ts'
import { SMS_DE_CONTACT_CHANGE, SMS_DE_CORRECTION_DECIDEE } from './courriels.ts'
import { ecrireUneLettre } from './courriers.ts'
import { courrielDeRappel, paragraphesDeRappel, septetsOf, smsDeRappel } from './rappels.ts'

const suivi: Suivi = {
  valideDepuis: jour('2026-07-29'),
  avisAuPlusTardLe: jour('2027-06-29'),
  expireLe: jour('2027-07-29'),
  dernierJour: jour('2027-08-29'),
  avisRemisLe: null,
  radieeLe: null,
}
const le = jour('2027-06-20')
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
      const texte = smsDeRappel(jalon, { suivi, siteUrl, isEnLigne, le })
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
    const ouvert = { suivi, siteUrl, isEnLigne: true, le }
    const ferme = { suivi, siteUrl, isEnLigne: false, le }
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
      le,
      lienDesPreferences: 'https://portail.exemple.fr/rappels/abc',
    })
    expect(objet.length).toBeLessThan(70)
    expect(corps.match(/https?:\S+/g)).toEqual(['https://portail.exemple.fr/rappels/abc'])
    if (jalon !== 'radiation') expect(corps).toContain('dimanche 29 août 2027')
  })
})

describe('chaque étape, chaque jour, ne promet rien de faux (R-RAP-32, R-RAD-12)', () => {
  const JOURS = {
    'T + 11': suivi.avisAuPlusTardLe,
    'T + 11, quinze jours après': addDays(suivi.avisAuPlusTardLe, 15),
    'T + 12, trois jours avant': addDays(suivi.expireLe, -3),
    'T + 12, la veille': addDays(suivi.expireLe, -1),
    'T + 12': suivi.expireLe,
    'T + 12, le lendemain': addDays(suivi.expireLe, 1),
    'T + 12, quinze jours après': addDays(suivi.expireLe, 15),
    'T + 13': suivi.dernierJour,
  }
  const LONGS = { [suivi.expireLe]: 'jeudi 29 juillet 2027', [suivi.dernierJour]: 'dimanche 29 août 2027' }
  const court = (ce: Jour) => ce.split('-').toReversed().join('/')
  const ditsLe = (ce: Jour, isEnLigne = true) => ({ suivi, siteUrl: 'https://portail.exemple.fr', isEnLigne, le: ce })
  const CAS = Object.entries(JOURS).flatMap(([nom, ce]) =>
    NOMS_DE_JALON.filter((jalon) => isAEnvoyer(suivi, jalon, ce)).map((jalon) => [jalon, nom, ce] as const),
  )
  const textesDe = (jalon: Jalon, ce: Jour, isEnLigne: boolean) => {
    const dits = ditsLe(ce, isEnLigne)
    const courriel = courrielDeRappel(jalon, { ...dits, lienDesPreferences: 'https://portail.exemple.fr/rappels/a' })
    const lettre = ecrireUneLettre(dits.siteUrl)(jalon, { ...dits, numeroUnique: numeroDuMois('2026-07-29') })
    return [
      `${courriel.objet}\n${courriel.corps}`,
      [lettre.objet, ...lettre.paragraphes].join('\n'),
      smsDeRappel(jalon, dits),
    ] as const
  }

  it('les étapes qui peuvent partir ces jours-là sont toutes lues, et l’avis l’est chaque jour', () => {
    expect(new Set(CAS.map(([jalon]) => jalon))).toEqual(new Set(['avis', 'relance', 'fin-proche', 'dernier-mois']))
    expect(CAS.filter(([jalon]) => jalon === 'avis')).toHaveLength(Object.keys(JOURS).length)
    for (const jalon of NOMS_DE_JALON) expect(isAEnvoyer(suivi, jalon, addDays(suivi.dernierJour, 1))).toBe(false)
  })

  it.each(CAS)('%s, %s', (jalon, _, ce) => {
    for (const isEnLigne of [true, false]) {
      const [courriel, lettre, sms] = textesDe(jalon, ce, isEnLigne)
      const isFinie = suivi.expireLe < ce
      for (const texte of [courriel, lettre]) {
        expect(texte).toMatch(/la renouveler jusqu’au dimanche 29 août 2027, ce jour compris/)
        expect(texte).not.toMatch(/trois jours|sera radiée/)
        expect(texte).toContain('peut être radiée')
        // The end of validity is told as past when it is, and as to come until then, that day included.
        expect(texte.includes(`valable jusqu’au ${LONGS[suivi.expireLe]}`)).toBe(!isFinie)
        expect(texte.includes(`a pris fin le ${LONGS[suivi.expireLe]}`)).toBe(isFinie)
        expect(/arrive à sa fin|social finit le|est à renouveler/.test(texte)).toBe(!isFinie)
      }
      expect(sms).toContain(court(suivi.dernierJour))
      expect(sms.includes(`finit le ${court(suivi.expireLe)}`)).toBe(!isFinie)
      expect(septetsOf(sms)).toBeLessThanOrEqual(160)
    }
  })

  it('l’objet dit la date de fin, et tient en une ligne le jour le plus long à dire', () => {
    const long = { ...suivi, expireLe: jour('2027-09-29'), dernierJour: jour('2027-10-29') }
    const { objet } = courrielDeRappel('fin-proche', {
      ...ditsLe(jour('2027-09-28')),
      suivi: long,
      lienDesPreferences: 'https://portail.exemple.fr/rappels/a',
    })
    expect(objet).toBe('Votre demande de logement social finit le mercredi 29 septembre 2027')
    expect(objet.length).toBeLessThan(70)
  })
})
