import { expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { courrielDeBrouillon } from './courriel-de-brouillon.ts'
import { avisDeContactChange, courrielDeCode, courrielDeCorrectionDecidee, smsDeCode } from './courriels.ts'
import { septetsOf } from './rappels.ts'

const SITE = 'https://portail.exemple.fr'

it('le SMS d’un code tient en un SMS, en phrases entières', () => {
  const texte = smsDeCode('123456')
  expect(septetsOf(texte)).toBeLessThanOrEqual(160)
  expect(texte).toContain("Ne le donnez à personne. Vous n'avez rien demandé? Ne faites rien.")
})

it('un message ne porte aucun lien par lequel on se connecte : il dit l’adresse à taper (R-RAT-08)', () => {
  const { courriel, courrielRetire } = avisDeContactChange(SITE)
  const brouillon = courrielDeBrouillon({ effaceLe: jour('2027-05-28'), siteUrl: SITE })
  const decidees = (['acceptee', 'refusee'] as const).map((decision) => courrielDeCorrectionDecidee(decision, SITE))
  const code = courrielDeCode({ code: '123456', pour: 'connexion' })
  for (const { corps } of [courriel, courrielRetire, code, brouillon, ...decidees])
    expect(corps.replaceAll(`${SITE}/points-de-contact`, '')).not.toMatch(/https?:|\/(ma-demande|renouveler)/)
  for (const { corps } of [brouillon, ...decidees]) expect(corps).toContain('tapez l’adresse portail.exemple.fr')
})

it('qui retire son courriel sans en donner un autre n’en lit pas d’autre (R-RAT-07)', () => {
  const { courriel, courrielRetire } = avisDeContactChange(SITE)
  expect(courriel.corps).toContain('Une autre adresse')
  expect(courrielRetire.corps).toContain('retirée')
  expect(courrielRetire.corps).not.toMatch(/Une autre adresse|nouvelle adresse/)
})
