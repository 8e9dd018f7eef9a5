import type { Locator, Page } from '@playwright/test'
import { formatNumeroUnique, parseNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { ADMINISTRATRICE, AUTRE_GESTIONNAIRE, GESTIONNAIRE, seConnecter, unePageDe, unMot } from '../steps/connexion.ts'
import { lireLeCode } from '../steps/connexion-demandeur.ts'
import { loginDemandeur, unDemandeurEnBase } from '../steps/demandeur.ts'

const enGroupes = (texte = '') => {
  const numero = parseNumeroUnique(texte)
  return numero ? formatNumeroUnique(numero) : 'aucun numéro'
}

test('[DEM-15] un code envoyé au contact inscrit ouvre la demande ; un numéro seul n’ouvre rien, et celui d’un fichier partagé mène à son site', async ({
  page,
  expectAccessible,
}) => {
  const contact = `contact-${unMot()}@exemple.invalid`
  const { demandes } = await unDemandeurEnBase([{ changements: [['demandeur.courriel', contact]] }])
  const [sienne] = demandes
  await loginDemandeur(page, await unDemandeurEnBase([]))
  await page.goto('/ma-demande')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ouvrir ma demande')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  const parContact = page.getByRole('region', { name: 'Avec un code envoyé au contact de la demande' })
  const numero = parContact.getByLabel('Numéro de votre demande')
  await numero.fill('111 0318')
  await parContact.getByRole('button', { name: 'Envoyer le code' }).click()
  await expect(parContact.getByText('Ce numéro n’en est pas un').first()).toBeVisible()
  await expect(numero).toHaveValue('111 0318')
  await expectAccessible(page)
  await numero.fill('031 0318 016982 G1104')
  await parContact.getByRole('button', { name: 'Envoyer le code' }).click()
  await expect(parContact.getByRole('alert').getByRole('link')).toHaveAttribute(
    'href',
    'https://www.demandelogement31.fr',
  )
  await expect(numero).toHaveValue('031 0318 016982 G1104')
  await expectAccessible(page)
  // As people copy it: in small letters, and the letter O where the paper has a zero.
  const recopie = enGroupes(sienne?.numeroUnique).toLowerCase().replaceAll('0', 'o')
  expect(recopie).toContain('o')
  await numero.fill(recopie)
  await parContact.getByRole('button', { name: 'Envoyer le code' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Écrivez le code reçu')
  await expectAccessible(page)
  expect(page.url()).not.toContain(sienne?.numeroUnique ?? '')
  const code = await lireLeCode(page, contact)
  await page.getByLabel('Code reçu').fill(code.startsWith('1') ? '222 222' : '111 111')
  await page.getByRole('button', { name: 'Ouvrir ma demande' }).click()
  await expect(page.getByText('il reste 4 essais')).toBeVisible()
  await page.getByLabel('Code reçu').fill(` ${code}`)
  await page.getByRole('button', { name: 'Ouvrir ma demande' }).click()
  await expect(page).toHaveURL(`/ma-demande/${sienne?.ref}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ma demande')
})

test('[DEM-16] sans JavaScript, un code sur papier remis par le gestionnaire ouvre la demande, une fois', async ({
  browser,
  baseURL,
  withoutScript,
  expectAccessible,
}) => {
  const { demandes } = await unDemandeurEnBase()
  const [sienne] = demandes
  const numero = enGroupes(sienne?.numeroUnique)
  const bureau = await unePageDe(browser, GESTIONNAIRE, baseURL ?? '')
  await bureau.goto('/admin/codes')
  await bureau.getByLabel('Numéro unique de la demande').fill(numero)
  await bureau.getByLabel('Pièce d’identité vue').selectOption({ index: 1 })
  await bureau.getByRole('button', { name: 'Préparer la feuille à imprimer' }).click()
  await expect(bureau.getByText('Ne remettez un code qu’après avoir vu la pièce').first()).toBeVisible()
  await expect(bureau.getByLabel('Numéro unique de la demande')).toHaveValue(numero)
  await expectAccessible(bureau)
  await bureau.locator('label[for="vue"]').click()
  await bureau.getByRole('button', { name: 'Préparer la feuille à imprimer' }).click()
  await expect(bureau.getByRole('heading', { level: 1 })).toHaveText('Votre code pour ouvrir votre demande')
  await expectNoSidewaysScroll(bureau)
  await expectAccessible(bureau)
  const code = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec((await bureau.locator('main').textContent()) ?? '')?.[0] ?? 'aucun code'
  expect(bureau.url()).not.toContain(code)

  const page = await withoutScript.newPage()
  await loginDemandeur(page, await unDemandeurEnBase([]))
  await page.goto('/ma-demande/rattacher')
  const surPapier = page.getByRole('region', { name: 'Avec un code remis sur papier' })
  const ecrire = async (texte: string) => {
    await surPapier.getByLabel('Numéro de votre demande').fill(numero)
    await surPapier.getByLabel('Code de la feuille').fill(texte)
    await surPapier.getByRole('button', { name: 'Ouvrir avec ce code' }).click()
  }
  await ecrire('ABC')
  await expect(surPapier.getByText('Ce code a dix signes').first()).toBeVisible()
  await expect(surPapier.getByLabel('Code de la feuille')).toHaveValue('ABC')
  await ecrire(code.toLowerCase())
  await expect(page).toHaveURL(`/ma-demande/${sienne?.ref}`)

  // Whoever finds the sheet afterwards opens nothing.
  await loginDemandeur(page, await unDemandeurEnBase([]))
  await page.goto('/ma-demande/rattacher')
  await ecrire(code)
  await expect(surPapier.getByLabel('Code de la feuille')).toHaveValue(code)
  await expect(page).toHaveURL(/\/ma-demande\/rattacher/)
  await bureau.goto('/admin/codes')
  await expect(bureau.getByRole('row').filter({ hasText: numero })).toContainText('utilisé')
})

test('[DEM-17] un demandeur demande la correction de son nom ; le gestionnaire de son territoire voit les deux et décide', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const contact = `nom-${unMot()}@exemple.invalid`
  const lui = await unDemandeurEnBase([{ changements: [['demandeur.courriel', contact]] }])
  const [sienne] = lui.demandes
  await loginDemandeur(page, lui)
  await page.goto(`/ma-demande/${sienne?.ref}`)
  await page.getByRole('link', { name: 'Faire corriger mon nom' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Faire corriger mon nom')
  await expectAccessible(page)
  await page.getByLabel('Prénom').fill('Dominique')
  await page.getByLabel('Ce qui ne va pas').fill('Mon prénom a changé à l’état civil.')
  await page.getByRole('button', { name: 'Demander la correction' }).click()
  await expect(page.getByText('Vous avez demandé la correction de votre nom')).toBeVisible()

  const adresse = `/admin/corrections/${sienne?.ref}`
  for (const autre of [AUTRE_GESTIONNAIRE, ADMINISTRATRICE]) {
    const ailleurs = await unePageDe(browser, autre, baseURL ?? '')
    expect((await ailleurs.goto(adresse))?.status()).toBe(autre === ADMINISTRATRICE ? 403 : 404)
    await ailleurs.context().close()
  }
  const bureau = await unePageDe(browser, GESTIONNAIRE, baseURL ?? '')
  await bureau.goto('/admin/codes')
  await bureau.getByRole('link', { name: 'Toutes les rubriques' }).click()
  await bureau.getByRole('link', { name: 'Corrections de noms' }).click()
  await expect(bureau.getByRole('heading', { level: 1 })).toHaveText('Corrections de noms')
  await expectAccessible(bureau)
  await bureau.getByRole('link', { name: enGroupes(sienne?.numeroUnique) }).click()
  await expect(bureau.getByRole('row').filter({ hasText: 'Dominique' })).toContainText('Camille')
  await expect(bureau.getByText('ne le corrigez qu’après avoir vu une pièce')).toBeVisible()
  await expectNoSidewaysScroll(bureau)
  await expectAccessible(bureau)
  await bureau.getByLabel('Votre décision').selectOption('Corriger le nom comme demandé')
  await bureau.getByRole('button', { name: 'Décider' }).click()
  await expect(bureau.getByText('Un autre nom se prouve').first()).toBeVisible()
  await expect(bureau.getByLabel('Votre décision')).toHaveValue('acceptee')
  await bureau.getByLabel('Pièce vue').fill('Acte de naissance du 2 mars 2026')
  await bureau.getByRole('button', { name: 'Décider' }).click()
  await expect(bureau.getByRole('status').filter({ hasText: 'La correction est décidée' })).toBeVisible()
  await expect(bureau.getByRole('link', { name: enGroupes(sienne?.numeroUnique) })).toHaveCount(0)

  await page.reload()
  await expect(page.getByText('Dominique').first()).toBeVisible()
  await expect(page.getByText('Vous avez demandé la correction de votre nom')).toHaveCount(0)
  await page.goto('/demonstration')
  const message = page.getByRole('article').filter({ hasText: contact }).first()
  await expect(message).toContainText('La correction que vous avez demandée')
  await expect(message).not.toContainText('Dominique')
})

test('[ADM-20] le gestionnaire voit les demandes que la nuit laisse, et pourquoi ; pas celles d’un autre territoire', async ({
  browser,
  baseURL,
  expectAccessible,
}) => {
  const { demandes } = await unDemandeurEnBase([{ moisEcoules: null }])
  const numero = enGroupes(demandes[0]?.numeroUnique)
  const bureau = await unePageDe(browser, GESTIONNAIRE, baseURL ?? '')
  await bureau.goto('/admin/demandes-a-traiter')
  // The persons of the journeys are alike: other tables of the page may name the same demande.
  const attendent = bureau.getByRole('table').filter({ hasText: 'Demandes qui attendent' })
  await expect(attendent.getByRole('row').filter({ hasText: numero })).toContainText('inconnu')
  await expectNoSidewaysScroll(bureau)
  await expectAccessible(bureau)
  const ailleurs = await unePageDe(browser, AUTRE_GESTIONNAIRE, baseURL ?? '')
  await ailleurs.goto('/admin/demandes-a-traiter')
  await expect(ailleurs.getByRole('heading', { level: 1 })).toHaveText('Demandes à traiter')
  await expect(ailleurs.getByText(numero)).toHaveCount(0)
})

test('[ADM-21] deux demandes d’une même personne, écrites autrement, se montrent à qui répond de leur territoire ; il les compare, rien ne les réunit, et il dit que ce sont deux personnes, puis l’annule', async ({
  browser,
  baseURL,
  withoutScript,
  expectAccessible,
}) => {
  const nom = `Mémère-${[...unMot()].map((lettre) => (/[a-z]/.test(lettre) ? lettre : 'b')).join('')}`
  const changements = (ecrit: string, prenom: string) =>
    [
      ['demandeur.nom', ecrit],
      ['demandeur.nomDeNaissance', ecrit],
      ['demandeur.prenom', prenom],
    ] as const
  const { demandes } = await unDemandeurEnBase([
    { changements: changements(nom, 'Gaël') },
    { changements: changements(nom.toUpperCase().replace('-', ' '), 'gael') },
    { changements: changements(nom.normalize('NFD').replace(/\p{M}/gu, ''), 'Gael') },
  ])
  // A line and its comparison begin with the lesser number.
  const numeros = demandes
    .map(({ numeroUnique }) => numeroUnique)
    .sort()
    .map((numero) => enGroupes(numero))
  const bureau = await unePageDe(browser, GESTIONNAIRE, baseURL ?? '')
  await bureau.goto('/admin/demandes-a-traiter')
  await expect(bureau.getByRole('heading', { name: 'Même personne, deux demandes' })).toBeVisible()
  const ligne = bureau
    .getByRole('row')
    .filter({ hasText: numeros[0] ?? '' })
    .last()
  for (const numero of numeros) await expect(ligne).toContainText(numero)
  await expect(ligne).toContainText('Nom, prénom et date de naissance')
  await expect(bureau.getByText(nom)).toHaveCount(0)
  await expectNoSidewaysScroll(bureau)
  await expectAccessible(bureau)
  await ligne.getByRole('link', { name: 'Comparer' }).click()
  await expect(bureau.getByRole('heading', { level: 1 })).toHaveText('Même personne, deux demandes')
  await expect(bureau.getByRole('row').filter({ hasText: nom })).toContainText('Gaël')
  await expect(bureau.getByRole('row').filter({ hasText: nom.toUpperCase().replace('-', ' ') })).toContainText('gael')
  await expect(bureau.getByText('Le portail ne réunit jamais deux demandes')).toBeVisible()
  await expectNoSidewaysScroll(bureau)
  await expectAccessible(bureau)
  const adresse = new URL(bureau.url()).pathname
  for (const [qui, statut] of [
    [AUTRE_GESTIONNAIRE, 404],
    [ADMINISTRATRICE, 403],
  ] as const) {
    const ailleurs = await unePageDe(browser, qui, baseURL ?? '')
    expect((await ailleurs.goto(adresse))?.status()).toBe(statut)
    await expect(ailleurs.getByText(nom)).toHaveCount(0)
    await ailleurs.context().close()
  }
  const reste = bureau.getByRole('table').filter({ hasText: 'Personnes qui ont plusieurs demandes' })
  const dites = bureau.getByRole('table').filter({ hasText: 'Demandes de deux personnes différentes' })
  const laPaire = (table: Locator, [premiere, seconde] = [0, 1]) =>
    table
      .getByRole('row')
      .filter({ hasText: numeros[premiere] ?? '' })
      .filter({ hasText: numeros[seconde] ?? '' })
  const dire = (page: Page, rang: number) => page.locator('details').filter({ hasText: numeros[rang] ?? '' })
  // What was sent of other persons is refused, and the answer is seen though the form was folded.
  const sansScript = await withoutScript.newPage()
  await seConnecter(sansScript, GESTIONNAIRE, adresse)
  await dire(sansScript, 1).locator('summary').click()
  await dire(sansScript, 1)
    .locator('input[name="vus"]')
    .last()
    .evaluate((vu) => vu.setAttribute('value', (vu.getAttribute('value') ?? '').replace(/:.*/, ':autre')))
  await dire(sansScript, 1).getByRole('button').click()
  await expect(sansScript.getByRole('alert').filter({ hasText: 'a changé entre-temps' })).toBeVisible()
  await expect(dire(bureau, 1).locator('summary')).toContainText(/ga[eë]l/i)
  await dire(bureau, 1).locator('summary').click()
  await expect(bureau.getByText('Rien ne change sur ces demandes')).toBeVisible()
  await expectAccessible(bureau)
  await dire(bureau, 1).getByRole('button', { name: 'Ce sont deux personnes' }).dblclick()
  await expect(bureau.getByRole('status').filter({ hasText: 'Une autre demande au moins reste' })).toBeVisible()
  await expectNoSidewaysScroll(bureau)
  await expectAccessible(bureau)
  await dire(bureau, 2).locator('summary').click()
  await dire(bureau, 2).getByRole('button', { name: 'Ce sont deux personnes' }).click()
  await expect(bureau.getByRole('status').filter({ hasText: 'ce sont des personnes différentes' })).toContainText(
    'la ligne reste',
  )
  await expect(laPaire(reste)).toHaveCount(0)
  await expect(laPaire(reste, [1, 2])).toHaveCount(1)
  await expect(laPaire(dites)).toHaveCount(1)
  await expect(laPaire(dites, [0, 2])).toHaveCount(1)
  await expect(bureau.getByText(nom)).toHaveCount(0)
  await expectNoSidewaysScroll(bureau)
  await expectAccessible(bureau)
  await bureau.goto(adresse)
  const dite = bureau.locator('.admin__plus').filter({ hasText: numeros[1] })
  await expect(dite).toContainText('deux personnes, dit le')
  await dite.getByRole('button', { name: 'Annuler ce choix' }).click()
  await expect(bureau.getByRole('status').filter({ hasText: 'Ce choix est annulé' })).toBeVisible()
  await expect(laPaire(reste)).toHaveCount(1)
  await expect(laPaire(dites)).toHaveCount(0)
})
