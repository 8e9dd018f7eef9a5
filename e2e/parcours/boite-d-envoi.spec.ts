import { db } from '../../db/client.ts'
import { messageEnvoye } from '../../db/schema/index.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { openOnce } from '../steps/base.ts'

test('[HIS-02] la boîte d’envoi se lit jusqu’au premier message, sans JavaScript, au clavier, à 320 px', async ({
  withoutScript,
  page: vive,
  expectAccessible,
}) => {
  await openOnce()
  // Of long ago: they are further than what the other journeys look for.
  await db.insert(messageEnvoye).values(
    Array.from({ length: 101 }, (_, rang) => ({
      cle: `HIS-02:${Date.now()}:${rang}`,
      canal: 'courriel' as const,
      destinataire: 'ancienne@exemple.invalid',
      objet: `Ancien message ${rang}`,
      corps: 'Bonjour',
      etat: 'envoye' as const,
      envoyeAt: new Date('2020-01-01T12:00:00Z'),
      createdAt: new Date(Date.UTC(2020, 0, 1, 12, 0, rang)),
    })),
  )
  const page = await withoutScript.newPage()
  await page.setViewportSize({ width: 320, height: 740 })
  await page.goto('/demonstration')
  const boite = page.getByRole('region', { name: 'Boîte d’envoi' })
  const plus = boite.getByRole('link', { name: 'Messages plus anciens' })
  const vus = new Set<string>()
  for (;;) {
    for (const titre of await boite.getByRole('heading', { level: 3 }).allTextContents()) vus.add(titre)
    if ((await plus.count()) === 0) break
    await plus.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\?messages=/)
    await expect(boite).toBeInViewport()
  }
  for (let rang = 0; rang <= 100; rang += 1) expect(vus).toContain(`Ancien message ${rang}`)
  await expectNoSidewaysScroll(page)
  await vive.goto(page.url())
  await expectAccessible(vive)
  await boite.getByRole('link', { name: 'Revenir aux derniers messages' }).click()
  await expect(page).toHaveURL(/\/demonstration#messages$/)
})
