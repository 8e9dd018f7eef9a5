import type { Page } from '@playwright/test'
import { SANS_LOGEMENT } from '#lib/domain/demande/formulaire/nature.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { type DemandeurEcrit, loginDemandeur, radierAilleurs, unDemandeurEnBase } from '../steps/demandeur.ts'

const titre = (page: Page) => page.getByRole('heading', { level: 1 })
const surface = (page: Page) => page.getByLabel('Surface, en mètres carrés')
const enregistrer = (page: Page) => page.getByRole('button', { name: /^Enregistrer ces changements/ }).click()
const adresseDe = ({ demandes }: DemandeurEcrit) => `/ma-demande/${demandes[0]?.ref}`
const misesAJour = (page: Page) => page.getByText('Demande mise à jour')
async function entrer(page: Page, qui: DemandeurEcrit): Promise<string> {
  await loginDemandeur(page, qui)
  await page.goto(adresseDe(qui))
  return adresseDe(qui)
}

test('[DEM-08] sans JavaScript, un demandeur met à jour son logement et son foyer : une phrase à côté de ce qui est faux, rien de perdu, l’historique le dit, et ni les dates ni les attestations ne changent', async ({
  withoutScript,
}) => {
  const page = await withoutScript.newPage()
  const ici = await entrer(page, await unDemandeurEnBase([{ moisEcoules: 3 }]))
  const dates = await page.locator('[aria-labelledby="dates"]').textContent()
  const attestations = await page.getByRole('link', { name: /^Attestation/ }).count()
  await page.getByRole('link', { name: 'Modifier mon logement actuel' }).click()
  await expect(titre(page)).toHaveText('Mon logement actuel')
  await expect(surface(page)).toHaveValue('38')
  await page.getByLabel('Logement actuel').selectOption({ index: 3 })
  const modele = await page.getByLabel('Logement actuel').inputValue()
  await surface(page).fill('grande')
  await enregistrer(page)
  await expect(page.locator('main').getByRole('alert')).toContainText('Un champ est à revoir')
  await expect(page.locator('[id="logementActuel.surface-erreur"]')).toBeVisible()
  await expect(surface(page)).toHaveValue('grande')
  await expect(page.getByLabel('Logement actuel')).toHaveValue(modele)
  await surface(page).fill('41')
  await enregistrer(page)
  await expect(page).toHaveURL(`${ici}?enregistre`)
  await expect(page.getByRole('status')).toContainText('C’est enregistré')
  await expect(misesAJour(page)).toHaveCount(1)

  await page.getByRole('link', { name: 'Modifier mon foyer' }).click()
  await page.getByText('Ajouter une personne à charge').click()
  await page.locator('[id="foyer.personnesACharge.0.nom"]').fill('Inventée')
  await page.locator('[id="foyer.personnesACharge.0.prenom"]').fill('Noa')
  await page.locator('[id="foyer.personnesACharge.0.naissance"]').fill('12/03/2019')
  await page.locator('[id="foyer.personnesACharge.0.lien"]').selectOption('E')
  await enregistrer(page)
  await expect(misesAJour(page)).toHaveCount(2)
  await expect(page.getByRole('region', { name: 'Votre foyer' })).toContainText('Noa')
  expect(await page.locator('[aria-labelledby="dates"]').textContent()).toBe(dates)
  expect(await page.getByRole('link', { name: /^Attestation/ }).count()).toBe(attestations)
})

test('[DEM-09] deux onglets ouverts : le second voit ce que le premier a enregistré, garde ce qu’il a écrit, et deux touches font une modification', async ({
  page,
  context,
  expectAccessible,
}) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const ici = await entrer(page, await unDemandeurEnBase([{ moisEcoules: 3 }]))
  const second = await context.newPage()
  await page.goto(`${ici}/modifier/logement`)
  await second.goto(`${ici}/modifier/logement`)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await surface(page).fill('41')
  await page.getByRole('button', { name: 'Enregistrer ces changements' }).dblclick()
  await expect(page).toHaveURL(`${ici}?enregistre`)
  await expect(misesAJour(page)).toHaveCount(1)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)

  await second.getByLabel('Taille').selectOption({ index: 2 })
  const taille = await second.getByLabel('Taille').inputValue()
  await surface(second).fill('50')
  await enregistrer(second)
  await expect(second.locator('main').getByRole('alert')).toContainText('ou par vous dans un autre onglet')
  await expect(second.locator('[id="logementActuel.surface-autre"]')).toHaveText('Enregistré entre-temps : 41')
  await expect(surface(second)).toHaveValue('50')
  await expect(second.getByLabel('Taille')).toHaveValue(taille)
  await expectAccessible(second)
  await enregistrer(second)
  await expect(second).toHaveURL(`${ici}?enregistre`)
  await expect(misesAJour(second)).toHaveCount(2)
})

test('[DEM-10] un montant inconnu le reste tant qu’on ne le dit pas, un contact ne change pas là, et une demande radiée dit qui voir', async ({
  page,
  expectAccessible,
}) => {
  const qui = await unDemandeurEnBase([{ moisEcoules: 3, changements: [['demandeur.ressources', null]] }])
  const ici = await entrer(page, qui)
  const ressources = page.getByRole('region', { name: 'Vos ressources' })
  await expect(ressources).toContainText('Pas encore connues')
  await page.getByRole('link', { name: 'Modifier mes ressources' }).click()
  await expectAccessible(page)
  await enregistrer(page)
  await expect(page.locator('main').getByRole('alert')).toContainText('Rien n’a changé')
  await page.getByLabel('Euros par mois', { exact: true }).fill('980')
  await enregistrer(page)
  await expect(page.locator('main').getByRole('alert')).toContainText('Choisissez d’où vient ce montant.')
  await page.getByLabel('D’où vient l’argent', { exact: true }).selectOption('SAL')
  await enregistrer(page)
  await expect(page).toHaveURL(`${ici}?enregistre`)
  await expect(ressources).toContainText(/980\s€/)

  await page.goto(`${ici}/modifier/vous`)
  await expectAccessible(page)
  await expect(page.getByLabel('Courriel')).toHaveCount(0)
  await expect(page.getByLabel('Nom', { exact: true })).toHaveCount(0)

  await radierAilleurs(qui)
  await page.reload()
  await expect(titre(page)).toHaveText('Cette demande ne se modifie plus')
  await expect(page.locator('main')).toContainText('une renonciation écrite a été reçue')
  await expect(page.locator('main')).toContainText('dites-le à un guichet qui enregistre les demandes')
  await expectAccessible(page)
  await page.goto(ici)
  await expect(page.getByRole('link', { name: /^Modifier/ })).toHaveCount(0)
})

test('[DEM-13] une naissance attendue, passée depuis longtemps, n’arrête pas un autre changement ; le résumé des erreurs dit de quelle personne est chacune', async ({
  page,
  expectAccessible,
}) => {
  const enfant = (prenom: string) => ({ nom: 'Inventée', prenom, naissance: '2015-02-03', sexe: 'F', lien: 'E' })
  const qui = await unDemandeurEnBase([
    {
      moisEcoules: 3,
      changements: [
        ['foyer.personnesACharge', [enfant('Alix'), enfant('Noa'), enfant('Noa')]],
        ['foyer.enfantsANaitre', { nombre: 1, prevusLe: '2020-01-01' }],
      ],
    },
  ])
  const ici = await entrer(page, qui)
  await page.goto(`${ici}/modifier/logement`)
  await surface(page).fill('41')
  await enregistrer(page)
  await expect(page).toHaveURL(`${ici}?enregistre`)
  await page.goto(`${ici}/modifier/foyer`)
  for (const rang of [0, 1]) await page.locator(`[id="foyer.personnesACharge.${rang}.naissance"]`).fill('31/02/2015')
  await enregistrer(page)
  const resume = page.locator('main').getByRole('alert')
  await expect(resume.getByRole('link', { name: 'Date de naissance (Alix Inventée)' })).toBeVisible()
  await expect(resume.getByRole('link', { name: 'Date de naissance (Noa Inventée)' })).toBeVisible()
  await expectAccessible(page)
})

test('[DEM-25] ce qu’un fichier a dit à côté du formulaire se lit en mots, avec le formulaire ou le guichet qui le change, et un groupe vide le dit', async ({
  page,
  expectAccessible,
}) => {
  const autres = [
    ['logementActuel.surface', 'env. 40'],
    ['demandeur.telephonePortable', '12'],
    ['personnePhysique/demandeur/listeMesure/mesureDAccompagnement', 'AVDL'],
    ['logementActuel.loyerMensuel', '0'],
  ].map(([chemin, valeur]) => ({ chemin, valeur }))
  const qui = await unDemandeurEnBase([
    {
      moisEcoules: 3,
      changements: [
        ['logementActuel', SANS_LOGEMENT],
        ['demandeur.pensionVersee', 120],
        ['demandeur.telephonePortable', null],
        ['autres', autres],
      ],
    },
  ])
  await page.setViewportSize({ width: 320, height: 740 })
  const ici = await entrer(page, qui)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  const logement = page.getByRole('region', { name: 'Votre logement actuel' })
  await expect(logement).toContainText('Rien n’est renseigné.')
  const dossier = page.getByRole('region', { name: 'Autres informations de votre dossier' })
  await expect(dossier.getByRole('term')).toHaveText([
    'Logement actuel\u00a0: surface',
    'Vous\u00a0: téléphone portable',
    'Pension alimentaire que vous versez, par mois',
    'Vous\u00a0: mesure d’accompagnement',
  ])
  await expect(dossier.getByRole('definition')).toHaveText(['env. 40', '12', /^120\s€$/, 'AVDL'])
  await expect(dossier.getByRole('link')).toHaveText([
    'Modifier mon logement actuel',
    'Changer mes coordonnées',
    'trouver un guichet',
  ])
  await dossier.getByRole('link', { name: 'Modifier mon logement actuel' }).click()
  await surface(page).fill('41')
  await enregistrer(page)
  await expect(page).toHaveURL(`${ici}?enregistre`)
  await expect(logement).toContainText(/41\sm²/)
  // Said since: what the file said of it is told apart, and leads nowhere.
  await expect(dossier.getByText('Votre dossier d’avant disait aussi ceci')).toBeVisible()
  await expect(dossier.getByRole('definition')).toHaveText(['12', /^120\s€$/, 'AVDL', 'env. 40'])
  await expect(dossier.getByRole('link')).toHaveText(['Changer mes coordonnées', 'trouver un guichet'])

  await radierAilleurs(qui)
  await page.goto(ici)
  await expect(dossier.getByRole('definition')).toHaveCount(4)
  await expect(dossier.getByRole('link')).toHaveText(['trouver un guichet'])
})
