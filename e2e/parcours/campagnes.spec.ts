import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { db } from '../../db/client.ts'
import { demande, rappel } from '../../db/schema/index.ts'
import { addDays } from '../../lib/domain/calendrier.ts'
import { formatNumeroUnique, parseNumeroUnique } from '../../lib/domain/demande/numero-unique.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { ADMINISTRATRICE, AUTRE_GESTIONNAIRE, GESTIONNAIRE, seConnecter, unePageDe } from '../steps/connexion.ts'
import { unDemandeurEnBase } from '../steps/demandeur.ts'

// All of a page are decided at once: those of another test among them.
test.describe.configure({ mode: 'default' })

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

  const envoi = page.getByRole('checkbox', { name: `Envoi ${reference.slice(0, 8)}` })
  const enregistrer = page.getByRole('button', { name: 'Enregistrer la décision' })
  await enregistrer.click()
  const alerte = page.getByRole('alert').filter({ hasText: 'Dites si ces envois sont partis.' })
  await expect(alerte).toContainText('Cochez au moins un envoi.')
  await page.getByText(`Envoi ${reference.slice(0, 8)}`, { exact: true }).click()
  await expect(envoi).toBeChecked()
  await enregistrer.click()
  // The second answer, which no more asks for a tick, shows the form again: what is chosen before it would be reset.
  await expect(alerte).not.toContainText('Cochez au moins un envoi.')
  await expect(envoi).toBeChecked()
  await page.getByLabel('Les envois cochés sont').selectOption('Partis')
  await enregistrer.click()
  await expect(page.getByText('Votre décision est enregistrée.')).toBeVisible()
  await expect(envoi).toHaveCount(0)
})

test('[RAP-03] quand une passerelle s’est tue, l’administratrice décide de tous les envois de la page à la fois, sans JavaScript ; la page dit ceux qui étaient déjà réglés', async ({
  withoutScript,
}) => {
  const references = [unEnvoiIncertain(), unEnvoiIncertain()]
  const ici = await withoutScript.newPage()
  await seConnecter(ici, ADMINISTRATRICE)
  const ancienne = await withoutScript.newPage()
  for (const page of [ici, ancienne]) await page.goto('/admin/envois')
  await expectNoSidewaysScroll(ici)
  const decider = async (page: Page) => {
    await page.getByText(/^Les \d+ envois de cette page$/).click()
    await page.getByLabel('Les envois cochés sont').selectOption('Partis')
    await page.getByRole('button', { name: 'Enregistrer la décision' }).click()
  }
  await decider(ici)
  await expect(ici.getByRole('status')).toContainText(/Votre décision est enregistrée pour \d+ envois/)
  for (const reference of references) await expect(ici.getByText(reference)).toHaveCount(0)
  // What another page still showed is decided, and says so.
  await decider(ancienne)
  await expect(ancienne.getByRole('status')).toContainText(/Aucun envoi n’a changé. \d+ envois étaient déjà réglés/)
})

test('[RAP-05] le gestionnaire voit les demandes qu’aucun message n’a jointes, et ce qui a manqué ; un autre ne les voit pas', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const { demandes } = await unDemandeurEnBase([{ moisEcoules: 12 }])
  const numero = parseNumeroUnique(demandes[0]?.numeroUnique ?? '')
  if (!numero) throw new Error('A number is wanted')
  const [une] = await db.select().from(demande).where(eq(demande.numeroUnique, numero))
  if (!une?.valideDepuis || !une.expireLe) throw new Error('A demande with its T is wanted')
  const { numeroUnique, territoire, valideDepuis: cycle } = une
  const etape = { numeroUnique, territoire, cycle, jalon: 'dernier-mois', duLe: addDays(une.expireLe, 15) } as const
  await db.insert(rappel).values([
    { ...etape, canal: 'sms', etat: 'echec', motif: 'numero-invalide' },
    { ...etape, canal: 'courriel', etat: 'annule', motif: 'sans-contact' },
  ])
  await page.setViewportSize({ width: 360, height: 740 })
  await seConnecter(page, GESTIONNAIRE)
  await page.goto('/admin')
  await page.getByRole('link', { name: 'À joindre autrement' }).last().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('À joindre autrement')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  const ligne = page.getByRole('row').filter({ hasText: formatNumeroUnique(numero) })
  await expect(ligne).toContainText('SMS (numéro refusé)')
  await expect(ligne).toContainText('courriel (pas d’adresse pour ce canal)')
  const ailleurs = await unePageDe(browser, AUTRE_GESTIONNAIRE, baseURL ?? '')
  await ailleurs.goto('/admin/a-joindre')
  await expect(ailleurs.getByRole('heading', { level: 1 })).toHaveText('À joindre autrement')
  await expect(ailleurs.getByText(formatNumeroUnique(numero))).toHaveCount(0)
})
