import { randomUUID } from 'node:crypto'
import { expect, type Locator, type Page } from '@playwright/test'
import { eq, sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { lectureDImport } from '#db/schema/index.ts'
import { SECONDES_SANS_SIGNE } from '#lib/domain/guichet/recensement/lecture-menee.ts'
import { openOnce } from './base.ts'
import type { unClasseur } from './classeur.ts'

/** Deposits a file, as people do from the page of censuses; what comes of it is for who asks to look at. */
export async function deposerUnFichier(agent: Page, fichier: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
  await agent.goto('/admin/recensements')
  await agent.getByLabel('Votre classeur').setInputFiles(fichier)
  await agent.getByRole('button', { name: 'Déposer et lire' }).click()
}

/** Deposits a file that can be read; the address of its import, once it shows what was understood. */
export async function lireUnFichier(...depot: Parameters<typeof deposerUnFichier>): Promise<string> {
  const [agent] = depot
  await deposerUnFichier(...depot)
  await expect(agent.getByRole('heading', { name: 'Ce que nous avons compris' })).toBeVisible()
  return new URL(agent.url()).pathname
}

/** Deposits a workbook and publishes it; `bouton` says how many lines that is when it matters. */
export async function publierUnClasseur(
  agent: Page,
  classeur: ReturnType<typeof unClasseur>,
  bouton: string | RegExp = /^Publier/,
): Promise<void> {
  await deposerUnFichier(agent, classeur)
  await agent.getByRole('button', { name: bouton }).click()
  await expect(agent.getByText('Le recensement est publié')).toBeVisible()
}

/** Without scripts, asks again for a reading that goes on behind its page, until that is shown. */
export async function attendreLaLecture(page: Page, attendu: Locator): Promise<void> {
  const suite = page.getByRole('link', { name: 'Voir où elle en est' })
  await expect(async () => {
    if ((await suite.count()) > 0) await suite.click()
    await expect(attendu).toBeVisible({ timeout: 500 })
  }).toPass()
}

/** As if the server that led the reading of that import had been killed. */
export const perdreUneLecture = (importId: string) =>
  db
    .update(lectureDImport)
    .set({ vueAt: sql`now() - make_interval(secs => ${SECONDES_SANS_SIGNE})` })
    .where(eq(lectureDImport.importId, importId))

/** As if a reading of that import went on behind its page, which so many rows of it have come to; null: it has ended. */
export async function suivreUneLecture(importId: string, lues: number | null): Promise<void> {
  await openOnce()
  if (lues === null) {
    await db.delete(lectureDImport).where(eq(lectureDImport.importId, importId))
    return
  }
  const suivie = { lues, echec: null, jeton: randomUUID(), vueAt: sql`now() + interval '10 minutes'` }
  await db
    .insert(lectureDImport)
    .values({ importId, ...suivie })
    .onConflictDoUpdate({ target: lectureDImport.importId, set: suivie })
}
