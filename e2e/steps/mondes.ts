/** What belongs to someone else, one of each kind: made by its owners in the administration, as people do. */
import { expect, type Page } from '@playwright/test'
import { unClasseur, unPointAuch } from './classeur.ts'
import { creerUnCentre, type Identite, inviterUnAgent, unMot } from './connexion.ts'
import { lireUnFichier } from './recensement.ts'

export type Monde = Readonly<{
  nom: string
  /** Who may do everything here that a foreigner may not, each for their part. */
  proprietaires: readonly Page[]
  departement: string
  commune: string
  centre: string
  compte: string
  point: string
  import: string
  signalement: string
  faitDePoint: string
  faitDeChiffre: string
  /** Of an applicant, who holds nothing else. */
  demande: string
}>

const lastSegment = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''

/** The gestionnaire reads the id of an account on its page. */
async function compteDe(gestionnaire: Page, { courriel }: Identite): Promise<string> {
  await gestionnaire.goto('/admin/comptes')
  await gestionnaire.getByRole('link', { name: courriel }).click()
  await expect(gestionnaire.getByRole('heading', { name: courriel })).toBeVisible()
  return lastSegment(gestionnaire)
}

async function publierUnPoint(page: Page): Promise<Readonly<{ point: string; faitDePoint: string; nom: string }>> {
  const nom = `Point étranger ${unMot()}`
  await page.goto('/admin/points/nouveau')
  await page.locator('#nom').fill(nom)
  await page.locator('#canal').selectOption('telephone')
  await page.locator('#type').selectOption('adil')
  await page.locator('label[for="services-information"]').click()
  await page.locator('#telephone').fill('02 61 91 00 01')
  await page.getByRole('button', { name: 'Publier ce point' }).click()
  await expect(page.getByText('Le point est publié.')).toBeVisible()
  const point = lastSegment(page)
  return { point, nom, faitDePoint: await dernierFait(page, `point=${point}`) }
}

async function dernierFait(page: Page, filtre: string): Promise<string> {
  await page.goto(`/admin/journal?${filtre}`)
  return page.locator('input[name=id]').first().inputValue()
}

/** The public reports an error on the point; who holds it reads the id in the form that answers. */
async function signaler(page: Page, point: string, nom: string): Promise<string> {
  await page.goto(`/points-de-contact/${point}/signaler`)
  await page.getByLabel('Ce qui ne va pas').selectOption('Les horaires sont faux')
  await page.getByRole('button', { name: 'Envoyer le signalement' }).click()
  await expect(page.getByRole('heading', { name: 'Merci' })).toBeVisible()
  await page.goto('/admin/signalements')
  return page.getByRole('listitem').filter({ hasText: nom }).locator('input[name=id]').inputValue()
}

async function deposer(page: Page, codePostal: string, commune: string): Promise<string> {
  await lireUnFichier(page, unClasseur([unPointAuch(`Point étranger ${unMot()}`, { codePostal, commune })]))
  return lastSegment(page)
}

async function publierDesChiffres(page: Page, commune: string): Promise<string> {
  await page.goto(`/admin/communes/${commune}?annee=2024`)
  await page.getByLabel('Logements, T2').fill(String(1 + Math.floor(Math.random() * 9000)))
  await page.getByRole('button', { name: 'Publier les chiffres de 2024' }).click()
  await expect(page.getByText('Les chiffres sont publiés.')).toBeVisible()
  return dernierFait(page, `commune=${commune}`)
}

/** Another territory: all of it is held by the gestionnaire of Eure. */
export async function unMondeAilleurs(gestionnaire: Page): Promise<Omit<Monde, 'demande'>> {
  const centre = await creerUnCentre(gestionnaire, '27 Eure')
  const compte = await compteDe(gestionnaire, await inviterUnAgent(gestionnaire, centre.id))
  const { nom, ...publie } = await publierUnPoint(gestionnaire)
  return {
    nom: 'un autre territoire',
    proprietaires: [gestionnaire],
    departement: '27',
    commune: '27229',
    centre: centre.id,
    compte,
    ...publie,
    signalement: await signaler(gestionnaire, publie.point, nom),
    import: await deposer(gestionnaire, '27000', 'Évreux'),
    faitDeChiffre: await publierDesChiffres(gestionnaire, '27229'),
  }
}

/** Another centre of the same département: its agent holds the point, the file and the reported error. */
export async function unMondeVoisin(
  gestionnaire: Page,
  signIn: (agent: Identite) => Promise<Page>,
): Promise<Omit<Monde, 'demande'>> {
  const centre = await creerUnCentre(gestionnaire)
  const identite = await inviterUnAgent(gestionnaire, centre.id)
  // Read before the first sign-in: the list then names the person, not the address.
  const compte = await compteDe(gestionnaire, identite)
  const agent = await signIn(identite)
  const { nom, ...publie } = await publierUnPoint(agent)
  return {
    nom: 'un autre centre du même département',
    proprietaires: [agent, gestionnaire],
    departement: '32',
    commune: '32013',
    centre: centre.id,
    compte,
    ...publie,
    signalement: await signaler(agent, publie.point, nom),
    import: await deposer(agent, '32000', 'Auch'),
    faitDeChiffre: await publierDesChiffres(gestionnaire, '32013'),
  }
}
