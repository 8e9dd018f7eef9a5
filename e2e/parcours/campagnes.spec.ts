import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { ADMINISTRATRICE, seConnecter } from '../steps/connexion.ts'

/** The reference of a mail that may have left. */
function unEnvoiIncertain(): string {
  const options = ['--conditions=react-server', '--disable-warning=ExperimentalWarning']
  const step = join(import.meta.dirname, '../steps/un-envoi-incertain.ts')
  const done = spawnSync(process.execPath, [...options, step, String(randomInt(100_000, 900_000))], {
    encoding: 'utf8',
  })
  expect(done.status, done.stderr).toBe(0)
  return done.stdout.slice(done.stdout.lastIndexOf('\n') + 1)
}

test('[RAP-02] l’administratrice voit les envois, arrête et reprend une étape, décide d’un envoi à vérifier', async ({
  page,
  expectAccessible,
}) => {
  const reference = unEnvoiIncertain()
  await page.setViewportSize({ width: 360, height: 740 })
  await seConnecter(page, ADMINISTRATRICE)
  await page.goto('/admin/envois?territoire=09&canal=courriel')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await expect(page.getByRole('rowheader', { name: 'Relance, courriel' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Par territoire' }).getByRole('rowheader')).toHaveText(['09 Ariège'])

  // A territory that no other journey sends in.
  const reprendre = page.getByRole('button', { name: /^Reprendre : Relance, 974/ })
  if (await reprendre.isVisible()) await reprendre.click()
  await page.getByLabel('Territoire').last().selectOption('974')
  await page.getByLabel('Étape').last().selectOption('relance')
  await page.getByRole('button', { name: 'Arrêter ces envois' }).click()
  await expect(page.getByText('Ces envois sont arrêtés')).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await reprendre.click()
  await expect(page.getByText('Ces envois reprennent.')).toBeVisible()
  await expect(reprendre).toHaveCount(0)

  const envoi = page.getByRole('region', { name: `Envoi ${reference.slice(0, 8)}` })
  await envoi.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(envoi.getByRole('alert')).toContainText('Dites si cet envoi est parti.')
  await envoi.getByLabel('Cet envoi').selectOption('Il est parti')
  await envoi.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(page.getByText('Votre décision est enregistrée.')).toBeVisible()
  await expect(envoi).toHaveCount(0)
})
