/** Beyond what one address may report in an hour: said in French, and nothing that was typed is lost. */
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { unMot } from '../steps/connexion.ts'

const REPORTS_AN_HOUR = 10
/** The hour began with the first of them, less than two minutes ago. */
const PHRASE = /Trop d’envois en peu de temps\. Recommencez dans (une heure|5[89] minutes)\./

test('[SIG-01] au-delà de la limite, une phrase le dit et le formulaire garde ce qui est écrit, avec et sans JavaScript', async ({
  page,
  withoutScript,
  expectAccessible,
}) => {
  // An address of documentation, this journey's own: the other journeys report too, from theirs.
  const from = { 'x-forwarded-for': '192.0.2.10' }
  await withoutScript.setExtraHTTPHeaders(from)
  await page.context().setExtraHTTPHeaders(from)
  const { points } = await (await page.request.get('/api/v1/points-de-contact?limite=1')).json()
  const adresse = `/points-de-contact/${points[0].id}/signaler`
  const envoyer = (where: Page) => where.getByRole('button', { name: 'Envoyer le signalement' }).click()
  const mot = unMot()
  const simple = await withoutScript.newPage()
  await simple.goto(adresse)
  // Forms that are wrong write nothing, and are not counted.
  for (let sent = 0; sent <= REPORTS_AN_HOUR; sent += 1) {
    await envoyer(simple)
    await expect(simple.getByText('Dites ce qui ne va pas.').first()).toBeVisible()
    await expect(simple.getByText(PHRASE)).toHaveCount(0)
  }
  // One form, resent: a single report is stored.
  const cle = await simple.locator('input[name=cle]').inputValue()
  for (let sent = 0; sent < REPORTS_AN_HOUR; sent += 1) {
    await simple.goto(adresse)
    await simple.locator('input[name=cle]').evaluate((field, value) => field.setAttribute('value', value), cle)
    await simple.getByLabel('Ce qui ne va pas').selectOption('Les horaires sont faux')
    await envoyer(simple)
    await expect(simple.getByRole('heading', { name: 'Merci' })).toBeVisible()
  }
  for (const where of [simple, page]) {
    await where.goto(adresse)
    for (const essai of [1, 2]) {
      const message = `Fermé le mercredi ${mot} ${essai}`
      await where.getByLabel('Ce qui ne va pas').selectOption('Les horaires sont faux')
      await where.getByLabel('Précisions').fill(message)
      await envoyer(where)
      await expect(where.getByRole('alert').filter({ hasText: PHRASE })).toBeVisible()
      await expect(where.getByLabel('Ce qui ne va pas')).toHaveValue('horaires')
      await expect(where.getByLabel('Précisions')).toHaveValue(message)
      expect(await where.locator('input[name=cle]').inputValue()).toMatch(/^[0-9a-f-]{36}$/)
    }
  }
  await expectAccessible(page)
  // Nothing of it was stored: who holds the point was not written to.
  await page.goto('/demonstration')
  await expect(page.getByText(mot)).toHaveCount(0)
})

test('[SIG-02] un envoi qui échoue dit de qui vient la panne, quoi faire, et rend ce qui était écrit', async ({
  page,
  expectAccessible,
}) => {
  const { points } = await (await page.request.get('/api/v1/points-de-contact?limite=1')).json()
  const adresse = `/points-de-contact/${points[0].id}/signaler`
  const pannes = [
    [{ status: 500, body: 'Internal Server Error' }, 'C’est une panne du portail : elle vient de nous, pas de vous.'],
    [undefined, 'Le portail n’a pas répondu, ou votre connexion s’est coupée.'],
  ] as const
  for (const [answer, phrase] of pannes) {
    const message = `Fermé le mercredi ${unMot()}`
    await page.goto(adresse)
    await page.getByLabel('Ce qui ne va pas').selectOption('Les horaires sont faux')
    await page.getByLabel('Précisions').fill(message)
    await page.route(`**${adresse}`, (route) =>
      route.request().method() !== 'POST' ? route.continue() : answer ? route.fulfill(answer) : route.abort(),
    )
    await page.getByRole('button', { name: 'Envoyer le signalement' }).click()
    const alerte = page.getByRole('alert').filter({ hasText: phrase })
    await expect(alerte).toContainText('vérifiez-le avant de le renvoyer')
    await expect(alerte).toContainText(message)
    await expect(alerte).toContainText('Les horaires sont faux')
    await expect(alerte.getByRole('link', { name: 'écrivez à l’éditeur du site' })).toBeVisible()
    await expectAccessible(page)
    await page.unrouteAll()
  }
})
