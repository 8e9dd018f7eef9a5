import { expect, type Page } from '@playwright/test'
import type { unClasseur } from './classeur.ts'

/** Deposits a workbook and publishes it; `bouton` says how many lines that is when it matters. */
export async function publierUnClasseur(
  agent: Page,
  classeur: ReturnType<typeof unClasseur>,
  bouton: string | RegExp = /^Publier/,
): Promise<void> {
  await agent.goto('/admin/recensements')
  await agent.getByLabel('Votre classeur').setInputFiles(classeur)
  await agent.getByRole('button', { name: 'Déposer et lire' }).click()
  await agent.getByRole('button', { name: bouton }).click()
  await expect(agent.getByText('Le recensement est publié')).toBeVisible()
}
