import { read, utils, write } from 'xlsx'
import { GRAND } from '../../lib/domain/guichet/recensement/a-part.ts'
import { COLONNES_DES_POINTS } from '../../lib/domain/guichet/recensement/colonnes.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import {
  AGENTE,
  AUTRE_GESTIONNAIRE,
  choisir,
  GESTIONNAIRE,
  seConnecter,
  unAgent,
  unePageDe,
  unMot,
} from '../steps/connexion.ts'
import { deposerUnFichier, lireUnFichier, publierUnClasseur } from '../steps/recensement.ts'

test('[REC-01] un agent dépose un classeur, relit ce qui est compris, publie ; le second envoi ne change rien', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const [bon, faux] = [`Point fictif ${unMot()}`, `Point faux ${unMot()}`]
  const classeur = unClasseur([unPointAuch(bon), unPointAuch(faux, { telephone: '12', canal: 'Téléphone' })])
  await agent.goto('/admin/recensements')
  await agent.getByRole('button', { name: 'Déposer et lire' }).click()
  await expect(agent.getByRole('alert').filter({ hasText: 'Un champ est à revoir' })).toBeVisible()
  await expectAccessible(agent)
  await deposerUnFichier(agent, classeur)
  await expect(agent.getByText('2 lignes : 1 à corriger, 1 nouvelle.')).toBeVisible()
  await expect(agent.getByText('« 12 » n’est pas un numéro français').first()).toBeVisible()
  await expectNoSidewaysScroll(agent)
  await expectAccessible(agent)
  await agent.getByRole('link', { name: '1 nouvelle' }).click()
  await expect(agent.getByRole('heading', { name: bon })).toBeVisible()
  await agent.getByRole('button', { name: 'Publier 1 ligne' }).click()
  await expect(agent.getByText('Le recensement est publié')).toBeVisible()
  await agent.goto(`/admin/points?q=${encodeURIComponent(bon)}`)
  await expect(agent.getByRole('link', { name: bon })).toBeVisible()
  await agent.goto('/admin/journal')
  await expect(agent.getByText('feuille « Points de contact », ligne 2').first()).toBeVisible()
  const ecrit = agent.getByRole('listitem').filter({ hasText: bon }).first()
  await expect(ecrit.getByText('Nom (cellule B2)')).toBeVisible()

  const adresse = await lireUnFichier(agent, classeur)
  await expect(agent.getByText('1 sans changement').first()).toBeVisible()
  const etranger = await unePageDe(browser, AUTRE_GESTIONNAIRE, baseURL ?? '')
  expect((await etranger.goto(adresse))?.status()).toBe(404)
  expect((await etranger.request.get(`${adresse}/fichier`)).status()).toBe(404)
  const fichier = await agent.request.get(`${adresse}/fichier`)
  expect(Buffer.compare(await fichier.body(), classeur.buffer)).toBe(0)
})

test('[REC-02] une session qui expire pendant l’envoi ne perd pas le fichier', async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  const nom = `Point sauvé ${unMot()}`
  await agent.goto('/admin/recensements')
  await agent.getByLabel('Votre classeur').setInputFiles(unClasseur([unPointAuch(nom)]))
  await agent.context().clearCookies()
  await agent.getByRole('button', { name: 'Déposer et lire' }).click()
  await expect(agent).toHaveURL(/\/connexion\?retour=.*recensements/)
  await expect(agent.getByText('Votre fichier est gardé')).toBeVisible()
  await choisir(agent, identite)
  await agent.getByRole('button', { name: 'Lire ce fichier' }).click()
  await expect(agent.getByText('1 ligne : 1 nouvelle.')).toBeVisible()
  await agent.getByRole('button', { name: 'Publier 1 ligne' }).click()
  await expect(agent.getByText('Le recensement est publié')).toBeVisible()
  await context.close()
})

test('[REC-13] un recensement de plus de mille lignes se lit, se publie et s’annule dans le serveur même', async ({
  browser,
  baseURL,
}) => {
  const page = await unePageDe(browser, AUTRE_GESTIONNAIRE, baseURL ?? '')
  const mot = unMot()
  const points = Array.from({ length: 1200 }, (_, rang) =>
    unPointAuch(`Point ${mot} ${rang}`, {
      ...{ codePostal: '27140', commune: 'Gisors', voie: `${rang + 1} rue Fictive` },
      commentaire: Array.from({ length: 12 }, unMot).join(' '),
    }),
  )
  const classeur = unClasseur(points)
  // More than goes to the base in one statement, less than what is read in a process apart.
  expect(classeur.buffer.length).toBeGreaterThan(70_000)
  expect(classeur.buffer.length).toBeLessThan(GRAND.octets)
  await publierUnClasseur(page, classeur, 'Publier 1 200 lignes')
  const recensement = new URL(page.url()).pathname
  await page.goto(`/admin/points?q=${mot}`)
  await expect(page.getByRole('link', { name: `Point ${mot}` }).first()).toBeVisible()
  // Its own address: others deposit files in this territory meanwhile.
  await page.goto(recensement)
  await page.getByRole('link', { name: 'Annuler cet import' }).click()
  await page.getByRole('button', { name: 'Annuler cet import' }).click()
  await expect(page.getByText('L’import est annulé : 1 200 éléments sont revenus à la version d’avant.')).toBeVisible()
})

test('[REC-03] un point absent du fichier est montré, reste publié sans coche, et se retire avec elle', async ({
  page,
  browser,
  baseURL,
  request,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const [garde, absent] = [`Point gardé ${unMot()}`, `Point absent ${unMot()}`]
  const classeurDe = (...noms: readonly string[]) =>
    unClasseur(noms.map((nom, rang) => unPointAuch(nom, { voie: `${rang + 1} rue Fictive` })))
  const publier = async () => {
    await agent.getByRole('button', { name: /^Publier/ }).click()
    await expect(agent.getByText('Le recensement est publié')).toBeVisible()
  }
  await publierUnClasseur(agent, classeurDe(garde, absent))
  await agent.goto(`/admin/points?q=${encodeURIComponent(absent)}`)
  await agent.getByRole('link', { name: absent }).click()
  await expect(agent.locator('#nom')).toHaveValue(absent)
  const fiche = `/points-de-contact/${new URL(agent.url()).pathname.split('/').at(-1)}`
  const statut = async () => (await request.get(fiche)).status()
  expect(await statut()).toBe(200)

  const montre = agent.getByText('Un point publié n’est pas dans ce fichier')
  await deposerUnFichier(agent, classeurDe(garde))
  await montre.click()
  await expect(agent.getByLabel(absent)).not.toBeChecked()
  await expectAccessible(agent)
  await publier()
  expect(await statut()).toBe(200)

  await deposerUnFichier(agent, classeurDe(garde))
  await montre.click()
  await agent.getByText(absent).click()
  await publier()
  await expect.poll(statut).toBe(410)
  await lireUnFichier(agent, classeurDe(garde))
  await expect(montre).toHaveCount(0)
})

test('[REC-04] les chiffres d’un centre sont une proposition, que le gestionnaire publie', async ({
  page,
  browser,
  baseURL,
  request,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const nombre = 1000 + Math.floor(Math.random() * 8000)
  const lire = async () => (await (await request.get('/api/v1/communes/32013')).json()).chiffres?.total?.logements
  const chiffres = [['32013', 'Auch', 2026, 'Ensemble', nombre, '', '', '', 'Parcours']]
  await deposerUnFichier(agent, unClasseur([unPointAuch(`Point fictif ${unMot()}`)], chiffres))
  await expect(agent.getByText('une proposition au gestionnaire territorial')).toBeVisible()
  await agent.getByRole('button', { name: 'Publier 2 lignes' }).click()
  await expect(agent.getByText('Le recensement est publié')).toBeVisible()
  expect(await lire()).not.toBe(nombre)
  await page.goto(new URL(agent.url()).pathname)
  // Meanwhile, in another tab, the figures that the proposition replaces change.
  const entreTemps = nombre + 1
  const onglet = await page.context().newPage()
  await onglet.goto('/admin/communes/32013?annee=2026')
  await onglet.getByLabel('Logements, Ensemble').fill(String(entreTemps))
  await onglet.getByRole('button', { name: 'Publier les chiffres de 2026' }).click()
  await expect(onglet.getByText('Les chiffres sont publiés.')).toBeVisible()
  await page.getByRole('button', { name: 'Publier les chiffres proposés' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Ce qui est enregistré a changé' })).toBeVisible()
  await expect(page.getByText(`Logements : publié maintenant ${entreTemps}, proposé ${nombre}`)).toBeVisible()
  await expectAccessible(page)
  expect(await lire()).toBe(entreTemps)
  await page.getByRole('button', { name: 'Publier les chiffres proposés malgré tout' }).click()
  await expect(page.getByText('Les chiffres proposés sont publiés.')).toBeVisible()
  await expect.poll(lire).toBe(nombre)
})

test('[REC-05] le modèle rempli, redéposé tel quel, ne change rien', async ({ page, expectAccessible }) => {
  await seConnecter(page, AGENTE)
  const modele = await page.request.get('/admin/recensements/modele')
  expect(modele.status()).toBe(200)
  const lisezMoi = read(await modele.body()).Sheets['Lisez-moi']
  expect(Object.values(lisezMoi ?? {}).map((cell) => cell?.v)).toContain(
    `Une question\u00a0: ${GESTIONNAIRE} (gaston@gestionnaire.invalid).`,
  )
  await page.goto('/admin/recensements')
  await page.getByText('Partir du modèle').click()
  await expect(page.getByRole('link', { name: /Modèle rempli avec les points de/ })).toBeVisible()
  await expectAccessible(page)
  await deposerUnFichier(page, {
    name: 'modele.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await modele.body(),
  })
  await expect(page.getByText(/^\d+ lignes?\s: \d+ sans changement\.$/)).toBeVisible()
})

test('[REC-06] le fichier annoté est celui de l’agent, cellules marquées ; corrigé puis redéposé, il est accepté', async ({
  page,
  browser,
  baseURL,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const nom = `Point annoté ${unMot()}`
  const classeur = unClasseur([unPointAuch(nom, { telephone: 'à l’accueil' })])
  const adresse = await lireUnFichier(agent, classeur)
  const lien = agent.getByRole('link', { name: 'Télécharger mon fichier annoté' })
  const annote = await agent.request.get((await lien.getAttribute('href')) ?? '')
  expect(annote.headers()).toMatchObject({
    'cache-control': 'private, no-store',
    'content-disposition': "attachment; filename*=UTF-8''recensement-annote.xlsx",
  })
  const livre = read(await annote.body(), { cellStyles: true })
  expect(livre.SheetNames).toEqual(['Points de contact', 'À corriger (portail)'])
  const feuille = livre.Sheets['Points de contact']
  const cellule = utils.encode_cell({ r: 1, c: Object.keys(COLONNES_DES_POINTS).indexOf('telephone') })
  expect(feuille?.[cellule].c?.[0]?.t).toContain('n’est pas un numéro français')
  const etranger = await unePageDe(browser, AUTRE_GESTIONNAIRE, baseURL ?? '')
  expect((await etranger.request.get(`${adresse}/annote`)).status()).toBe(404)

  if (feuille) feuille[cellule] = { t: 's', v: '05 36 49 00 01' }
  await deposerUnFichier(agent, { ...classeur, buffer: write(livre, { type: 'buffer', bookType: 'xlsx' }) })
  await expect(agent.getByText('1 ligne : 1 nouvelle.')).toBeVisible()
  await expect(agent.getByRole('link', { name: 'Télécharger mon fichier annoté' })).toHaveCount(0)
})

test('[REC-10] un tableau sans canal, type, services ni date se complète une fois pour toutes ses lignes', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const nom = `Antenne fictive ${unMot()}`
  const buffer = Buffer.from(`Structure;N°;Rue;CP;Ville\n${nom};2;rue Fictive;32000;Auch\n`)
  const deposer = async () => {
    await deposerUnFichier(agent, { name: 'antennes.csv', mimeType: 'text/csv', buffer })
    await expect(agent.getByRole('heading', { name: 'Ce que tout le fichier a en commun' })).toBeVisible()
  }
  await deposer()
  await agent.getByRole('button', { name: 'Lire avec ces valeurs' }).click()
  // The answer of the form: the remarks on the file, shown before it, begin with the same words.
  await expect(agent.getByText('Donnez cette valeur : toutes les lignes l’attendent.').first()).toBeVisible()
  await expectNoSidewaysScroll(agent)
  await expectAccessible(agent)
  await agent.getByLabel('Canal').selectOption('Physique')
  await agent.getByLabel('Type', { exact: true }).selectOption('Lieu d’information')
  await agent.locator('label[for="services-information"]').click()
  await agent.getByLabel('Mis à jour le').fill('2026-03-03')
  await agent.getByRole('button', { name: 'Lire avec ces valeurs' }).click()
  await agent.getByRole('button', { name: 'Publier 1 ligne' }).click()
  await expect(agent.getByText('Le recensement est publié')).toBeVisible()

  await deposer()
  await expect(agent.getByText('la valeur donnée la dernière fois').first()).toBeVisible()
  await expect(agent.getByLabel('Canal')).toHaveCount(0)
  await agent.getByLabel('Mis à jour le').fill('2026-03-03')
  await agent.getByRole('button', { name: 'Lire avec ces valeurs' }).click()
  await expect(agent.getByText('1 sans changement').first()).toBeVisible()
})
