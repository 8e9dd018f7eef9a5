import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { getDocumentProxy } from 'unpdf'
import { db } from '../../db/client.ts'
import { lotDeCourriers } from '../../db/schema/index.ts'
import { addDays, jour as unJour } from '../../lib/domain/calendrier.ts'
import { formatNumeroUnique, parseNumeroUnique } from '../../lib/domain/demande/numero-unique.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { GESTIONNAIRE, seConnecter, unePageDe } from '../steps/connexion.ts'
import { unDemandeurEnBase } from '../steps/demandeur.ts'

/** The night plans what is due, at once. */
function planifier(): void {
  const step = join(import.meta.dirname, '../steps/passer-un-travail.ts')
  const options = ['--conditions=react-server', '--disable-warning=ExperimentalWarning']
  const done = spawnSync(process.execPath, [...options, step, 'rappels'], { encoding: 'utf8' })
  expect(done.status, done.stderr).toBe(0)
}

const numeroEnGroupes = (texte = ''): string => {
  const numero = parseNumeroUnique(texte)
  if (!numero) throw new Error(`Not a number: ${texte}`)
  return formatNumeroUnique(numero)
}

async function texteDuPdf(chemin: string): Promise<string> {
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(chemin)))
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1)))
  const textes = await Promise.all(pages.map(async (page) => (await page.getTextContent()).items))
  return textes
    .flat()
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
    .replace(/\s+/g, ' ')
}

test('[CRR-01] le gestionnaire prend les lettres du jour, les télécharge deux fois à l’identique, les dit remises, note un retour', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const { demandes } = await unDemandeurEnBase([{ moisEcoules: 11 }])
  const numero = numeroEnGroupes(demandes[0]?.numeroUnique)
  planifier()
  await seConnecter(page, GESTIONNAIRE)
  await page.goto('/admin/courriers')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  const prise = () => page.getByRole('button', { name: 'Prendre les lettres : Ariège' })
  await expect(prise()).toBeVisible()
  // Somebody else had the page open, and comes second.
  const seconde = await unePageDe(browser, GESTIONNAIRE, baseURL ?? '')
  await seconde.goto('/admin/courriers')
  await prise().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ariège : lot du')
  await seconde.getByRole('button', { name: 'Prendre les lettres : Ariège' }).click()
  await expect(seconde.getByText('Aucune lettre n’attend dans ce territoire')).toBeVisible()
  await expectAccessible(page)

  const telecharger = async (nom: string) => {
    const [fichier] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: nom }).click()])
    return fichier.path()
  }
  const premier = await telecharger('Télécharger les lettres (PDF)')
  const deuxieme = await telecharger('Télécharger les lettres (PDF)')
  expect((await readFile(premier)).equals(await readFile(deuxieme))).toBe(true)
  expect(await texteDuPdf(premier)).toContain(numero)
  const csv = await readFile(await telecharger('Télécharger les adresses (CSV)'), 'utf8')
  expect(csv.split('\r\n').find((ligne) => ligne.includes(numero))).toContain(';Camille Inventée;45 cours Fictif;09000')

  await page.getByLabel('Jour de la remise à la poste').fill('2020-01-01')
  await page.getByRole('button', { name: 'Dire que ces lettres sont remises' }).click()
  await expect(page.getByText('Écrivez le jour où la poste a reçu ces lettres')).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Dire que ces lettres sont remises' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Ces lettres sont remises' })).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  const rang = page.getByRole('row').filter({ hasText: numero })
  await expect(rang).toContainText('Remise')
  const lettre = ((await rang.getByRole('rowheader').textContent()) ?? '').replace(/\D/g, '')

  await page.getByLabel('Numéro de la lettre').fill(lettre)
  await page.getByLabel('Numéro de la demande').fill('1234')
  await page.getByLabel('Que faire de cette lettre').selectOption('Attendre une nouvelle adresse')
  await page.getByRole('button', { name: 'Noter le retour' }).click()
  await expect(page.locator('#retour-numeroUnique-erreur')).toContainText('Écrivez les dix-huit caractères')
  await page.getByLabel('Numéro de la demande').fill(numero)
  await page.getByLabel('Que faire de cette lettre').selectOption('Attendre une nouvelle adresse')
  await page.getByRole('button', { name: 'Noter le retour' }).click()
  await expect(page.getByText('Le retour de cette lettre est noté.')).toBeVisible()
  await expect(rang).toContainText('attend une nouvelle adresse')
  expect((await page.request.get(`${new URL(page.url()).pathname}/lettres`)).status()).toBe(404)
})

test('[CRR-02] sans JavaScript, un lot se prend et s’abandonne ; la démonstration montre chaque lettre', async ({
  withoutScript,
  page,
  expectAccessible,
}) => {
  const { demandes } = await unDemandeurEnBase([{ moisEcoules: 11, territoire: '32' }])
  planifier()
  const visite = await withoutScript.newPage()
  await seConnecter(visite, GESTIONNAIRE)
  await visite.goto('/admin/courriers')
  await visite.getByRole('button', { name: 'Prendre les lettres : Gers' }).click()
  await expect(visite.getByRole('heading', { level: 1 })).toContainText('Gers : lot du')
  await visite.getByRole('button', { name: 'Abandonner ce lot' }).click()
  await expect(visite.getByRole('alert')).toContainText('Détruisez d’abord les lettres imprimées')
  await visite.locator('label[for="abandon-detruites"]').click()
  await visite.getByRole('button', { name: 'Abandonner ce lot' }).click()
  await expect(visite.getByText('Ce lot est abandonné : ses lettres attendent de nouveau.')).toBeVisible()
  await visite.goto('/admin/courriers')
  await expect(visite.getByRole('button', { name: 'Prendre les lettres : Gers' })).toBeVisible()

  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/demonstration')
  const courriers = page.getByRole('region', { name: 'Courriers' })
  const lettre = courriers.getByText(numeroEnGroupes(demandes[0]?.numeroUnique))
  // The other journeys have letters of their own: it is on the first page, or on one that follows.
  while ((await lettre.count()) === 0)
    await page.goto((await courriers.getByRole('link', { name: 'Courriers plus anciens' }).getAttribute('href')) ?? '')
  await expect(lettre).toBeVisible()
  await expectAccessible(page)
})

test('[CRR-03] le jour d’une remise, dit trop tôt, se corrige vers un jour plus récent ; un jour plus ancien est refusé', async ({
  page,
  expectAccessible,
}) => {
  await unDemandeurEnBase([{ moisEcoules: 11, territoire: '65' }])
  planifier()
  await seConnecter(page, GESTIONNAIRE)
  await page.goto('/admin/courriers')
  await page.getByRole('button', { name: 'Prendre les lettres : Hautes-Pyrénées' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hautes-Pyrénées : lot du')
  const lot = new URL(page.url()).pathname
  const jour = page.getByLabel('Jour de la remise à la poste')
  const aujourdHui = unJour(await jour.inputValue())
  // Taken three days ago: a batch of today could only be handed over today.
  await db
    .update(lotDeCourriers)
    .set({ prisAt: new Date(Date.now() - 3 * 86_400_000) })
    .where(eq(lotDeCourriers.id, lot.split('/').at(-1) ?? ''))
  await jour.fill(addDays(aujourdHui, -2))
  await page.getByRole('button', { name: 'Dire que ces lettres sont remises' }).click()
  await expect(page.getByRole('heading', { name: 'Le jour de la remise est faux ?' })).toBeVisible()
  await jour.fill(addDays(aujourdHui, -3))
  await page.getByRole('button', { name: 'Corriger le jour de la remise' }).click()
  await expect(page.getByText('écrivez un jour plus récent')).toBeVisible()
  await expect(jour).toHaveValue(addDays(aujourdHui, -3))
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await jour.fill(aujourdHui)
  await page.getByRole('button', { name: 'Corriger le jour de la remise' }).click()
  await expect(page.getByText('Le jour de la remise est corrigé')).toBeVisible()
  await page.goto(`${lot}?corrige=2`)
  await expectAccessible(page)
})
