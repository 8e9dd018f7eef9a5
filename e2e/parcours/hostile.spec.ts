/** Markup, formulas and trapped addresses in every text of a workbook: published, they are read as texts everywhere. */
import type { Page } from '@playwright/test'
import { read } from 'xlsx'
import { parseCsv } from '../../lib/adapters/xlsx/csv.ts'
import { ADRESSES_HOSTILES } from '../../lib/domain/guichet/recensement/testing.ts'
import { expect, test } from '../fixtures.ts'
import { GESTIONNAIRE, inviterUnAgent, unePageDe } from '../steps/connexion.ts'
import {
  CENTRE,
  CHAMPS_PUBLICS,
  type Champ,
  CLASSEUR,
  COURRIEL,
  cellulesDe,
  DE_FLEURANCE,
  dire,
  ENTETE,
  expectLu,
  FEUILLE,
  FICHIER,
  lu,
  MOT,
  RANGS,
  SITE,
  SOURCE,
  TOUT_FAUX,
  tousLes,
} from '../steps/hostile.ts'
import { lireLePdf, sansBlancs } from '../steps/pdf.ts'
import { tendreUnPiege } from '../steps/piege.ts'
import { retirerLesPoints } from '../steps/points.ts'
import { lireUnFichier } from '../steps/recensement.ts'

// One publication for all: the tests of this file read it, each where it shows.
test.describe.configure({ mode: 'serial' })

let gestionnaire: Page
let agent: Page
let recensement: string
let expectGestionnaireIntact: () => Promise<void>
let expectAgentIntact: () => Promise<void>
const ids = new Map<number, string>()

test.beforeAll(async ({ browser, baseURL }) => {
  await retirerLesPoints(CENTRE)
  gestionnaire = await unePageDe(browser, GESTIONNAIRE, baseURL ?? '')
  expectGestionnaireIntact = await tendreUnPiege(gestionnaire)
  await gestionnaire.goto('/admin/centres/nouveau')
  await gestionnaire.locator('#nom').fill(CENTRE)
  await gestionnaire.getByText('32 Gers').click()
  await gestionnaire.getByRole('button', { name: 'Créer le centre' }).click()
  await expect(gestionnaire.getByText('Le centre est créé.')).toBeVisible()
  const id = new URL(gestionnaire.url()).pathname.split('/').at(-1) ?? ''
  agent = await unePageDe(browser, await inviterUnAgent(gestionnaire, id), baseURL ?? '')
  expectAgentIntact = await tendreUnPiege(agent)
})
test.afterAll(async () => {
  await retirerLesPoints(CENTRE)
  await agent.context().close()
  await gestionnaire.context().close()
})

test('[HOS-01] balisage, formules et adresses piégées d’un classeur se relisent en clair ; chaque adresse refusée a sa phrase', async () => {
  recensement = await lireUnFichier(agent, { ...CLASSEUR, name: FICHIER })
  const main = agent.locator('main')
  await expect(agent.getByRole('heading', { level: 1 })).toHaveText(FICHIER)

  await agent.goto(`${recensement}?vue=refuse`)
  await expectLu(main, [FEUILLE, ENTETE])
  for (const adresse of ADRESSES_HOSTILES) {
    const phrase = `« ${lu(adresse)} » n’est pas une adresse de site. Elle commence par https:// ou http://.`
    await expect(main.getByText(phrase)).toHaveCount(2)
  }
  await expectLu(main, Object.values(TOUT_FAUX))
  // The forms that correct them hold what the file says, and give back what is typed.
  const telephone = main.getByLabel('Téléphone').filter({ visible: true }).first()
  await expect(telephone).toHaveValue(TOUT_FAUX.telephone ?? '')
  const faux = `"><svg onload=window.__xss=1> ${MOT}`
  await telephone.fill(faux)
  await telephone.press('Enter')
  await expect(main.getByText(`« ${faux} » n’est pas un numéro français.`).first()).toBeVisible()
  await expectAgentIntact()
  await agent.goto(`${recensement}?vue=refuse`)
  await expect(telephone).toHaveValue(faux)
  await expectAgentIntact()

  await agent.goto(`${recensement}?vue=nouveau`)
  await expectLu(main, tousLes([...CHAMPS_PUBLICS, 'organisme']))
  await expectAgentIntact()
  await agent.getByRole('button', { name: /^Publier \d+ lignes$/ }).click()
  await expect(agent.getByText('Le recensement est publié')).toBeVisible()
  await expectAgentIntact()
  await gestionnaire.goto(recensement)
  await gestionnaire.getByRole('button', { name: 'Publier les chiffres proposés' }).click()
  await expect(gestionnaire.getByText('Les chiffres proposés sont publiés.')).toBeVisible()
  await expectGestionnaireIntact()
})

const jsonLd = async (page: Page): Promise<Record<string, unknown>> =>
  JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '')

test('[HOS-02] la commune, l’annuaire et la carte les montrent comme du texte, à l’écran et imprimés', async ({
  page,
  withoutScript,
}) => {
  const expectIntact = await tendreUnPiege(page)
  await page.setViewportSize({ width: 1280, height: 900 })
  const simple = await withoutScript.newPage()
  for (const [adresse, plus] of [
    [DE_FLEURANCE, [SOURCE]],
    ['/points-de-contact?commune=32132', []],
  ] as const) {
    for (const media of ['screen', 'print'] as const) {
      for (const seen of [simple, page]) {
        await seen.goto(adresse)
        await seen.emulateMedia({ media })
        await expectLu(seen.locator('main'), [...tousLes(CHAMPS_PUBLICS), ...plus])
      }
      await expectIntact()
    }
    const imprime = await lireLePdf(page)
    const absents = tousLes(CHAMPS_PUBLICS).filter((text) => !imprime.includes(sansBlancs(lu(text))))
    // One sheet of a commune holds the first of its points, the directory all of them.
    expect(absents.length).toBeLessThan(adresse === DE_FLEURANCE ? tousLes(CHAMPS_PUBLICS).length : 1)
    await page.emulateMedia({ media: 'screen' })
    await page.locator('.carte').scrollIntoViewIfNeeded()
    const epingles = page.locator('.carte .leaflet-marker-icon[role=button]')
    await expect(epingles.first()).toBeVisible()
    await expectLu(page.locator('main'), [dire(0, 'nom')])
    await expectIntact()
  }
  for (const { id, nom } of await page.locator('.points > li').evaluateAll((all) =>
    all.map((one) => ({
      id: one.getAttribute('data-point') ?? '',
      nom: one.querySelector('h2, h3')?.textContent ?? '',
    })),
  )) {
    const rang = RANGS.find((one) => lu(dire(one, 'nom')) === lu(nom))
    if (rang !== undefined) ids.set(rang, id)
  }
  expect([...ids.keys()].sort((a, b) => a - b)).toEqual(RANGS)
  await page.goto(DE_FLEURANCE)
  expect(await jsonLd(page)).toHaveProperty('@type')
})

test('[HOS-05] la fiche de chaque point, son épingle et ses données pour les moteurs aussi', async ({ page }) => {
  const expectIntact = await tendreUnPiege(page)
  await page.setViewportSize({ width: 1280, height: 900 })
  for (const [rang, id] of ids) {
    await page.goto(`/points-de-contact/${id}`)
    const nom = lu(dire(rang, 'nom'))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(nom)
    await expect(page).toHaveTitle(new RegExp(`nom${rang}${MOT}`))
    const dits = CHAMPS_PUBLICS.map((champ) => dire(rang, champ))
    await expectLu(page.locator('main'), [...dits, CENTRE])
    expect(await jsonLd(page)).toMatchObject({
      name: nom,
      email: COURRIEL,
      sameAs: SITE,
      address: { streetAddress: lu(dire(rang, 'voie')), addressLocality: 'Fleurance' },
    })
    const ecrire = page.locator('main').getByRole('link', { name: COURRIEL })
    await expect(ecrire).toHaveAttribute('href', `mailto:${encodeURIComponent(COURRIEL).replace(/%40(?=gers)/, '@')}`)
    await page.locator('.carte').scrollIntoViewIfNeeded()
    await page.locator('.carte').getByRole('button', { name: nom }).press('Enter')
    await expect(page.locator('.leaflet-popup')).toContainText(nom)
    await expectIntact()
    await page.emulateMedia({ media: 'print' })
    await expectLu(page.locator('article'), dits)
    await expectIntact()
    await page.emulateMedia({ media: 'screen' })
  }
  const imprime = await lireLePdf(page)
  expect(imprime).toContain(sansBlancs((await page.getByRole('heading', { level: 1 }).textContent()) ?? ''))
  await expectIntact()
  await page.goto(`/points-de-contact/${ids.get(0)}/signaler`)
  await expectLu(page.locator('main'), [dire(0, 'nom')])
  await expectIntact()
})

test('[HOS-03] l’API les donne tels quels, le CSV sans formule', async ({ request }) => {
  const dits = (champ: Champ) => RANGS.map((rang) => lu(dire(rang, champ))).sort()
  const points: Record<string, unknown>[] = []
  for (let suite = ''; ; ) {
    const answer = await request.get(`/api/v1/points-de-contact?commune=32132${suite}`)
    expect(answer.headers()).toMatchObject({ 'x-content-type-options': 'nosniff' })
    expect(answer.headers()['content-type']).toContain('application/json')
    const { points: some, suivant } = await answer.json()
    points.push(...some)
    if (!suivant) break
    suite = `&suivant=${encodeURIComponent(suivant)}`
  }
  const miens = points.filter(({ nom }) => typeof nom === 'string' && nom.includes(MOT))
  for (const champ of ['nom', 'organisme', 'coutAppel', 'commentaire'] as const)
    expect(miens.map((point) => point[champ]).sort()).toEqual(dits(champ))

  const csv = await request.get('/api/v1/points-de-contact?commune=32132&format=csv')
  const [titres = [], ...lignes] = parseCsv((await csv.text()).replace(/^\uFEFF/, ''), ';')
  for (const champ of [
    'nom',
    'organisme',
    'voie',
    'complement',
    'coutAppel',
    'horairesTexte',
    'commentaire',
  ] as const) {
    const cellules = lignes.map((ligne) => ligne[titres.indexOf(champ)] ?? '').filter((cell) => cell.includes(MOT))
    expect(cellules.filter((cell) => /^[\s\p{C}]*[=+\-@]/u.test(cell))).toEqual([])
    expect(cellules.map((cell) => cell.replace(/^'(?=[\s\p{C}]*[=+\-@])/u, '')).sort()).toEqual(dits(champ))
  }
  const chiffres = await (await request.get('/api/v1/communes/32132')).json()
  expect(chiffres.chiffres.source).toContain(SOURCE)
})

test('[HOS-04] le journal, les listes, les fiches et les classeurs de l’administration les gardent comme du texte', async () => {
  const main = agent.locator('main')
  await agent.goto('/admin/journal')
  await expectLu(main, [...RANGS.map((rang) => dire(rang, 'nom')), FICHIER, FEUILLE])
  await expectAgentIntact()
  await agent.goto('/admin/recensements')
  await expectLu(main, [FICHIER])
  await expectAgentIntact()
  await agent.goto(`/admin/points?q=${MOT}`)
  await expectLu(
    main,
    RANGS.map((rang) => dire(rang, 'nom')),
  )
  await expectAgentIntact()
  for (const [rang, id] of ids) {
    await agent.goto(`/admin/points/${id}`)
    await expect(agent.locator('#nom')).toHaveValue(lu(dire(rang, 'nom')))
    await expect(agent.locator('#commentaire')).toHaveValue(lu(dire(rang, 'commentaire')))
    await expectAgentIntact()
  }
  await gestionnaire.goto('/admin/centres')
  await expectLu(gestionnaire.locator('main'), [CENTRE])
  await expectGestionnaireIntact()
  await gestionnaire.goto('/admin/communes/32132?annee=2026')
  // The other rows have a source of their own: the field says none (R-CHI-13), and gives back what is typed.
  await expect(gestionnaire.locator('#source')).toHaveValue('')
  await gestionnaire.locator('#source').fill(SOURCE)
  await gestionnaire.getByLabel('Logements, Ensemble').fill(SOURCE)
  await gestionnaire.getByRole('button', { name: /Publier les chiffres/ }).click()
  await expect(gestionnaire.getByText('Un champ est à revoir')).toBeVisible()
  await expect(gestionnaire.locator('#source')).toHaveValue(SOURCE)
  await expectGestionnaireIntact()
  await gestionnaire.goto('/admin/journal?commune=32132')
  await expectLu(gestionnaire.locator('main'), [SOURCE])
  await expectGestionnaireIntact()

  for (const adresse of [`${recensement}/annote`, '/admin/recensements/modele']) {
    const answer = await agent.request.get(adresse)
    expect(answer.status()).toBe(200)
    expect(answer.headers()['content-disposition']).toMatch(/^attachment; filename(?:\*=UTF-8''[\w%.~-]+|="[\w.-]+")$/)
    const { textes, formules } = cellulesDe(read(await answer.body()))
    expect(formules).toEqual([])
    expect(tousLes([...CHAMPS_PUBLICS, 'organisme']).filter((text) => !textes.has(lu(text)))).toEqual([])
  }
})

test('[HOS-06] une erreur signalée se lit comme du texte par qui la traite, et dans son courriel', async ({ page }) => {
  const expectIntact = await tendreUnPiege(page)
  const dit = `</textarea><script>window.__xss=1</script> ${MOT}`
  await page.goto(`/points-de-contact/${ids.get(0)}/signaler`)
  await page.getByLabel('Ce qui ne va pas').selectOption('Les horaires sont faux')
  await page.getByLabel('Précisions').fill(dit)
  await page.getByRole('button', { name: 'Envoyer le signalement' }).click()
  await expect(page.getByRole('heading', { name: 'Merci' })).toBeVisible()
  await expectIntact()
  await agent.goto('/admin/signalements')
  await expectLu(agent.locator('main'), [dire(0, 'nom'), dit])
  await expectAgentIntact()
  // The mail that tells it, as the outbox of the demonstration shows it; then the page that asks before all is undone.
  await page.goto('/demonstration')
  const courriel = page.getByRole('article').filter({ hasText: 'Erreur signalée' }).filter({ hasText: MOT })
  await expect(courriel.first()).toBeVisible()
  await expectLu(courriel.first(), [dire(0, 'nom'), dit])
  await expectIntact()
  await agent.goto(`${recensement}/annuler`)
  await expect(agent.getByRole('heading', { level: 1 })).toContainText('Annuler')
  await expectAgentIntact()
})
