import { GRAND } from '#lib/domain/guichet/recensement/a-part.ts'
import { expect, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import { seConnecter, unAgent, unMot } from '../steps/connexion.ts'
import { deposerUnFichier, perdreUneLecture, suivreUneLecture } from '../steps/recensement.ts'

test('[REC-15] un envoi dit où il en est, puis que le classeur est lu ; coupé, il garde le fichier choisi', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  // As people come, by the first page.
  await agent.goto('/admin')
  await agent.getByRole('link', { name: 'Recensements' }).click()
  const bouton = agent.getByRole('button', { name: 'Déposer et lire' })
  const progres = agent.getByRole('progressbar')
  await agent.getByLabel('Votre classeur').setInputFiles(unClasseur([unPointAuch(`Point envoyé ${unMot()}`)]))

  const isEnvoi = (url: URL) => url.pathname === '/admin/recensements'
  await agent.route(isEnvoi, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await bouton.click()
  await expect(agent.getByRole('alert').filter({ hasText: 'Le portail n’a pas répondu' })).toBeVisible()
  await expect(progres).toBeHidden()
  await expect(agent.getByText('Aucun classeur n’a encore été déposé.')).toBeVisible()
  await agent.unroute(isEnvoi)

  await agent.route(isEnvoi, (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 500, body: 'panne' }) : route.continue(),
  )
  await bouton.click()
  await expect(agent.getByRole('alert').filter({ hasText: 'C’est une panne du portail' })).toBeVisible()
  await agent.unroute(isEnvoi)

  // Held on its way, so that what is said meanwhile can be read.
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  await agent.route(isEnvoi, async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  await bouton.click()
  await expect(progres).toBeVisible()
  await expect(agent.locator('.admin__progres')).toContainText(/Envoi du fichier\s:\s\d+\s%|Lecture du classeur/)
  await expectAccessible(agent)
  // A second click, on a button that says that it is busy.
  await agent.getByRole('button', { name: 'Lecture du classeur…' }).dispatchEvent('click')
  release()
  await expect(agent.getByText('1 ligne : 1 nouvelle.')).toBeVisible()
  await agent.goto('/admin/recensements')
  await expect(agent.getByRole('link', { name: /\.xlsx$/ })).toHaveCount(1)
})

test('[REC-23] un grand classeur se lit derrière sa page, qui dit combien de lignes sont lues, avec et sans JavaScript', async ({
  page,
  browser,
  baseURL,
  withoutScript,
  expectAccessible,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  const mot = unMot()
  const rangs = Array.from(
    { length: 8_000 },
    (_, rang) => `Accueil ${mot} ${rang};Téléphone;ADIL;Information;36 46;03/03/2026;${'à lire '.repeat(10)}`,
  )
  const entetes = 'Nom;Canal;Type;Services;Téléphone;Mis à jour le;Commentaire'
  const buffer = Buffer.from([entetes, ...rangs].join('\n'))
  expect(buffer.length).toBeGreaterThan(GRAND.octets)
  await deposerUnFichier(agent, { name: 'grand.csv', mimeType: 'text/csv', buffer })
  // Whether it is seen on its way or not, the page comes to what was understood by itself.
  await expect(agent.getByText(/^8\s000 lignes\s:/)).toBeVisible({ timeout: 120_000 })
  const adresse = new URL(agent.url()).pathname
  const id = adresse.split('/').at(-1) ?? ''

  const publier = agent.getByRole('button', { name: /^Publier/ })
  await expect(publier).toBeVisible()
  await suivreUneLecture(id, 0)
  await agent.reload()
  await expect(agent.getByText('aucune ligne n’est lue encore')).toBeVisible()
  await expect(agent.getByRole('progressbar', { name: 'Lecture du classeur…' })).toBeVisible()
  // Nothing is typed that the end would take away.
  await expect(publier).toHaveCount(0)
  await expectAccessible(agent)
  // A request that nobody answers changes nothing of the page.
  await agent.route('**/lecture', (route) => route.abort(), { times: 1 })
  await suivreUneLecture(id, 12_000)
  await expect(agent.getByText(/^12\s000 lignes du fichier lues\.$/)).toBeVisible()

  const sans = await withoutScript.newPage()
  await seConnecter(sans, identite, adresse)
  await expect(sans.getByText(/^12\s000 lignes du fichier lues\.$/)).toBeVisible()
  await suivreUneLecture(id, 24_000)
  await sans.getByRole('link', { name: 'Voir où elle en est' }).click()
  await expect(sans.getByText(/^24\s000 lignes du fichier lues\.$/)).toBeVisible()
  await suivreUneLecture(id, null)
  await sans.getByRole('link', { name: 'Voir où elle en est' }).click()
  await expect(sans.getByText('lignes du fichier lues')).toHaveCount(0)
  await expect(agent.getByText('lignes du fichier lues')).toHaveCount(0)
  await expect(agent.getByRole('status').filter({ hasText: 'La lecture du classeur est finie.' })).toHaveCount(1)
  await expect(publier).toBeVisible()

  await suivreUneLecture(id, 24_000)
  await agent.reload()
  await expect(agent.getByText(/^24\s000 lignes du fichier lues\.$/)).toBeVisible()
  await perdreUneLecture(id)
  await expect(agent.getByText('La lecture a été interrompue')).toBeVisible()
  await expect(agent.getByRole('button', { name: 'Lire ce fichier' })).toBeVisible()
})

test('[REC-24] pendant qu’un classeur se lit, ce qui part d’une page d’avant, même incomplet, attend et se relit, avec et sans JavaScript', async ({
  page,
  browser,
  baseURL,
  withoutScript,
  expectAccessible,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  await deposerUnFichier(agent, unClasseur([unPointAuch(`Point lu ${unMot()}`, { telephone: '12' })]))
  await expect(agent.getByText('1 ligne : 1 à corriger.')).toBeVisible()
  const adresse = new URL(agent.url()).pathname
  const id = adresse.split('/').at(-1) ?? ''
  const sans = await withoutScript.newPage()
  await seConnecter(sans, identite, adresse)
  const dAvant = await withoutScript.newPage()
  await dAvant.goto(adresse)
  await suivreUneLecture(id, 0)
  for (const onglet of [agent, sans]) {
    await onglet.getByLabel('Téléphone').fill('05 36 49 00 78')
    await onglet.getByRole('button', { name: 'Enregistrer la ligne 2' }).click()
    await expect(onglet.getByText('La lecture de ce classeur est en cours. Attendez qu’elle finisse')).toBeVisible()
  }
  await expect(agent.getByLabel('Téléphone')).toHaveValue('05 36 49 00 78')
  await expect(sans.getByRole('definition').filter({ hasText: '05 36 49 00 78' })).toBeVisible()
  await expectAccessible(agent)
  await sans.getByRole('link', { name: 'Revenir à la page' }).click()
  await expect(sans.getByText('aucune ligne n’est lue encore')).toBeVisible()
  await suivreUneLecture(id, null)
  await agent.getByRole('button', { name: 'Enregistrer la ligne 2' }).click()
  await expect(agent.getByText('1 ligne : 1 nouvelle.')).toBeVisible()
  // Nor is it lost of a census that was published meanwhile.
  await agent.getByRole('button', { name: /^Publier/ }).click()
  await expect(agent.getByText('Le recensement est publié')).toBeVisible()
  await dAvant.getByLabel('Téléphone').fill('05 36 49 00 79')
  await dAvant.getByRole('button', { name: 'Enregistrer la ligne 2' }).click()
  await expect(dAvant.getByRole('heading', { level: 1 })).toHaveText('Votre envoi n’est pas enregistré')
  await expect(dAvant.getByRole('definition').filter({ hasText: '05 36 49 00 79' })).toBeVisible()

  // A form that is wrong by itself too: what it misses is asked where it is shown, and it is shown no more.
  const buffer = Buffer.from(`Structure;N°;Rue;CP;Ville\nAntenne ${unMot()};2;rue Fictive;32000;Auch\n`)
  await deposerUnFichier(agent, { name: 'antennes.csv', mimeType: 'text/csv', buffer })
  await expect(agent.getByRole('heading', { name: 'Ce que tout le fichier a en commun' })).toBeVisible()
  const { pathname } = new URL(agent.url())
  await sans.goto(pathname)
  await suivreUneLecture(pathname.split('/').at(-1) ?? '', 0)
  for (const onglet of [agent, sans]) {
    await onglet.getByLabel('Canal').selectOption('Physique')
    await onglet.getByRole('button', { name: 'Lire avec ces valeurs' }).click()
    await expect(onglet.getByText('La lecture de ce classeur est en cours. Attendez qu’elle finisse')).toBeVisible()
  }
  await expect(agent.getByLabel('Canal')).toHaveValue('physique')
  await expect(sans.getByRole('definition').filter({ hasText: 'Physique' })).toBeVisible()
})

test('[REC-25] un fichier illisible relu le dit de nouveau une seule fois, avec et sans JavaScript', async ({
  page,
  browser,
  baseURL,
  withoutScript,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  await deposerUnFichier(agent, {
    name: 'x.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('GIF89a, une image'),
  })
  await expect(agent.getByRole('button', { name: 'Lire ce fichier' })).toBeVisible()
  const sans = await withoutScript.newPage()
  await seConnecter(sans, identite, new URL(agent.url()).pathname)
  for (const onglet of [agent, sans]) {
    const phrase = (await onglet.locator('.fr-alert--error').textContent()) ?? ''
    const relu = onglet.waitForResponse((reponse) => reponse.request().method() === 'POST')
    await onglet.getByRole('button', { name: 'Lire ce fichier' }).click()
    await relu
    await expect(onglet.getByRole('button', { name: 'Lire ce fichier' })).toBeVisible()
    await expect(onglet.getByText(phrase)).toHaveCount(1)
  }
})
