/** What the page /nos-messages promises of every message to an applicant: a text that broke it would make the page lie. */
import { describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { NOMS_DE_JALON, type Suivi } from '#lib/domain/rappels/jalons.ts'
import { courrielDeBrouillon } from './courriel-de-brouillon.ts'
import {
  avisDeContactChange,
  courrielDeCode,
  courrielDeCorrectionDecidee,
  SMS_DE_CORRECTION_DECIDEE,
  smsDeCode,
} from './courriels.ts'
import { courrielDeRappel, smsDeRappel } from './rappels.ts'

const SITE = 'https://portail.exemple.fr'
const suivi: Suivi = {
  valideDepuis: jour('2026-07-29'),
  avisAuPlusTardLe: jour('2027-06-29'),
  expireLe: jour('2027-07-29'),
  dernierJour: jour('2027-08-29'),
  avisRemisLe: null,
  radieeLe: null,
}
const CODE = '123456'
const lienDesPreferences = `${SITE}/rappels/abc`
const contact = avisDeContactChange(SITE)
const RAPPELS = NOMS_DE_JALON.flatMap((jalon) =>
  ['2027-06-20', '2027-08-02'].flatMap((le) =>
    [true, false].map((isEnLigne) => ({ jalon, dits: { suivi, siteUrl: SITE, isEnLigne, le: jour(le) } })),
  ),
)
const SMS = [
  ...RAPPELS.map(({ jalon, dits }) => smsDeRappel(jalon, dits)),
  smsDeCode(CODE),
  contact.sms,
  SMS_DE_CORRECTION_DECIDEE,
]
const COURRIELS = [
  ...RAPPELS.map(({ jalon, dits }) => courrielDeRappel(jalon, { ...dits, lienDesPreferences })),
  ...(['connexion', 'rattachement'] as const).map((pour) => courrielDeCode({ code: CODE, pour })),
  ...(['acceptee', 'refusee'] as const).map((decision) => courrielDeCorrectionDecidee(decision, SITE)),
  contact.courriel,
  contact.courrielRetire,
  courrielDeBrouillon({ effaceLe: jour('2027-05-28'), siteUrl: SITE }),
]

describe('les messages à un demandeur tiennent ce que dit « Ce message vient-il de nous ? »', () => {
  it('un SMS commence par « Logement social » et ne contient aucun lien (R-RAT-08)', () => {
    for (const texte of SMS) {
      expect(texte).toMatch(/^Logement social:/)
      expect(texte).not.toMatch(/https?:|www\.|\.fr\/|@/)
    }
  })

  it('un rappel dit le dernier jour pour renouveler ; une radiation se dit, et envoie à un guichet (R-RAP-15, R-RAP-32)', () => {
    for (const { jalon, dits } of RAPPELS) {
      const { objet, corps } = courrielDeRappel(jalon, { ...dits, lienDesPreferences })
      const [sms, courriel] = [smsDeRappel(jalon, dits), `${objet} ${corps}`]
      if (jalon === 'radiation') for (const texte of [sms, courriel]) expect(texte).toMatch(/radiée.*guichet/s)
      else {
        expect(sms).toContain('29/08/2027')
        expect(courriel).toContain('29 août 2027')
      }
    }
  })

  it('un courriel ne mène qu’aux points de contact et au choix des rappels (R-RAT-08)', () => {
    for (const { corps } of COURRIELS)
      for (const lien of corps.match(/\w+:\/\/\S+/g) ?? [])
        expect([lienDesPreferences, `${SITE}/points-de-contact`]).toContain(lien)
  })

  it('aucun ne demande d’argent, de carte, de mot de passe ni de pièce', () => {
    // The only word of money says that none is ever asked.
    for (const texte of [...SMS, ...COURRIELS.flatMap(({ objet, corps }) => [objet, corps])])
      expect(texte.replace('Personne ne vous demandera jamais d’argent.', '')).not.toMatch(
        /argent|payer|paiement|euros?\b|€|carte|bancaire|RIB|mot de passe|pièce|ci-joint/i,
      )
  })
})
