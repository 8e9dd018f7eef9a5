/** What does not exist, as a reader without scripts gets it: a whole page, its status, a way on (docs/adr/0021). */
import type { APIRequestContext } from '@playwright/test'
import { isNull } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { importDeRecensement } from '#db/schema/index.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { ADMINISTRATRICE, AGENTE, GESTIONNAIRE, seConnecter, unMot } from '../steps/connexion.ts'
import { type Publies, publierDesPoints } from '../steps/points.ts'

const RETIRE = `Point retiré ${unMot()}`
const RENDU = `Point de retour ${unMot()}`
let points: Publies

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  const centre = `Centre fictif des absences ${unMot()}`
  points = await publierDesPoints(
    [
      {
        nom: RETIRE,
        adresse: {
          voie: '1 place Inventée',
          complement: null,
          codePostal: '23000',
          commune: 'Guéret',
          codeInsee: '23096',
        },
        position: { latitude: 46.17, longitude: 1.87, precision: 'adresse' },
        territoire: { communes: ['23096'], epcis: [], departements: [] },
      },
      {
        nom: RENDU,
        canal: 'telephone',
        adresse: null,
        position: null,
        siteWeb: null,
        territoire: { communes: [], epcis: [], departements: ['23'] },
      },
    ],
    '23',
    centre,
  )
})
test.afterAll(() => points.fin())

/** The status, and the headings and links of the main part, read from the bytes that were sent. */
async function read(request: APIRequestContext, path: string) {
  const answer = await request.get(path, { maxRedirects: 0 })
  const html = await answer.text()
  const [, main = ''] = /<main[^>]*>([\s\S]*)<\/main>/.exec(html) ?? []
  return {
    statut: answer.status(),
    titre: /<h1[^>]*>([^<]*)/.exec(main)?.[1],
    liens: [...main.matchAll(/href="([^"]+)"/g)].map(([, href]) => href),
    cadre: html.includes('<html lang="fr"') && html.includes('<footer'),
    cherche: main.includes('name="q"'),
    indexable: !/<meta name="robots" content="noindex/.test(html),
  }
}

test('[ABS-01] ce qui n’existe pas est une page entière sous 404, sans JavaScript, à chaque demande', async ({
  request,
}) => {
  for (const [path, titre] of [
    ['/communes/99999-nulle-part', 'Cette page n’existe pas'],
    ['/communes/abc', 'Cette page n’existe pas'],
    ['/communes/%3Cscript%3E', 'Cette page n’existe pas'],
    ['/points-de-contact/inconnu000000', 'Ce point de contact n’est pas publié'],
    ['/points-de-contact/..%2F..%2Fetc', 'Ce point de contact n’est pas publié'],
    ['/points-de-contact/inconnu000000/signaler', 'Ce point de contact n’est pas publié'],
    ['/nulle-part', 'Cette page n’existe pas'],
    ['/nulle/part', 'Cette page n’existe pas'],
  ] as const) {
    // Made, then told from the store, then with a query, and by two at once.
    const asked = [path, path, `${path}?de=ailleurs`].map((one) => () => read(request, one))
    for (const ask of [...asked, async () => (await Promise.all([read(request, path), read(request, path)]))[1]])
      expect({ path, ...(await ask()) }).toMatchObject({
        path,
        statut: 404,
        titre,
        cadre: true,
        cherche: true,
        indexable: false,
        liens: expect.arrayContaining(['/', '/points-de-contact']),
      })
  }
  const two = await Promise.all([1, 2, 3].map(() => read(request, '/communes/98765-ensemble')))
  expect(two.map(({ statut, titre }) => [statut, titre])).toEqual(Array(3).fill([404, 'Cette page n’existe pas']))
})

test('[ABS-02] un point retiré le dit, sous 410, avec la date et les autres points de sa commune', async ({
  request,
}) => {
  const adresse = `/points-de-contact/${points.id(RETIRE)}`
  expect(await read(request, adresse)).toMatchObject({ statut: 200, indexable: true })
  await points.retirer(RETIRE)
  await expect.poll(async () => (await read(request, adresse)).statut).toBe(410)
  for (const path of [adresse, `${adresse}?de=un-lien`, `${adresse}/signaler`])
    expect({ path, ...(await read(request, path)) }).toMatchObject({
      path,
      statut: 410,
      titre: 'Ce point de contact a été retiré',
      cadre: true,
      indexable: false,
      liens: ['/points-de-contact?commune=23096', '/points-de-contact?departement=23', '/'],
    })
})

test('[ABS-05] un point retiré se lit sur un téléphone sans JavaScript et mène aux autres', async ({
  page,
  withoutScript,
  expectAccessible,
}) => {
  const adresse = `/points-de-contact/${points.id(RETIRE)}`
  const sansScript = await withoutScript.newPage()
  await sansScript.goto(adresse)
  await expect(sansScript.getByText(`« ${RETIRE} » n’est plus publié depuis le`)).toBeVisible()
  await expectNoSidewaysScroll(sansScript)
  await sansScript.getByRole('link', { name: 'Points de contact pour Guéret' }).click()
  await expect(sansScript.getByRole('heading', { level: 1 })).toHaveText('Points de contact pour Guéret')
  await page.goto(adresse)
  await expectAccessible(page)
})

test('[ABS-03] rétabli, il répond de nouveau ; un numéro sans adresse renvoie à son département', async ({
  request,
}) => {
  const adresse = `/points-de-contact/${points.id(RENDU)}`
  const statut = async () => (await read(request, adresse)).statut
  expect(await statut()).toBe(200)
  await points.retirer(RENDU)
  await expect.poll(statut).toBe(410)
  expect((await read(request, adresse)).liens).toEqual(['/points-de-contact?departement=23', '/'])
  await points.retablir(RENDU)
  await expect.poll(statut).toBe(200)
  expect(await read(request, adresse)).toMatchObject({ statut: 200, titre: RENDU, indexable: true })
})

test('[ABS-04] dans l’administration aussi, sans JavaScript', async ({ withoutScript }) => {
  const page = await withoutScript.newPage()
  await seConnecter(page, GESTIONNAIRE)
  for (const path of [
    '/admin/nulle-part',
    '/admin/points/inconnu000000',
    '/admin/communes/99999',
    '/admin/centres/00000000-0000-4000-8000-00000000dead',
    '/admin/recensements/00000000-0000-4000-8000-00000000dead',
  ]) {
    expect([path, (await page.goto(path))?.status()]).toEqual([path, 404])
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page n’existe pas')
    await expect(page.getByRole('link', { name: 'Revenir à mon administration' })).toBeVisible()
  }
})

test('[ABS-06] une page que le rôle n’ouvre pas le dit en entier, sous 403, sans JavaScript', async ({
  withoutScript,
}) => {
  const agente = await withoutScript.newPage()
  await seConnecter(agente, AGENTE)
  for (const path of [
    '/admin/exploitation',
    '/admin/comptes',
    '/admin/comptes/nouveau',
    '/admin/centres',
    '/admin/centres/nouveau',
    '/admin/communes',
    '/admin/communes/09122?annee=2024',
  ])
    expect({ path, ...(await read(agente.request, path)) }).toMatchObject({
      path,
      statut: 403,
      titre: 'Cette page ne vous est pas ouverte',
      cadre: true,
      liens: expect.arrayContaining(['/admin']),
    })
  await agente.goto('/admin/exploitation')
  await expectNoSidewaysScroll(agente)
  await agente.getByRole('link', { name: 'Revenir à mon administration' }).click()
  await expect(agente.getByRole('heading', { level: 1 })).toHaveText('Administration')
})

test('[ABS-07] l’import, le point et le fichier d’un autre sont des pages entières, sans JavaScript', async ({
  withoutScript,
}) => {
  const [autre] = await db
    .select({ id: importDeRecensement.id })
    .from(importDeRecensement)
    .where(isNull(importDeRecensement.centreId))
    .limit(1)
  const recensement = `/admin/recensements/${autre?.id}`
  const pages = [recensement, `${recensement}/annuler`, `/admin/points/${points.id(RENDU)}`]
  const fichiers = [`${recensement}/fichier`, `${recensement}/annote`]
  const agente = await withoutScript.newPage()
  const titre = agente.getByRole('heading', { level: 1 })
  await agente.goto(recensement)
  await expect(agente).toHaveURL(`/connexion?retour=${encodeURIComponent(recensement)}`)
  for (const path of fichiers) {
    expect([path, (await agente.goto(path))?.status()]).toEqual([path, 401])
    await expect(titre).toHaveText('Connectez-vous pour télécharger ce fichier')
    const adresse = `/connexion?retour=${encodeURIComponent(path)}`
    await expect(agente.getByRole('link', { name: 'Se connecter' })).toHaveAttribute('href', adresse)
  }
  await seConnecter(agente, AGENTE)
  for (const path of pages)
    expect({ path, ...(await read(agente.request, path)) }).toMatchObject({
      path,
      statut: 404,
      titre: 'Cette page n’existe pas',
      cadre: true,
      liens: expect.arrayContaining(['/admin']),
    })
  for (const path of fichiers) {
    expect([path, (await agente.goto(path))?.status()]).toEqual([path, 404])
    await expect(titre).toHaveText('Ce fichier n’existe pas')
  }
  await expectNoSidewaysScroll(agente)
  await agente.getByRole('link', { name: 'Revenir à mon administration' }).click()
  await expect(titre).toHaveText('Administration')
})

test('[ABS-08] les refus se lisent avec les aides techniques', async ({ page, expectAccessible }) => {
  await seConnecter(page, ADMINISTRATRICE)
  expect((await page.goto('/admin/recensements/modele'))?.status()).toBe(403)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ce fichier ne vous est pas ouvert')
  await expectAccessible(page)
  expect((await page.goto('/admin/centres/nouveau'))?.status()).toBe(403)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page ne vous est pas ouverte')
  await expectAccessible(page)
})

test('[ABS-09] un formulaire ouvert avant une mise à jour qui l’a déplacé le dit, avec ce qui était écrit', async ({
  page,
  expectAccessible,
}) => {
  await page.goto(`/points-de-contact/${points.id(RENDU)}/signaler`)
  await page.getByLabel('Ce qui ne va pas').selectOption('Autre chose')
  await page.getByLabel('Précisions').fill('Le nom a changé')
  // The version that answers knows no action of that name.
  await page.route('**/signaler', (route, request) =>
    request.method() === 'POST'
      ? route.continue({ headers: { ...request.headers(), 'next-action': `7f${'0'.repeat(40)}` } })
      : route.continue(),
  )
  await page.getByRole('button', { name: 'Envoyer le signalement' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'date d’avant une mise à jour du portail' })).toBeVisible()
  await expect(page.locator('dt:text-is("Précisions") + dd')).toHaveText('Le nom a changé')
  await expectAccessible(page)
  await page.unroute('**/signaler')
  await page.getByRole('button', { name: 'Recharger la page' }).click()
  await page.getByLabel('Ce qui ne va pas').selectOption('Autre chose')
  await page.getByLabel('Précisions').fill('Le nom a changé')
  await page.getByRole('button', { name: 'Envoyer le signalement' }).click()
  await expect(page.getByRole('heading', { name: 'Merci' })).toBeVisible()
})
