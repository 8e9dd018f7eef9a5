/** What stands around a person, in the browser that alone knows where they are. */
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import { expect, test } from '../fixtures.ts'
import { type Publies, publierDesPoints } from '../steps/points.ts'

const TULLE = { voie: '1 place Inventée', complement: null, codePostal: '19000', commune: 'Tulle', codeInsee: '19272' }
const ICI = { latitude: 45.2671, longitude: 1.7723 }
/** Some eleven kilometres a tenth of a degree, to the north. */
const unLieu = (nom: string, dixiemes: number, osm: string | null): Partial<ContenuDePoint> => ({
  nom,
  adresse: TULLE,
  position: { latitude: ICI.latitude + dixiemes / 10, longitude: ICI.longitude, precision: 'adresse' },
  territoire: { communes: [TULLE.codeInsee], epcis: [], departements: [] },
  horaires: { osm, texte: null, aVerifier: false },
})
const RELAIS = 'Relais fictif de Tulle'
const MAIRIE = 'Mairie fictive de Tulle'
const PERMANENCE = 'Permanence fictive de Tulle'
const BUREAU = 'Bureau fictif de Tulle'
const ACCUEIL = { ...unLieu(RELAIS, 0.1, 'Mo-Su off; PH off'), services: ['information'] as const }

let points: Publies
test.beforeAll(async () => {
  const contenus = [
    { ...ACCUEIL, accessibilitePmr: 'non' as const },
    { ...unLieu(MAIRIE, 1, null), services: ['renouvellement'] as const },
    { ...unLieu(PERMANENCE, 2, '24/7'), services: ['information'] as const },
    { ...unLieu(BUREAU, 1.5, null), publicReserve: 'agents-publics' as const, services: ['depot-pieces'] as const },
  ]
  points = await publierDesPoints(contenus, '19', 'Centre fictif de la Corrèze')
})
test.afterAll(() => points.fin())

test('[PDC-05] « autour de moi » trie dans le navigateur, tient les filtres demandés, et n’envoie la position nulle part', async ({
  browser,
  baseURL,
  expectAccessible,
}) => {
  const context = await browser.newContext({
    baseURL: baseURL ?? '',
    locale: 'fr-FR',
    permissions: ['geolocation'],
    geolocation: ICI,
  })
  const page = await context.newPage()
  const sent: string[] = []
  page.on('request', (asked) => sent.push(`${asked.url()} ${asked.postData() ?? ''}`))
  const autour = page.getByRole('region', { name: 'Autour de moi' })
  const proches = autour.getByRole('listitem')
  const lieu = (nom: string) => proches.filter({ hasText: nom })
  const chercher = async (adresse: string) => {
    await page.goto(adresse)
    await page.getByRole('button', { name: 'Autour de moi' }).click()
    await expect(autour.getByRole('status')).toContainText('les plus proches de vous')
  }
  await chercher('/points-de-contact')
  await expect(proches.first()).toContainText(`${RELAIS} — Tulle, à environ 1 km`)
  await expect(proches.nth(1)).toContainText(MAIRIE)
  await expect(lieu(BUREAU)).toHaveCount(0)
  await expect(autour).not.toContainText('ne compte pas ici')

  // The nearest is always closed, the next says no hours, the last never closes. The search is about another place.
  await chercher('/points-de-contact?commune=48095&ouvert=oui')
  await expect(autour).toContainText('Les lieux ouverts maintenant les plus proches de vous')
  await expect(autour).toContainText('Le lieu de votre recherche ne compte pas ici')
  await expect(proches.first()).toContainText(PERMANENCE)
  await expect(lieu(RELAIS)).toHaveCount(0)
  await expect(lieu(MAIRIE)).toHaveCount(0)
  await expectAccessible(page)
  await chercher('/points-de-contact?rayon=20')
  await expect(autour).toContainText('à moins de 20 km')
  await expect(lieu(MAIRIE)).toHaveCount(1)
  await expect(lieu(PERMANENCE)).toHaveCount(0)
  await chercher('/points-de-contact?accessible=oui')
  await expect(proches.first()).toContainText(MAIRIE)
  await chercher('/points-de-contact?service=renouvellement')
  await expect(proches.first()).toContainText(MAIRIE)
  await chercher('/points-de-contact?public=agents-publics&service=depot-pieces')
  await expect(proches.first()).toContainText(BUREAU)

  // A number answers from anywhere: what is proposed is the same search among places.
  await page.goto('/points-de-contact?canal=telephone&service=information')
  await expect(autour).toBeVisible()
  await expect(autour.getByRole('button')).toHaveCount(0)
  await expectAccessible(page)
  await autour.getByRole('link', { name: 'Chercher des lieux où aller' }).click()
  await expect(page).toHaveURL(/canal=physique.*service=information|service=information.*canal=physique/)
  await expect(page.getByRole('button', { name: 'Autour de moi' })).toBeVisible()
  expect(sent.filter((line) => /45[.,]26|1[.,]77/.test(line))).toEqual([])
  await context.close()
})
