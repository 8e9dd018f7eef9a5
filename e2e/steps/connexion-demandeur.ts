/** Signing in as applicants do, with the code that the outbox of the demonstration shows. */
import { expect, type Page } from '@playwright/test'

/** Reads, on a page of its own, the last code that left for an address. */
export async function lireLeCode(page: Page, courriel: string): Promise<string> {
  const boite = await page.context().newPage()
  await boite.goto('/demonstration')
  const message = boite.getByRole('article').filter({ hasText: courriel }).first()
  await expect(message).toContainText('Votre code')
  const code = /\d{3} \d{3}/.exec((await message.textContent()) ?? '')?.[0] ?? ''
  await boite.close()
  return code
}

/** Asks for a code, without typing it. */
export async function demanderUnCode(page: Page, courriel: string): Promise<void> {
  await page.getByLabel('Votre adresse de courriel').fill(courriel)
  await page.getByRole('button', { name: 'Recevoir un code' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Écrivez le code')
}

export async function ecrireLeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code reçu par courriel').fill(code)
  await page.getByRole('button', { name: 'Me connecter' }).click()
}
