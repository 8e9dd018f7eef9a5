/** Through the pages of a renewal, as its applicant answers them. */
import { expect, type Locator, type Page } from '@playwright/test'
import { type DemandeurEcrit, loginDemandeur } from './demandeur.ts'

export const refDe = ({ demandes }: DemandeurEcrit): string => demandes[0]?.ref ?? ''
export const cheminDe = (qui: DemandeurEcrit): string => `/renouveler/${refDe(qui)}`
export const bouton = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name })
export const titre = (page: Page): Locator => page.getByRole('heading', { level: 1 })
export const recu = (page: Page) => page.locator('.renouveler__recu').textContent()

/** Signs in and opens the renewal; answers its address. */
export async function entrer(page: Page, qui: DemandeurEcrit): Promise<string> {
  await loginDemandeur(page, qui)
  await page.goto(cheminDe(qui))
  return cheminDe(qui)
}

/** The same resources and the same income as last year, to the page where all is confirmed unless something is missing. */
export async function repondreToujours(page: Page, ensuite = 'Confirmer'): Promise<void> {
  await bouton(page, /^Toujours/).click()
  await expect(titre(page)).toHaveText('Votre revenu fiscal de référence')
  await bouton(page, /^Toujours/).click()
  await expect(titre(page)).toHaveText(ensuite)
}

/** Declares on honour, and sends. */
export async function confirmer(page: Page): Promise<void> {
  await page.locator('label[for="honneur"]').click()
  await bouton(page, 'Renouveler ma demande').click()
}

/** The same, and it is renewed. */
export async function renouveler(page: Page): Promise<void> {
  await confirmer(page)
  await expect(titre(page)).toContainText('Votre demande est renouvelée jusqu’au')
}
