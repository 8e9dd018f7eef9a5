import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { ACTES, type Acte, checkPorte } from '../../lib/domain/acces/acces.ts'
import type { Role } from '../../lib/domain/acces/acteur.ts'
import { ACTEURS } from '../../lib/domain/acces/testing.ts'
import { expect, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import {
  ADMINISTRATRICE,
  AUTRE_GESTIONNAIRE,
  creerUnCentre,
  GESTIONNAIRE,
  inviterUnAgent,
  unePageDe,
  unMot,
} from '../steps/connexion.ts'

const porteSchema = z.object({
  nature: z.enum(['page', 'route', 'action']),
  nom: z.string(),
  chemin: z.string(),
  id: z.string().optional(),
  acces: z.string().nullable(),
})
type Porte = z.output<typeof porteSchema>

function lirePortes(): Porte[] {
  const script = join(import.meta.dirname, '../steps/lire-les-portes.ts')
  const done = spawnSync(
    process.execPath,
    ['--conditions=react-server', '--disable-warning=ExperimentalWarning', script],
    { encoding: 'utf8', maxBuffer: 10_000_000 },
  )
  return z.array(porteSchema).parse(JSON.parse(done.stdout.slice(done.stdout.indexOf('['))))
}

const isActe = (acces: string | null): acces is Acte => ACTES.some((acte) => acte === acces)

test.describe.configure({ mode: 'serial' })
test.setTimeout(120_000)

let portes: Porte[]
const pages = new Map<Role, Page>()
/** What belongs to the other gestionnaire: a centre, an account, a point, a commune, a change of each. */
const etrangers = {
  centre: '',
  compte: '',
  point: '',
  commune: '27229',
  faitDePoint: '',
  faitDeChiffre: '',
  import: '',
}

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(120_000)
  portes = lirePortes()
  const base = baseURL ?? ''
  const visiteur = await browser.newContext({ baseURL: base })
  pages.set('visiteur', await visiteur.newPage())
  pages.set('gestionnaire-territorial', await unePageDe(browser, GESTIONNAIRE, base))
  pages.set('administrateur-national', await unePageDe(browser, ADMINISTRATRICE, base))
  const gestionnaire = pageOf('gestionnaire-territorial')
  const { id } = await creerUnCentre(gestionnaire)
  pages.set('agent-de-guichet', await unePageDe(browser, await inviterUnAgent(gestionnaire, id), base))
  await prepareForeign(await unePageDe(browser, AUTRE_GESTIONNAIRE, base))
})

const pageOf = (role: Role): Page => {
  const page = pages.get(role)
  if (!page) throw new Error(`Nobody is ${role}.`)
  return page
}
const lastSegment = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''

async function prepareForeign(page: Page): Promise<void> {
  await page.goto('/admin/centres/nouveau')
  await page.locator('#nom').fill(`Centre étranger ${unMot()}`)
  await page.getByText('27 Eure').click()
  await page.getByRole('button', { name: 'Créer le centre' }).click()
  await expect(page.getByText('Le centre est créé.')).toBeVisible()
  etrangers.centre = lastSegment(page)
  const { courriel } = await inviterUnAgent(page, etrangers.centre)
  await page.getByRole('link', { name: courriel }).click()
  await expect(page.getByRole('heading', { name: courriel })).toBeVisible()
  etrangers.compte = lastSegment(page)
  await page.goto('/admin/points/nouveau')
  await page.locator('#nom').fill(`Point étranger ${unMot()}`)
  await page.locator('#canal').selectOption('telephone')
  await page.locator('#type').selectOption('adil')
  await page.locator('label[for="services-information"]').click()
  await page.locator('#telephone').fill('02 61 91 00 01')
  await page.getByRole('button', { name: 'Publier ce point' }).click()
  await expect(page.getByText('Le point est publié.')).toBeVisible()
  etrangers.point = lastSegment(page)
  await page.goto(`/admin/communes/${etrangers.commune}?annee=2024`)
  await page.getByLabel('Logements, T2').fill(String(1 + Math.floor(Math.random() * 9000)))
  await page.getByRole('button', { name: 'Publier les chiffres de 2024' }).click()
  await expect(page.getByText('Les chiffres sont publiés.')).toBeVisible()
  await page.goto('/admin/recensements')
  await page
    .getByLabel('Votre classeur')
    .setInputFiles(unClasseur([unPointAuch(`Point étranger ${unMot()}`, { codePostal: '27000', commune: 'Évreux' })]))
  await page.getByRole('button', { name: 'Déposer et lire' }).click()
  await expect(page.getByRole('heading', { name: 'Ce que nous avons compris' })).toBeVisible()
  etrangers.import = lastSegment(page)
  const lastFait = async (filtre: string) => {
    await page.goto(`/admin/journal?${filtre}`)
    return page.locator('input[name=id]').first().inputValue()
  }
  etrangers.faitDePoint = await lastFait(`point=${etrangers.point}`)
  etrangers.faitDeChiffre = await lastFait(`commune=${etrangers.commune}`)
}

/** The address of a door on someone else's object. */
const foreignPath = (chemin: string): string =>
  chemin
    .replace('/centres/[id]', `/centres/${etrangers.centre}`)
    .replace('/comptes/[id]', `/comptes/${etrangers.compte}`)
    .replace('/points/[id]', `/points/${etrangers.point}`)
    .replace('/recensements/[id]', `/recensements/${etrangers.import}`)
    .replace('/communes/[code]', `/communes/${etrangers.commune}`)
    .replace(/\[\.{3}\w+\]/, 'nulle/part')
    .replace(/\[\w+\]/g, '00000000-0000-4000-8000-00000000dead')

test('[ADM-09] chaque porte de l’application construite déclare son accès', () => {
  expect(portes.length).toBeGreaterThan(30)
  for (const nature of ['page', 'route', 'action']) expect(portes.some((porte) => porte.nature === nature)).toBe(true)
  const sansAcces = portes.filter(({ acces }) => !isActe(acces) && acces !== 'public')
  expect(sansAcces.map(({ nature, nom }) => `${nature} ${nom}`)).toEqual([])
  const privees = portes.filter(({ chemin }) => /^\/(admin|guichet|professionnels)(\/|$)/.test(chemin))
  const ouvertes = privees.filter(({ acces, nom }) => acces === 'public' && !nom.endsWith('#signOutAction'))
  expect(ouvertes).toEqual([])
})

const ROLES_ESSAYES: readonly Role[] = [
  'visiteur',
  'agent-de-guichet',
  'gestionnaire-territorial',
  'administrateur-national',
]

test('[ADM-10] chaque page et chaque route répond à chaque rôle selon son accès, et tait ce qui est à un autre', async () => {
  for (const { nature, chemin, acces } of portes) {
    if (nature === 'action' || !isActe(acces)) continue
    const path = foreignPath(chemin)
    const dynamic = path !== chemin
    for (const role of ROLES_ESSAYES) {
      const answer = await pageOf(role).request.get(path, { maxRedirects: 0 })
      const porte = checkPorte(ACTEURS[role], acces)
      const seesAll = role === 'administrateur-national' && !path.includes('dead') && !path.includes('comptes')
      const expected = porte.ok
        ? dynamic && !(seesAll && !path.includes('nulle'))
          ? [404]
          : [200]
        : role === 'visiteur'
          ? nature === 'page'
            ? [307, 303, 302]
            : [401]
          : [403]
      expect(expected, `${role} ${path} → ${answer.status()}`).toContain(answer.status())
      if (role === 'visiteur' && nature === 'page') expect(answer.headers().location).toContain('/connexion')
    }
  }
})

/** The other's object that an action is about, by its name; an action that no line knows tries each. */
function foreignIds(nom: string): readonly string[] {
  const { centre, compte, point, faitDePoint, faitDeChiffre } = etrangers
  if (nom.includes('#undoPoint')) return [faitDePoint]
  if (nom.includes('#undoChiffre')) return [faitDeChiffre]
  return [point, centre, compte, etrangers.import]
}

/** What each field could hold of someone else's, all at once: an action reads those that it knows. */
const foreignFields = (id: string): Record<string, string> => ({
  id,
  version: '1',
  annee: '2024',
  codeInsee: etrangers.commune,
  't1.logements': '1',
  centreId: etrangers.centre,
  centreIds: etrangers.centre,
  departements: '27',
  siret: '12345678200010',
  role: 'agent-de-guichet',
  courriel: `intrus-${unMot()}@x.invalid`,
  nom: 'Intrusion',
  canal: 'telephone',
  type: 'adil',
  services: 'information',
  telephone: '02 61 91 00 02',
  territoire: '27',
  etat: 'corrige',
  du: '2099-01-01',
  seuil: '99',
})

async function callAction(page: Page, porte: Porte, fields: Record<string, string>) {
  const multipart = new FormData()
  for (const [nom, valeur] of Object.entries(fields)) multipart.append(`_1_${nom}`, valeur)
  multipart.append('_1_fichier', new File(['a'], 'intrus.xlsx'))
  multipart.append('0', JSON.stringify([{ status: 'idle' }, '$K1']))
  const origin = new URL(test.info().project.use.baseURL ?? '').origin
  const answer = await page.request.post(porte.chemin.replaceAll(/\[[^\]]+\]/g, 'x'), {
    multipart,
    maxRedirects: 0,
    headers: { 'next-action': porte.id ?? '', origin, accept: 'text/x-component' },
  })
  const body = await answer.text()
  return { status: answer.status(), body, done: answer.headers()['x-action-redirect'] !== undefined }
}

test('[ADM-11] chaque action refuse chaque rôle qui n’y a pas droit, et l’objet d’un autre à qui y a droit', async () => {
  for (const porte of portes) {
    if (porte.nature !== 'action' || !isActe(porte.acces)) continue
    for (const role of ROLES_ESSAYES) {
      const allowed = checkPorte(ACTEURS[role], porte.acces).ok
      const codes = new Set<string | undefined>()
      for (const id of foreignIds(porte.nom)) {
        const { body, done } = await callAction(pageOf(role), porte, foreignFields(id))
        const where = `${role} ${porte.nom} ${id} ${body.slice(0, 300)}`
        expect(done, where).toBe(false)
        const state = /"status":"(refused|invalid)"(?:,"refus":\{"code":"([a-z-]+)")?/.exec(body)
        expect(state, where).not.toBeNull()
        codes.add(state?.[2])
      }
      if (!allowed) expect([...codes]).toEqual([role === 'visiteur' ? 'connexion-requise' : 'acces-refuse'])
      // The fields were understood: it is the object that was refused, not the form.
      else if (role === 'gestionnaire-territorial' && !porte.nom.includes('signalement'))
        expect([...codes], porte.nom).toEqual(
          expect.arrayContaining([expect.stringMatching(/^(acces-refuse|introuvable)$/)]),
        )
    }
  }
})
