import type { Page } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'

/** Opens a page by the footer of the home page, on the narrowest screen. */
async function openFromFooter(page: Page, link: string, path: string, title: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 740 })
  await page.goto('/')
  await page.getByRole('contentinfo').getByRole('link', { name: link, exact: true }).click()
  await expect(page).toHaveURL(path)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expectNoSidewaysScroll(page)
}

test('[LOI-01] l’aide s’ouvre depuis le pied de page et se lit sur un téléphone', async ({
  page,
  expectAccessible,
}) => {
  await openFromFooter(page, 'Aide', '/aide', 'Aide')
  await expectAccessible(page)
  await page.getByText('Quand renouveler ma demande ?').click()
  await expect(page.getByText('Le dernier jour est le 12 avril 2027.')).toBeVisible()
  for (const question of await page.locator('summary').all()) {
    const open = await question.evaluate((summary) => summary.parentElement?.hasAttribute('open'))
    if (!open) await question.click()
  }
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('[LOI-02] la déclaration d’accessibilité dit « non conforme » et où se plaindre', async ({
  page,
  expectAccessible,
}) => {
  await openFromFooter(page, 'Accessibilité : non conforme', '/accessibilite', 'Déclaration d’accessibilité')
  const main = page.getByRole('main')
  await expect(main.getByText('non conforme')).toBeVisible()
  await expect(main.getByRole('link', { name: 'defenseurdesdroits.fr' })).toBeVisible()
  await expectAccessible(page)
})

test('[LOI-03] la page des données personnelles dit ce qui est gardé et combien de temps', async ({
  page,
  expectAccessible,
}) => {
  await openFromFooter(page, 'Données personnelles', '/donnees-personnelles', 'Données personnelles')
  const main = page.getByRole('main')
  for (const promise of [
    '30 jours après leur fin',
    'un an, qu’ils soient traités ou non',
    'les trois derniers publiés de chacun',
    'Leur texte est effacé dès l’envoi, sauf dans cette démonstration',
  ])
    await expect(main.getByText(promise)).toBeVisible()
  await expect(main.getByRole('link', { name: 'vous plaindre à la CNIL' })).toBeVisible()
  await expectAccessible(page)
  expect(await page.context().cookies()).toEqual([])
})

test('[LOI-04] les mentions légales disent qui publie, sous quelle licence, d’après quelles sources', async ({
  page,
  expectAccessible,
}) => {
  await openFromFooter(page, 'Mentions légales', '/mentions-legales', 'Mentions légales')
  const main = page.getByRole('main')
  await expect(main.getByText('Éditeur :')).toBeVisible()
  for (const name of ['EUPL-1.2', 'Licence Ouverte 2.0', 'GeoNames', 'Natural Earth'])
    await expect(main.getByRole('link', { name })).toBeVisible()
  await expectAccessible(page)
})

test('[LOI-05] sans script, chaque réponse de l’aide est dans la page et se déplie', async ({ withoutScript }) => {
  const page = await withoutScript.newPage()
  await page.goto('/aide')
  const answer = page.getByText('Ne payez personne pour cela.')
  await expect(answer).toBeHidden()
  await page.getByText('Combien cela coûte-t-il ?').click()
  await expect(answer).toBeVisible()
  // What is done online is said first, and a guichet does it too.
  for (const [id, phrase, vers] of [
    ['comment-renouveler', /En ligne.*Ou avec un point de contact/s, '/renouveler'],
    ['changer-de-nom', /depuis Ma demande, ou à un guichet/, '/ma-demande'],
    ['autre-changement', /depuis Ma demande, ou à un guichet/, '/ma-demande'],
  ] as const) {
    const reponse = page.locator(`#${id}`)
    await reponse.locator('summary').click()
    await expect(reponse).toContainText(phrase)
    await expect(reponse.getByRole('link')).toHaveAttribute('href', vers)
  }
})

test('[LOI-06] chaque page part avec son titre dans son en-tête', async ({ request, page }) => {
  const userAgent = await page.evaluate(() => navigator.userAgent)
  for (const path of [
    '/',
    '/aide',
    '/communes?q=foix',
    '/points-de-contact?departement=09',
    '/connexion',
    '/nulle-part',
  ]) {
    const head = (await (await request.get(path, { headers: { 'user-agent': userAgent } })).text()).split('</head>')[0]
    expect(head, path).toMatch(/<title>[^<]*Demande de logement social<\/title>/)
  }
})

test('[LOI-07] on lit si un message vient de nous, comment le vérifier et à qui le dire', async ({
  page,
  expectAccessible,
  withoutScript,
}) => {
  const titre = 'Ce message vient-il de nous ?'
  await openFromFooter(page, titre, '/nos-messages', titre)
  await expectAccessible(page)
  const main = page.getByRole('main')
  await expect(main.getByText('tout est gratuit')).toBeVisible()
  await expect(main.getByText('ne-pas-repondre@portail.invalid')).toBeVisible()
  await expect(main.getByText(new URL(page.url()).host, { exact: true })).toBeVisible()
  await expect(main.getByText('transférez-le au 33700')).toBeVisible()
  const sansScript = await withoutScript.newPage()
  await sansScript.goto('/nos-messages')
  await sansScript.getByRole('link', { name: 'calculer vos dates' }).click()
  await expect(sansScript.getByRole('heading', { level: 1 })).toHaveText('Quand renouveler ma demande ?')
})
