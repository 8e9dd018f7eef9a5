import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import { unAgent, unMot } from '../steps/connexion.ts'
import { publierUnClasseur } from '../steps/recensement.ts'

/** The centre publishes points that nobody confirmed for years, and the job asks; answers the link of the mail. */
async function recevoirLeLien(agent: Page, courriel: string, noms: readonly string[], site: string): Promise<string> {
  const points = noms.map((nom, rang) =>
    unPointAuch(nom, { voie: `${rang + 1} rue Fictive`, misAJourLe: '03/03/2024' }),
  )
  await publierUnClasseur(agent, unClasseur(points))
  const done = spawnSync(
    process.execPath,
    [
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, '../steps/passer-un-travail.ts'),
      'verifications',
    ],
    { encoding: 'utf8', env: { ...process.env, SITE_URL: site } },
  )
  expect(done.status, done.stderr).toBe(0)
  await agent.goto('/demonstration')
  const message = agent.locator('article').filter({ hasText: courriel }).filter({ hasText: 'toujours exacts' })
  // The job writes to every centre whose points grew old, those of the demonstration too one day: theirs come first.
  while ((await message.count()) === 0) {
    const suite = await agent.getByRole('link', { name: 'Messages plus anciens' }).getAttribute('href')
    await agent.goto(suite ?? '')
  }
  const texte = (await message.first().textContent()) ?? ''
  const [lien = ''] = /\/toujours-exact\/\S+/.exec(texte) ?? []
  expect(lien).not.toBe('')
  return lien
}

test('[TJE-01] un centre confirme ses points par le lien de son courriel, sans compte ni JavaScript', async ({
  page,
  browser,
  baseURL,
  withoutScript,
  request,
  expectAccessible,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  const noms = [`Point ancien ${unMot()}`, `Autre ancien ${unMot()}`]
  const lien = await recevoirLeLien(agent, identite.courriel, noms, baseURL ?? '')
  // What a scanner of mails does: it opens, and nothing is confirmed.
  const vue = await request.get(lien)
  expect(vue.status()).toBe(200)
  expect(vue.headers()).toMatchObject({
    'cache-control': 'private, no-store',
    'referrer-policy': 'strict-origin',
    'x-robots-tag': 'noindex',
  })
  expect((await request.head(lien)).status()).toBe(200)

  const centre = await withoutScript.newPage()
  await centre.goto(lien)
  await expect(centre.getByRole('heading', { level: 1 })).toHaveText(
    'Ces 2 points de contact sont-ils toujours exacts ?',
  )
  for (const nom of noms) await expect(centre.getByRole('link', { name: nom, exact: true })).toBeVisible()
  await expect(centre.getByText('Informations non confirmées').first()).toBeVisible()
  await expectNoSidewaysScroll(centre)
  await centre.getByRole('button', { name: 'Tout est encore exact' }).click()
  await expect(centre.getByRole('heading', { level: 1 })).toHaveText('Merci')
  await expect(centre.getByRole('status')).toContainText('sont confirmés depuis le')
  await centre.goto(lien)
  await expect(centre.getByRole('button', { name: 'Tout est encore exact' })).toHaveCount(0)

  await agent.goto(`/admin/points?q=${encodeURIComponent(noms[0] ?? '')}`)
  await agent.getByRole('link', { name: noms[0] ?? '' }).click()
  await expect(agent.locator('#nom')).toHaveValue(noms[0] ?? '')
  const fiche = await page.context().newPage()
  await fiche.goto(`/points-de-contact/${new URL(agent.url()).pathname.split('/').at(-1)}`)
  await expect(fiche.getByText('Mis à jour le')).toBeVisible()
  await expect(fiche.getByText('Informations non confirmées')).toHaveCount(0)
  await agent.goto('/admin/journal')
  await expect(agent.getByText('depuis le lien de confirmation annuel').first()).toBeVisible()
  await fiche.goto(lien)
  await expectAccessible(fiche)
})

test('[TJE-02] un lien abîmé le dit, et des points changés entre-temps se relisent avant d’être confirmés', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  const nom = `Point ancien ${unMot()}`
  const lien = await recevoirLeLien(agent, identite.courriel, [nom], baseURL ?? '')
  const visite = await (
    await browser.newContext({ baseURL: baseURL ?? '', viewport: { width: 360, height: 740 } })
  ).newPage()
  for (const faux of [`${lien.slice(0, -2)}xx`, lien.slice(0, 40), '/toujours-exact/rien']) {
    expect((await visite.goto(faux))?.status()).toBe(404)
    await expect(visite.getByRole('heading', { level: 1 })).toHaveText('Ce lien n’est pas reconnu')
    await expect(visite.getByRole('status')).toContainText('ouvrez-le depuis notre courriel')
  }
  await visite.goto(lien)
  await expectAccessible(visite)
  await agent.goto(`/admin/points?q=${encodeURIComponent(nom)}`)
  await agent.getByRole('link', { name: nom }).click()
  await agent.getByLabel('Téléphone').fill('05 36 49 00 09')
  await agent.getByRole('button', { name: 'Publier les corrections' }).click()
  await expect(agent.getByText('Le point est à jour')).toBeVisible()
  await visite.getByRole('button', { name: 'Tout est encore exact' }).click()
  await expect(visite.getByRole('alert').filter({ hasText: 'Vos points ont changé' })).toBeVisible()
  await visite.goto(lien)
  await expect(visite.getByText('05 36 49 00 09').first()).toBeVisible()
  await visite.getByRole('button', { name: 'Tout est encore exact' }).click()
  await expect(visite.getByRole('heading', { level: 1 })).toHaveText('Merci')
})

test('[TJE-03] un grand centre relit ses points page par page, et confirme sur la dernière, sans JavaScript', async ({
  page,
  browser,
  baseURL,
  withoutScript,
  expectAccessible,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  const mot = unMot()
  const noms = Array.from({ length: 201 }, (_, rang) => `Point ${mot} ${String(rang + 1).padStart(3, '0')}`)
  const lien = await recevoirLeLien(agent, identite.courriel, noms, baseURL ?? '')
  const centre = await withoutScript.newPage()
  const confirmer = centre.getByRole('button', { name: 'Tout est encore exact' })
  await centre.goto(lien)
  await expect(centre.getByText('Points 1 à 200 sur 201.')).toBeVisible()
  await expect(centre.getByText('il en reste 1.')).toBeVisible()
  await expect(confirmer).toHaveCount(0)
  await expectNoSidewaysScroll(centre)
  // Passed over: it says so, and leads back.
  await centre.goto(`${lien}?page=2`)
  await expect(centre.getByText('On ne confirme que ce que l’on a lu')).toBeVisible()
  await expect(confirmer).toHaveCount(0)
  await centre.getByRole('link', { name: 'Reprendre à la première page' }).click()
  await centre.getByRole('link', { name: 'Lire la suite' }).click()
  await expect(centre.getByText('Points 201 à 201 sur 201.')).toBeVisible()
  await expect(centre.getByRole('link', { name: noms[200] ?? '', exact: true })).toBeVisible()
  const suite = new URL(centre.url())
  await page.goto(`${suite.pathname}${suite.search}`)
  await expectAccessible(page)
  await confirmer.click()
  await expect(centre.getByRole('heading', { level: 1 })).toHaveText('Merci')
})
