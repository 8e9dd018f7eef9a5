/** Attestations: handed to the applicant, checked by anyone, fed by the gestionnaire. */
import type { Page } from '@playwright/test'
import { getDocumentProxy } from 'unpdf'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { GESTIONNAIRE, seConnecter, unMot } from '../steps/connexion.ts'
import { type DemandeurEcrit, loginDemandeur, radierAilleurs, unDemandeurEnBase } from '../steps/demandeur.ts'

const PAGE = '/verifier'
/** That one address may check in five minutes. */
const ESSAIS = 30

/** Spaces of every kind as one. */
const plat = (texte: string): string => texte.replace(/\s+/g, ' ')

async function texteDe(octets: Buffer): Promise<string> {
  const pdf = await getDocumentProxy(new Uint8Array(octets))
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1)))
  const textes = await Promise.all(pages.map((page) => page.getTextContent()))
  return plat(textes.flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : ''))).join(' '))
}

const adresseDe = ({ demandes: [demande] }: DemandeurEcrit, rang = 2): string =>
  `/ma-demande/${demande?.ref}/attestations/${rang}`

async function telecharger(page: Page, adresse: string) {
  const answer = await page.request.get(adresse)
  expect(answer.status()).toBe(200)
  const octets = await answer.body()
  const texte = await texteDe(octets)
  const [, code = ''] = /Code : ([0-9A-Z-]{19})/.exec(texte) ?? []
  return { octets, texte, code, headers: answer.headers() }
}

async function verifier(page: Page, code: string, nom = ''): Promise<void> {
  await page.getByLabel('Code de vérification').fill(code)
  await page.getByLabel('Nom écrit sur l’attestation').fill(nom)
  await page.getByRole('button', { name: 'Vérifier' }).click()
}
const reponse = (page: Page) => page.getByRole('status').locator('.fr-alert__title')

test('[ATS-01] sans JavaScript, un code se vérifie : conforme, non conforme ou plus valable, et rien d’autre', async ({
  withoutScript,
  page: signedIn,
  expectAccessible,
}) => {
  const lui = await unDemandeurEnBase([{ isRenouvelee: true }])
  await loginDemandeur(signedIn, lui)
  const { code } = await telecharger(signedIn, adresseDe(lui))
  const page = await withoutScript.newPage()
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto(PAGE)
  await expectNoSidewaysScroll(page)
  await verifier(page, code.toLowerCase().replaceAll('-', ' '))
  await expect(reponse(page)).toHaveText('Conforme')
  await expectNoSidewaysScroll(page)
  await expect(page.getByText('Camille')).toHaveCount(0)
  expect(new URL(page.url()).search).toBe('')
  // What was typed stays, to be compared with the paper.
  await expect(page.getByLabel('Code de vérification')).toHaveValue(code.toLowerCase().replaceAll('-', ' '))
  await verifier(page, code, 'INVENTEE Camille')
  await expect(reponse(page)).toHaveText('Conforme')
  await verifier(page, code, 'Dominique Autre')
  await expect(reponse(page)).toHaveText('Non conforme')
  for (const faux of ['0000-0000-0000-0000', 'bonjour', '<script>alert(1)</script>', `DLS1${'0'.repeat(165)}`]) {
    await verifier(page, faux)
    await expect(reponse(page)).toHaveText('Non conforme')
  }
  await page.getByLabel('Code de vérification').fill('')
  await page.getByRole('button', { name: 'Vérifier' }).click()
  await expect(page.getByRole('alert')).toContainText('Recopiez le code de l’attestation.')
  await signedIn.goto(PAGE)
  await expectAccessible(signedIn)
  await signedIn.setViewportSize({ width: 360, height: 740 })
  await verifier(signedIn, code)
  await expect(reponse(signedIn)).toHaveText('Conforme')
  await expectAccessible(signedIn)
  // The same paper, once its demande is radiated: true still, and no longer worth anything.
  await radierAilleurs(lui)
  await verifier(page, code, 'INVENTEE Camille')
  await expect(reponse(page)).toHaveText('Plus valable')
  await expectNoSidewaysScroll(page)
  await expect(page.getByRole('status')).not.toContainText(/Camille|radiée|renonc/i)
  await verifier(page, code, 'Dominique Autre')
  await expect(reponse(page)).toHaveText('Non conforme')
  await verifier(signedIn, code)
  await expect(reponse(signedIn)).toHaveText('Plus valable')
  await expectAccessible(signedIn)
})

test('[ATS-02] le demandeur télécharge son attestation, la même à chaque fois', async ({ page }) => {
  const lui = await unDemandeurEnBase([{ isRenouvelee: true }])
  await loginDemandeur(page, lui)
  const premiere = await telecharger(page, adresseDe(lui))
  expect(premiere.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'private, no-store' })
  expect(premiere.headers['content-disposition']).toMatch(
    /^attachment; filename="attestation-renouvellement-\d{4}-\d\d-\d\d\.pdf"$/,
  )
  for (const mention of [
    'Attestation de renouvellement',
    'Camille Inventée',
    'Foix : Office fictif de l’habitat (Ariège)',
    'Commission fictive de médiation (Ariège)',
    'Renouvellement reçu par Guichet internet grand public',
  ])
    expect(premiere.texte).toContain(plat(mention))
  const seconde = await telecharger(page, adresseDe(lui))
  expect(seconde.octets.equals(premiere.octets)).toBe(true)
})

test('[ATS-03] l’attestation d’un autre n’existe pas, et un visiteur va se connecter', async ({
  page,
  browser,
  baseURL,
}) => {
  const lui = await unDemandeurEnBase([{ isRenouvelee: true }])
  await loginDemandeur(page, await unDemandeurEnBase())
  for (const adresse of [adresseDe(lui), adresseDe(lui, 9), '/ma-demande/x/attestations/1']) {
    const answer = await page.request.get(adresse)
    expect(answer.status(), adresse).toBe(404)
    expect(await answer.text()).not.toContain('Camille')
  }
  const visiteur = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage()
  const answer = await visiteur.goto(adresseDe(lui))
  expect(answer?.status()).toBe(401)
  await expect(visiteur.getByRole('link', { name: 'Se connecter' })).toHaveAttribute('href', /^\/ma-demande\?retour=/)
})

test('[ATS-04] les spécimens et la clé publique se téléchargent ; un spécimen n’est jamais conforme', async ({
  page,
}) => {
  await page.goto(PAGE)
  for (const nom of ['enregistrement', 'renouvellement']) {
    const lien = page.getByRole('link', {
      name: `Spécimen d’attestation ${nom === 'enregistrement' ? 'd’' : 'de '}${nom}`,
    })
    const octets = await (await page.request.get((await lien.getAttribute('href')) ?? '')).body()
    expect(octets.length).toBeLessThan(80_000)
    expect(await texteDe(octets)).toContain(plat('Spécimen : personne inventée, document sans valeur.'))
  }
  await verifier(page, '0000-0000-0000-0000')
  await expect(reponse(page)).toHaveText('Non conforme')
  // The answer to the form is at the same address, and holds what was typed.
  expect((await page.request.get('/verifier')).headers()['cache-control']).toContain('no-store')
  const cle = await (await page.request.get('/verifier/cle')).text()
  expect(cle).toMatch(/^# \d{6}\n-----BEGIN PUBLIC KEY-----/)
  expect(cle).not.toContain('PRIVATE')
  expect((await page.request.get('/verifier-attestation.mjs')).status()).toBe(200)
  for (const nom of ['autre', 'toString', '__proto__'])
    expect((await page.request.get(`/verifier/specimens/${nom}.pdf`)).status()).toBe(404)
})

test('[ATS-05] le gestionnaire renseigne les mentions de son département, ligne à ligne, et annule', async ({
  page,
  expectAccessible,
}) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await seConnecter(page, GESTIONNAIRE, '/admin/mentions')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mentions des attestations')
  await expectAccessible(page)
  await page.getByRole('link', { name: '65 Hautes-Pyrénées' }).click()
  const bailleurs = page.getByLabel('Bailleurs du département')
  const avant = await bailleurs.inputValue()
  const nom = `Société fictive ${unMot()}`
  await bailleurs.fill(`${avant}\n${nom} : Tarbes, Loudres`)
  await page.getByRole('button', { name: 'Enregistrer les mentions' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'n’est pas une commune de ce département' })).toBeVisible()
  await expect(bailleurs).toHaveValue(`${avant}\n${nom} : Tarbes, Loudres`)
  await expectAccessible(page)
  await bailleurs.fill(`${avant}\n${nom} : Tarbes, Lourdes`)
  await page.getByRole('button', { name: 'Enregistrer les mentions' }).click()
  await expect(page.getByText('Les mentions sont enregistrées')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Historique' })).toContainText(nom)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Annuler le dernier changement' }).click()
  await expect(page.getByText('Le changement est annulé')).toBeVisible()
  await expect(bailleurs).toHaveValue(avant)
})

test('[ATS-06] trop d’essais d’une même adresse sont refusés par une phrase, et ce qui est tapé reste', async ({
  withoutScript,
}) => {
  // An address of documentation, this journey's own.
  await withoutScript.setExtraHTTPHeaders({ 'x-forwarded-for': '192.0.2.77' })
  const page = await withoutScript.newPage()
  await page.goto(PAGE)
  for (let essai = 1; essai <= ESSAIS; essai += 1) {
    await verifier(page, `essai ${essai}`)
    await expect(reponse(page)).toHaveText('Non conforme')
  }
  await verifier(page, 'un essai de trop')
  await expect(page.getByRole('alert')).toContainText('Trop d’envois en peu de temps')
  await expect(page.getByLabel('Code de vérification')).toHaveValue('un essai de trop')
})
