/** Signing in as people do: through the local provider, on its own page. */
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { type Browser, expect, type Page } from '@playwright/test'

/** Comptes of the demonstration, by the first name that the provider shows. */
export const GESTIONNAIRE = 'Gaston Gestion-Fictive'
export const AUTRE_GESTIONNAIRE = 'Gisele Gestion-Fictive'
/** Agent of an invented centre of Ariège, whose points are in the demonstration. */
export const AGENTE = 'Agathe Guichet-Fictif'
export const ADMINISTRATRICE = 'Adele National-Fictif'
export const SIRET = '12345678200010'

export type Identite = Readonly<{ prenom: string; nom: string; courriel: string; siret: string }>

/** A word of its own for each test, so that tests in parallel never meet. */
export const unMot = (): string => randomInt(1_000_000_000).toString(36)

/** Chooses the identity on the provider's page, then waits to be back on the portal. */
export async function choisir(page: Page, identite: string | Identite): Promise<void> {
  await page.getByRole('button', { name: 'Se connecter avec ProConnect' }).click()
  await expect(page.getByRole('heading', { name: 'Qui voulez-vous être ?' })).toBeVisible()
  if (typeof identite === 'string') {
    await page.getByRole('button', { name: identite }).click()
  } else {
    await page.getByLabel('Prénom').fill(identite.prenom)
    await page.getByLabel('Nom', { exact: true }).fill(identite.nom)
    await page.getByLabel('Courriel').fill(identite.courriel)
    await page.getByLabel('SIRET').fill(identite.siret)
    await page.getByRole('button', { name: 'Continuer avec cette identité' }).click()
  }
  await expect(page.getByRole('heading', { name: 'Qui voulez-vous être ?' })).toBeHidden()
}

export async function seConnecter(page: Page, identite: string | Identite, retour = '/admin'): Promise<void> {
  await page.goto(`/connexion?retour=${encodeURIComponent(retour)}`)
  await choisir(page, identite)
  await expect(page.getByRole('button', { name: 'Se déconnecter' })).toBeVisible()
}

/** A page of someone else, in a browser of their own. */
export async function unePageDe(browser: Browser, identite: string | Identite, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: 'fr-FR', viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await seConnecter(page, identite)
  return page
}

/** The gestionnaire creates a centre, in the Gers unless another of their départements is named; answers its name and id. */
export async function creerUnCentre(
  page: Page,
  departement = '32 Gers',
): Promise<Readonly<{ nom: string; id: string }>> {
  const nom = `Centre fictif ${unMot()}`
  await page.goto('/admin/centres/nouveau')
  await page.getByLabel('Nom', { exact: false }).first().fill(nom)
  await page.getByText(departement).click()
  await page.getByRole('button', { name: 'Créer le centre' }).click()
  await expect(page.getByText('Le centre est créé.')).toBeVisible()
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  return { nom, id }
}

/** The gestionnaire invites an agent to that centre; answers who they are. */
export async function inviterUnAgent(
  page: Page,
  centreId: string,
  role: 'agent-de-guichet' | 'responsable-de-guichet' = 'agent-de-guichet',
): Promise<Identite> {
  const identite = { prenom: 'Agnes', nom: 'Fictive', courriel: `agnes-${unMot()}@centre.invalid`, siret: SIRET }
  await page.goto(`/admin/comptes/nouveau?centre=${centreId}`)
  await page.getByLabel('Courriel professionnel').fill(identite.courriel)
  await page.getByLabel('Rôle').selectOption(role)
  await page.getByLabel('SIRET de l’organisme').fill(identite.siret)
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await expect(page.getByText('L’invitation est partie.')).toBeVisible()
  return identite
}

/** The gestionnaire signs in on this page, creates a centre and invites its agent, who signs in on a page of their own. */
export async function unAgent(page: Page, browser: Browser, baseURL: string | undefined) {
  await seConnecter(page, GESTIONNAIRE)
  const centre = await creerUnCentre(page)
  const identite = await inviterUnAgent(page, centre.id)
  return { agent: await unePageDe(browser, identite, baseURL ?? ''), centre, identite }
}

/** Someone whose account was made when their role could still be invited. */
export function unCoordinateur(): Identite {
  const identite = { prenom: 'Corinne', nom: 'Fictive', courriel: `corinne-${unMot()}@region.invalid`, siret: SIRET }
  const script = join(import.meta.dirname, 'ecrire-un-compte.ts')
  const done = spawnSync(
    process.execPath,
    [
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      script,
      'coordinateur-regional',
      identite.courriel,
      SIRET,
    ],
    { encoding: 'utf8' },
  )
  expect(done.status, done.stderr).toBe(0)
  return identite
}
