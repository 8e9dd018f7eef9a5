/** The told stories of the demonstration: each opens in one click, and its page says what the story is about. */
import type { Locator, Page } from '@playwright/test'
import { HISTOIRES_RACONTEES, type SlugDHistoire } from '#lib/documents/histoires.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { addDays, type Jour, jour } from '#lib/domain/calendrier.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { aujourdHuiLa, jourDuSemis } from '../steps/demandeur.ts'
import { bouton, repondreToujours, titre } from '../steps/renouveler.ts'

const suite = (page: Page): Locator => page.getByRole('region', { name: 'Ce qui vient ensuite' })
const histoire = (page: Page): Locator => page.getByRole('region', { name: 'Ce qui s’est passé' })
/** What is said beside a label, of the dates or of what is registered. */
const dit = (page: Page, libelle: string): Locator =>
  page
    .locator('main dl > div')
    .filter({ has: page.locator('dt').getByText(libelle, { exact: true }) })
    .locator('dd')
/** The day that is told there, in full, as a day. */
async function jourDe(page: Page, libelle: string): Promise<Jour> {
  const time = dit(page, libelle).locator('time')
  const lu = jour((await time.getAttribute('datetime')) ?? '')
  await expect(time).toHaveText(formatJourEntier(lu))
  return lu
}
const aRenouveler = (page: Page) => expect(page.getByRole('link', { name: 'Renouveler ma demande' })).toBeVisible()
const dernierMois = (le: Jour) =>
  `C’est votre dernier mois : renouvelez au plus tard le ${formatJourEntier(le)}. Après ce jour, la demande peut être radiée (annulée).`
/** Months have unequal lengths: a day that is counted in months and in days falls on it, or on one of its neighbours. */
const autourDe = (le: Jour): readonly Jour[] => [-2, -1, 0, 1, 2].map((jours) => addDays(le, jours))

/** What the page of each says, when it was opened on the day of the seed; a story without its words does not compile. */
const DISENT: Readonly<Record<SlugDHistoire, (page: Page, semis: Jour) => Promise<void>>> = {
  'a-renouveler': async (page, semis) => {
    const dernierJour = await jourDe(page, 'Dernier jour pour renouveler')
    await expect(suite(page)).toContainText(
      `Vous pouvez renouveler votre demande dès maintenant, et jusqu’au ${formatJourEntier(dernierJour)} inclus.`,
    )
    expect(autourDe(addDays(semis, 20))).toContain(await jourDe(page, 'La demande est valable jusqu’au'))
    await aRenouveler(page)
  },
  'dernier-mois': async (page, semis) => {
    expect(autourDe(addDays(semis, -10))).toContain(await jourDe(page, 'La demande est valable jusqu’au'))
    await expect(suite(page)).toContainText(dernierMois(await jourDe(page, 'Dernier jour pour renouveler')))
    await aRenouveler(page)
  },
  'dernier-jour-outre-mer': async (page) => {
    const [semis, le] = [await jourDuSemis('974'), await aujourdHuiLa('974')]
    const dernierJour = await jourDe(page, 'Dernier jour pour renouveler')
    expect([0, 1, 2].map((jours) => addDays(semis, jours))).toContain(dernierJour)
    // A run that goes on past midnight in Saint-Denis finds the day after.
    await expect(suite(page)).toContainText(
      le <= dernierJour
        ? dernierMois(dernierJour)
        : `Le dernier jour pour renouveler était le ${formatJourEntier(dernierJour)}.`,
    )
  },
  radiee: async (page, semis) => {
    await expect(page.locator('.ma-demande__numero')).toContainText('Radiée (annulée)')
    expect(await jourDe(page, 'Radiée (annulée) le')).toBe(semis)
    await expect(suite(page)).toContainText(
      `Votre demande est radiée (annulée) depuis le ${formatJourEntier(semis)} : elle n’a pas été renouvelée à temps. Voyez sans attendre un guichet qui enregistre les demandes`,
    )
    await expect(histoire(page)).toContainText('Demande radiée (annulée) : non-renouvellement')
    await expect(page.locator('main')).not.toContainText(/réactiv/i)
  },
  reactivee: async (page, semis) => {
    await expect(page.locator('.ma-demande__numero')).toContainText('Active')
    await expect(histoire(page).getByRole('listitem').first()).toContainText(
      `${formatJourEntier(semis)} : Demande réactivée (guichet)`,
    )
    await expect(histoire(page).getByRole('listitem').nth(1)).toContainText('Demande radiée (annulée)')
    expect(await jourDe(page, 'Ancienneté')).toBe(await jourDe(page, 'Déposée le'))
    expect((await jourDe(page, 'Ancienneté')) < addDays(semis, -700)).toBe(true)
  },
  separee: async (page, semis) => {
    expect(await jourDe(page, 'Déposée le')).toBe(semis)
    expect((await jourDe(page, 'Ancienneté')) < addDays(semis, -700)).toBe(true)
    await expect(dit(page, 'Ancienneté')).toContainText(/^2 ans et 7 mois, depuis le /)
    await expect(dit(page, 'Nom')).toContainText('Dominique Fictif-Separe')
    await expect(page.locator('main')).not.toContainText('Claude')
    await expect(suite(page)).toContainText('Rien à faire pour l’instant. Vous pourrez renouveler à partir du')
  },
  incomplete: async (page) => {
    await expect(dit(page, 'Situation de famille')).toHaveCount(0)
    await page.getByRole('link', { name: 'Renouveler ma demande' }).click()
    await bouton(page, 'Rien n’a changé').click()
    await repondreToujours(page, 'Il manque quelques réponses')
    await expect(page.getByLabel('Situation de famille')).toHaveValue('')
    await expect(page.locator('main')).toContainText('Motif')
  },
  'revenu-inconnu': async (page) => {
    await expect(dit(page, 'Revenu fiscal de référence')).toHaveText('Pas encore connu')
    await aRenouveler(page)
  },
  corse: async (page) => {
    await expect(page.locator('.ma-demande__numero')).toContainText(/^N° 0?2A/)
    await expect(dit(page, 'Adresse')).toContainText('20000 Ajaccio')
    await aRenouveler(page)
  },
  'nee-a-l-etranger': (page) => expect(dit(page, 'Date de naissance')).toHaveText('1975'),
  'un-seul-nom': (page) => expect(dit(page, 'Nom')).toHaveText(/^\p{L}+ Fictif-Unique \(un seul nom\)$/u),
  association: async (page) => {
    await expect(dit(page, 'Association')).toHaveText('Association fictive du Toit')
    await expect(dit(page, 'Date de création')).toHaveText('3 février 2001')
    await expect(page.locator('main h3')).toHaveText(['Vous', 'Ce que vous cherchez'])
  },
  'a-traiter': async (page) => {
    await expect(suite(page)).toContainText(
      'Nous ne connaissons pas la date de votre dernier renouvellement. Personne ne radiera votre demande pour cela',
    )
    await expect(dit(page, 'Dernier jour pour renouveler')).toHaveCount(0)
    await aRenouveler(page)
  },
}

test('[HIS-01] qui essaie la démonstration ouvre d’un geste chacune des histoires, et sa page dit ce qu’elle raconte', async ({
  page,
  expectAccessible,
}) => {
  await page.goto('/demonstration')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  const semis = await jourDuSemis('09')
  const ouvertes = new Set<string>()
  // Each takes the place of the one before, in the same browser.
  for (const [slug, dire] of Object.entries(DISENT)) {
    await test.step(slug, async () => {
      await page.goto('/demonstration')
      const { titre: nom } = HISTOIRES_RACONTEES[slug as SlugDHistoire]
      await bouton(page, nom).click()
      await expect(page).toHaveURL(/\/ma-demande\/[0-9a-f-]{36}$/)
      await expect(titre(page)).toHaveText('Ma demande')
      ouvertes.add(page.url())
      await dire(page, semis)
    })
  }
  expect(ouvertes.size).toBe(13)
})
