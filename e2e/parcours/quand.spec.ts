/** « Quand renouveler ma demande ? »: two answers, no name, and the days in full. */
import type { Page } from '@playwright/test'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { addDays, addMonths, type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import { baremeAu, computeEcheances } from '#lib/domain/demande/echeances.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'

const PAGE = '/renouveler/quand'
const champDuJour = (page: Page) => page.getByLabel('Jour du dépôt ou du dernier renouvellement')
const champDuDepartement = (page: Page) => page.getByLabel('Département de la demande')

async function demander(page: Page, depuis: string, departement: string): Promise<void> {
  await champDuJour(page).fill(depuis)
  await champDuDepartement(page).selectOption(departement)
  await page.getByRole('button', { name: 'Calculer mes dates' }).click()
}

test('[REN-01] sans JavaScript, deux réponses donnent les dates en toutes lettres et qui peut aider', async ({
  withoutScript,
}) => {
  const page = await withoutScript.newPage()
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/renouveler')
  await page.getByRole('link', { name: 'Calculer mes dates' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Quand renouveler ma demande ?')
  await expectNoSidewaysScroll(page)
  await demander(page, '2014-08-31', '09')
  await expect(page).toHaveURL(`${PAGE}?depuis=2014-08-31&departement=09`)
  await expect(page).toHaveTitle(/^Vos dates de renouvellement/)
  const answer = await page.request.get(page.url())
  expect(answer.headers()['cache-control']).toBe('public, max-age=0, s-maxage=30')
  const dates = page.getByRole('region', { name: 'Le dernier jour est passé' })
  expect(await dates.getByRole('definition').allTextContents()).toEqual([
    'mardi 30 juin 2015',
    'vendredi 31 juillet 2015',
    'lundi 31 août 2015',
    'mercredi 30 septembre 2015',
  ])
  await expect(dates.getByText('Parlez-en à un guichet')).toBeVisible()
  await expectNoSidewaysScroll(page)
  // What was answered stays in the form, for another try.
  await expect(champDuJour(page)).toHaveValue('2014-08-31')
  await expect(champDuDepartement(page)).toHaveValue('09')
  await dates.getByRole('link', { name: 'Trouver qui peut m’aider à renouveler' }).click()
  await expect(page).toHaveURL('/points-de-contact?service=renouvellement&departement=09')
  expect(await withoutScript.cookies()).toEqual([])
})

test('[REN-02] à chaque moment de la demande, la page dit ce qu’il faut faire maintenant', async ({
  page,
  expectAccessible,
}) => {
  const aujourdhui = jourLocal(new Date(), 'Europe/Paris')
  const echeancesDe = (depuis: Jour) => computeEcheances(depuis, baremeAu(depuis))
  const enPlusDUnAn = addDays(addMonths(aujourdhui, -12), -14)
  for (const [depuis, titre, jour] of [
    [addMonths(aujourdhui, -2), 'C’est trop tôt', 'ouvreLe'],
    [addMonths(aujourdhui, -11), 'C’est le moment de renouveler', 'expireLe'],
    [enPlusDUnAn, 'C’est le dernier mois pour renouveler', 'dernierJour'],
  ] as const) {
    await page.goto(PAGE)
    await demander(page, depuis, '09')
    const dates = page.getByRole('region', { name: titre })
    await expect(dates.locator('strong').first()).toHaveText(formatJourEntier(echeancesDe(depuis)[jour]))
    const enLigne = dates.getByRole('link', { name: 'Renouveler en ligne' })
    if (jour === 'ouvreLe') {
      await expect(dates.getByRole('link', { name: 'Ma demande' })).toHaveAttribute('href', '/ma-demande')
      await expect(enLigne).toHaveCount(0)
    } else await expect(enLigne).toHaveAttribute('href', '/ma-demande/renouveler')
    await expect(dates.getByRole('link', { name: 'Trouver qui peut m’aider à renouveler' })).toBeVisible()
    await expectAccessible(page)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  await expect(page.getByRole('region', { name: 'C’est le dernier mois pour renouveler' })).toBeVisible()
  await expect(champDuJour(page)).toBeHidden()
})

test('[REN-03] un département sous fichier partagé est envoyé vers son propre site, dès le premier écran, pour déposer comme pour renouveler', async ({
  page,
  expectAccessible,
}) => {
  // The first screen, before a number or a date is typed.
  await page.goto('/renouveler')
  await expect(page.getByText(/Votre numéro commence par 031/)).toBeInViewport()
  await expect(page.getByRole('link', { name: 'www.demandelogement31.fr' })).toHaveAttribute('href', /^https:\/\//)
  // Who has no number yet is told by the place.
  await page.goto('/demande')
  await expect(page.getByText(/Vous cherchez un logement en Haute-Garonne \(31\)/)).toBeInViewport()
  await expect(page.getByText(/Les demandes s’y déposent sur un autre site/).getByRole('link')).toHaveAttribute(
    'href',
    'https://www.demandelogement31.fr',
  )
  await expectAccessible(page)
  await page.goto('/aide')
  await page.getByText('Quand renouveler ma demande ?').click()
  await page.getByRole('link', { name: 'Calculer mes dates' }).click()
  await expect(page).toHaveURL(PAGE)
  await demander(page, '2020-03-12', '31')
  const dehors = page.getByRole('link', { name: 'Aller sur le site du fichier partagé de la Haute-Garonne' })
  await expect(dehors).toHaveAttribute('href', /^https:\/\//)
  await expect(page.getByText('Dans ce département, les demandes sont sur un autre site')).toBeVisible()
  await expect(page.getByText('lundi 12 avril 2021')).toBeVisible()
  await expectAccessible(page)
  // Nothing of it is renewed nor changed here, at a moment when one renews either.
  const aujourdhui = jourLocal(new Date(), 'Europe/Paris')
  for (const mois of [-2, -11]) {
    await page.goto(`${PAGE}?depuis=${addMonths(aujourdhui, mois)}&departement=31`)
    await expect(dehors).toBeVisible()
    await expect(page.getByRole('main').locator('a[href^="/ma-demande"]')).toHaveCount(0)
  }
})

test('[REN-04] une réponse qui ne va pas reçoit une phrase à côté du champ, et rien n’est perdu', async ({
  withoutScript,
  page: withScript,
  expectAccessible,
}) => {
  const page = await withoutScript.newPage()
  await page.goto(PAGE)
  await page.getByRole('button', { name: 'Calculer mes dates' }).click()
  await expect(page).toHaveTitle(/^Erreur/)
  await expect(champDuJour(page)).toBeFocused()
  await expect(champDuJour(page)).toHaveAccessibleDescription('Écrivez une date qui existe, par exemple 12/03/2026.')
  await expect(champDuDepartement(page)).toHaveAccessibleDescription('Choisissez le département de votre demande.')
  const demain = addDays(jourLocal(new Date(), 'Europe/Paris'), 2)
  for (const [depuis, phrase] of [
    ['1999-12-31', /trop ancienne.*samedi 1er janvier 2000/],
    [demain, /Cette date est à venir/],
  ] as const) {
    await demander(page, depuis, '09')
    await expect(champDuJour(page)).toBeFocused()
    await expect(champDuJour(page)).toHaveAccessibleDescription(phrase)
    await expect(champDuJour(page)).toHaveValue(depuis)
    await expect(champDuDepartement(page)).toHaveValue('09')
  }
  // Addresses that nobody's form made: what is readable is read, the rest is said calmly and shown as text.
  await page.goto(`${PAGE}?depuis=12/03/2020&departement=2a`)
  await expect(page.getByText('lundi 12 avril 2021')).toBeVisible()
  await page.goto(`${PAGE}?depuis=31/02/2020&departement=20`)
  await expect(champDuJour(page)).toHaveValue('31/02/2020')
  const hostile = encodeURIComponent('<script>alert(1)</script>😀\0'.repeat(50))
  await page.goto(`${PAGE}?depuis=${hostile}&depuis=x&departement=${hostile}`)
  await expect(champDuJour(page)).toHaveValue(/^<script>alert\(1\)/)
  await expectNoSidewaysScroll(page)
  await withScript.goto(`${PAGE}?depuis=2020-03-12&departement=`)
  await expect(champDuDepartement(withScript)).toBeFocused()
  await expect(champDuJour(withScript)).toHaveValue('2020-03-12')
  await expectAccessible(withScript)
})
