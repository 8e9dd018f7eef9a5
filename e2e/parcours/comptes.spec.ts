import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import {
  ADMINISTRATRICE,
  choisir,
  creerUnCentre,
  GESTIONNAIRE,
  inviterUnAgent,
  seConnecter,
  seConnecterParProConnect,
  unAgent,
  unCoordinateur,
  unePageDe,
  unMot,
} from '../steps/connexion.ts'

test('[ADM-13] un compte se corrige, se ferme, se rouvre, et une nouvelle invitation laisse rentrer la personne ; la même, renvoyée après une fermeture, mène au compte fermé', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const { agent, centre, identite } = await unAgent(page, browser, baseURL)
  const autre = await creerUnCentre(page)
  await page.goto('/admin/comptes')
  await page
    .getByRole('row', { name: new RegExp(centre.nom) })
    .getByRole('link')
    .click()
  await expect(page.locator('dt:text-is("Centre") + dd')).toHaveText(centre.nom)
  const fiche = page.url()

  // The agent changes centre: their next page is that of the new one.
  await page.locator('label[for^="centreIds-"]').click()
  await page.getByLabel('Ajouter un centre').selectOption(autre.nom)
  await page.getByLabel('SIRET de l’organisme').fill('123')
  await page.getByRole('button', { name: 'Enregistrer le compte' }).click()
  await expect(page.getByText('Un SIRET a 14 chiffres').first()).toBeVisible()
  await expect(page.getByLabel('Ajouter un centre')).toHaveValue(autre.id)
  await expectAccessible(page)
  await page.getByLabel('SIRET de l’organisme').fill(identite.siret)
  await page.getByRole('button', { name: 'Enregistrer le compte' }).click()
  await expect(page.getByText('Le compte est corrigé')).toBeVisible()
  await expect(page.locator('dt:text-is("Centre") + dd')).toHaveText(autre.nom)
  await agent.goto('/admin/points/nouveau')
  await expect(agent.getByLabel('Tenu par')).toContainText(autre.nom)
  await expect(agent.getByLabel('Tenu par')).not.toContainText(centre.nom)

  await page.getByRole('button', { name: 'Fermer le compte' }).click()
  await expect(page.getByText('Le compte est fermé.')).toBeVisible()
  await agent.goto('/admin')
  await expect(agent).toHaveURL(/\/connexion/)
  await page.goto(fiche)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Rouvrir cet accès' }).click()
  await expect(page.getByText('Cet accès est rouvert.')).toBeVisible()
  await choisir(agent, identite)
  await expect(agent.getByRole('button', { name: 'Se déconnecter' })).toBeVisible()

  await page.getByRole('button', { name: 'Fermer le compte' }).click()
  await expect(page.getByText('Le compte est fermé.')).toBeVisible()
  await page.goto(`/admin/comptes/nouveau?centre=${centre.id}`)
  await page.getByLabel('Courriel professionnel').fill(identite.courriel)
  await page.getByLabel('SIRET de l’organisme').fill(identite.siret)
  const cle = await page.locator('input[name="cle"]').inputValue()
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await expect(page.getByText('L’invitation est partie.')).toBeVisible()
  await agent.goto('/admin')
  await choisir(agent, identite)
  await agent.goto('/admin/points/nouveau')
  await expect(agent.getByLabel('Tenu par')).toContainText(centre.nom)

  // Closed, then the form that had invited, as the browser gives it back: it leads to that account.
  await page.goto('/admin/comptes')
  await page
    .getByRole('row', { name: new RegExp(centre.nom) })
    .getByRole('link')
    .click()
  await page.getByRole('button', { name: 'Fermer le compte' }).click()
  await expect(page.getByText('Le compte est fermé.')).toBeVisible()
  await page.goto(`/admin/comptes/nouveau?centre=${centre.id}`)
  await page.getByLabel('Courriel professionnel').fill(identite.courriel)
  await page.getByLabel('SIRET de l’organisme').fill(identite.siret)
  await page.locator('input[name="cle"]').evaluate((champ: HTMLInputElement, kept) => {
    champ.value = kept
  }, cle)
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Aucune invitation n’est partie.' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Ouvrir le compte fermé' }).click()
  await page.getByRole('button', { name: 'Rouvrir cet accès' }).click()
  await expect(page.getByText('Cet accès est rouvert.')).toBeVisible()

  await page.goto(fiche)
  await expect(page.getByRole('region', { name: 'Historique' }).getByRole('listitem')).toHaveCount(5)
  await expect(page.getByText(`${centre.nom} → ${autre.nom}`)).toBeVisible()
  await page.getByRole('button', { name: 'Rouvrir cet accès' }).click()
  await expect(page.getByText('Cette personne a déjà un autre compte ouvert.')).toBeVisible()
})

test('[ADM-14] deux personnes corrigent un centre : la seconde est prévenue ; l’historique dit qui a changé quoi', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  await seConnecter(page, GESTIONNAIRE)
  const { nom, id } = await creerUnCentre(page)
  const collegue = await unePageDe(browser, GESTIONNAIRE, baseURL ?? '')
  await page.goto(`/admin/centres/${id}`)
  await collegue.goto(`/admin/centres/${id}`)
  await page.getByLabel('Courriel').fill('centre@fictif.invalid')
  await page.getByRole('button', { name: 'Enregistrer le centre' }).click()
  await expect(page.getByText('Les changements sont enregistrés.')).toBeVisible()

  await collegue.getByLabel('Nom', { exact: false }).first().fill(`${nom} bis`)
  await collegue.getByRole('button', { name: 'Enregistrer le centre' }).click()
  await expect(collegue.getByText('Ce qui est enregistré a changé')).toBeVisible()
  await expect(collegue.getByText('Enregistré entre-temps : centre@fictif.invalid')).toBeVisible()
  await expect(collegue.getByLabel('Nom', { exact: false }).first()).toHaveValue(`${nom} bis`)
  await expectAccessible(collegue)
  await collegue.getByLabel('Courriel').fill('centre@fictif.invalid')
  await collegue.getByRole('button', { name: 'malgré tout' }).click()
  await expect(collegue.getByText('Les changements sont enregistrés.')).toBeVisible()
  await expect(collegue.getByRole('heading', { level: 1 })).toHaveText(`${nom} bis`)

  const historique = collegue.getByRole('region', { name: 'Historique' }).getByRole('listitem')
  await expect(historique).toHaveCount(3)
  await expect(historique.nth(0)).toContainText('Corrigé')
  await expect(historique.nth(0)).toContainText(`${GESTIONNAIRE}`)
  await expect(historique.nth(0)).toContainText(`${nom} → ${nom} bis`)
  await expect(historique.nth(1)).toContainText('vide → centre@fictif.invalid')
  await expect(historique.nth(2)).toContainText('Créé')
  await expectAccessible(collegue)
  await expectNoSidewaysScroll(collegue)
})

test('[ADM-17] sans JavaScript, la seconde personne est prévenue de même, et garde ce qu’elle a écrit', async ({
  page,
  withoutScript,
}) => {
  await seConnecter(page, GESTIONNAIRE)
  const centre = await creerUnCentre(page)
  const identite = await inviterUnAgent(page, centre.id)
  await page.goto('/admin/comptes')
  await page.getByRole('link', { name: identite.courriel }).click()
  await page.waitForURL(/\/admin\/comptes\/.+/)
  const compte = new URL(page.url()).pathname
  await page.goto('/admin/points')
  const point = (await page.locator('main table a').first().getAttribute('href')) ?? ''
  const sans = await withoutScript.newPage()
  await seConnecter(sans, GESTIONNAIRE)
  const fiches = [
    {
      adresse: `/admin/centres/${centre.id}`,
      champ: '#courriel',
      bouton: 'Enregistrer le centre',
      valeurs: ['a@x.invalid', 'b@x.invalid'],
    },
    {
      adresse: compte,
      champ: '#siret',
      bouton: 'Enregistrer le compte',
      valeurs: ['73282932000074', '55203253400646'],
    },
    {
      adresse: point,
      champ: '#commentaire',
      bouton: 'Publier les corrections',
      valeurs: [`Sonnez ${unMot()}`, `Frappez ${unMot()}`],
    },
  ]
  for (const { adresse, champ, bouton, valeurs } of fiches) {
    const [premiere = '', seconde = ''] = valeurs
    await sans.goto(adresse)
    await page.goto(adresse)
    await page.locator(champ).fill(premiere)
    await page.getByRole('button', { name: bouton }).click()
    await expect(page.locator('.fr-alert--success')).toBeVisible()
    await sans.locator(champ).fill(seconde)
    await sans.getByRole('button', { name: bouton }).click()
    await expect(sans.getByRole('alert').filter({ hasText: 'Ce qui est enregistré a changé' })).toBeVisible()
    await expect(sans.locator(champ)).toHaveValue(seconde)
    await expect(sans.getByText(`Enregistré entre-temps : ${premiere}`)).toBeVisible()
    await sans.getByRole('button', { name: 'malgré tout' }).click()
    await expect(sans.locator('.fr-alert--success')).toBeVisible()
    await expect(sans.locator(champ)).toHaveValue(seconde)
  }
})

test('[ADM-15] un rôle qui n’ouvre aucune page ne s’invite pas ; qui l’a déjà le lit, et en sort', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  await seConnecterParProConnect(page, ADMINISTRATRICE)
  await page.goto('/admin/comptes/nouveau')
  await expect(page.getByLabel('Rôle').getByRole('option')).toHaveText([
    'Gestionnaire territorial',
    'Administrateur national',
  ])
  const corinne = await unePageDe(browser, await unCoordinateur(), baseURL ?? '', seConnecterParProConnect)
  for (const path of ['/admin', '/admin/points', '/admin/nulle-part']) {
    expect((await corinne.goto(path))?.status(), path).toBe(403)
    await expect(corinne.getByRole('heading', { level: 1 })).toHaveText('Aucune page ne vous est encore ouverte ici')
    await expect(corinne.getByRole('main').getByRole('link')).toHaveText(['Aller à l’accueil'])
  }
  await expectAccessible(corinne)
  await corinne.getByRole('link', { name: 'Aller à l’accueil' }).click()
  await expect(corinne).toHaveURL(`${baseURL}/`)
})

test('[ADM-16] les comptes et les centres se cherchent ; une adresse illisible a une réponse propre', async ({
  page,
  expectAccessible,
}) => {
  await seConnecter(page, GESTIONNAIRE)
  const { nom, id } = await creerUnCentre(page)
  const { courriel } = await inviterUnAgent(page, id)
  for (const [liste, question] of [
    ['centres', nom],
    ['comptes', courriel],
    ['comptes', nom],
  ] as const) {
    await page.goto(`/admin/${liste}`)
    await page.getByRole('searchbox').fill(question)
    await page.getByRole('button', { name: 'Chercher' }).click()
    await expect(page.getByRole('table').getByRole('rowheader')).toHaveCount(1)
    await expect(page.getByRole('table')).toContainText(nom)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  }
  await page.getByRole('searchbox').fill('personne de ce nom')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await expect(page.getByText('Aucun compte ne répond à cette recherche.')).toBeVisible()

  for (const [path, statut] of [
    ['/admin/points?q=%00', 200],
    ['/admin/communes?q=%00', 200],
    ['/admin/centres?q=%00', 200],
    ['/admin/comptes?q=%00', 200],
    ['/admin/journal?point=%00', 200],
    ['/admin/journal?commune=%00', 200],
    ['/admin/points/%00', 404],
    ['/admin/communes/%00', 404],
  ] as const)
    expect((await page.request.get(path)).status(), path).toBe(statut)
})
