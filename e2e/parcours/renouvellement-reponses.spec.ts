/** Answers that some people only have to give: who moves, who lives abroad, who has one name, who is under age. */
import type { Page } from '@playwright/test'
import { aujourdHui } from '#db/testing/demandes.ts'
import { addDays, addMonths } from '#lib/domain/calendrier.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { openOnce } from '../steps/base.ts'
import { unDemandeurEnBase } from '../steps/demandeur.ts'
import { bouton, entrer, renouveler, titre } from '../steps/renouveler.ts'

const champ = (page: Page, nom: string) => page.locator(`[id="demandeur.${nom}"]`)
const etranger = (page: Page, reponse: 'oui' | 'non') =>
  page.locator(`label[for="demandeur.adresse.etranger-${reponse}"]`).click()
const enregistrer = (page: Page) => bouton(page, 'Enregistrer ces changements').click()
const completer = (page: Page) => bouton(page, 'Enregistrer ces réponses').click()

test('[REN-20] qui déménage ne laisse rien de son adresse d’avant, part à l’étranger et en revient, sans JavaScript aussi', async ({
  page,
  withoutScript,
  expectAccessible,
}) => {
  const ancienne = { batiment: 'B', escalier: '2', etage: '3', appartement: '31' }
  const qui = await unDemandeurEnBase([
    {
      changements: Object.entries(ancienne).map(([quoi, dit]) => [`demandeur.adresse.${quoi}`, dit] as const),
    },
  ])
  const ici = await entrer(page, qui)
  await page.goto(`${ici}/vous`)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  for (const [quoi, dit] of Object.entries(ancienne)) {
    await expect(champ(page, `adresse.${quoi}`)).toHaveValue(dit)
    await champ(page, `adresse.${quoi}`).fill('')
  }
  await page.getByLabel('Rue').fill('rue Inventée')
  await enregistrer(page)
  await expect(page.locator('#vous del')).toContainText('bâtiment B, escalier 2, étage 3, appartement 31')
  await expect(page.locator('#vous ins')).toHaveText('Maintenant : 45 rue Inventée, 09000 Foix')

  const sans = await withoutScript.newPage()
  await entrer(sans, qui)
  await sans.goto(`${ici}/vous`)
  await sans.getByLabel('Commune').fill('Bruxelles')
  await enregistrer(sans)
  await expect(sans.locator('main').getByRole('alert')).toContainText(
    'Si vous habitez à l’étranger, dites-le plus bas.',
  )
  await sans.getByText('Adresse à l’étranger').click()
  await etranger(sans, 'oui')
  await sans.getByLabel('Ville, à l’étranger').fill('Bruxelles')
  await enregistrer(sans)
  await expect(sans.locator('main').getByRole('alert')).toContainText('À l’étranger, videz ce champ')
  await sans.getByLabel('Commune').fill('')
  await enregistrer(sans)
  await expect(sans.locator('#vous')).toContainText('45 rue Inventée, Bruxelles')
  await bouton(sans, 'Le reste n’a pas changé').click()
  await repondreA(sans, 'Il manque quelques réponses')
  await sans.getByLabel('Pays').fill('Belgique')
  await completer(sans)
  await expect(titre(sans)).toHaveText('Confirmer')
  await expect(sans.locator('ins').first()).toHaveText('Maintenant : 45 rue Inventée, Bruxelles, Belgique')
  await renouveler(sans)
  await sans.goto(`${ici.replace('/renouveler/', '/ma-demande/')}/modifier/vous`)
  await etranger(sans, 'non')
  await sans.getByLabel('Code postal').fill('09100')
  await sans.getByLabel('Commune').fill('Pamiers')
  await enregistrer(sans)
  await expect(sans.locator('main')).toContainText('45 rue Inventée, 09100 Pamiers')
  await expect(sans.locator('main')).not.toContainText('Belgique')
})

/** The same amounts as last year, to a page that asks for what lacks. */
async function repondreA(page: Page, suite: string): Promise<void> {
  await bouton(page, /^Toujours/).click()
  await expect(titre(page)).toHaveText('Votre revenu fiscal de référence')
  await bouton(page, /^Toujours/).click()
  await expect(titre(page)).toHaveText(suite)
}

test('[REN-21] sans téléphone ni courriel un seul suffit, et qui n’a qu’un nom le dit là où son prénom est demandé', async ({
  page,
  withoutScript,
  expectAccessible,
}) => {
  const qui = await unDemandeurEnBase([
    {
      changements: [
        ['demandeur.telephonePortable', null],
        ['demandeur.courriel', null],
        ['demandeur.prenom', null],
      ],
    },
  ])
  const sans = await withoutScript.newPage()
  await entrer(sans, qui)
  await bouton(sans, 'Rien n’a changé').click()
  await repondreA(sans, 'Il manque quelques réponses')
  await expect(sans.getByRole('group', { name: 'Téléphone ou courriel (un suffit)' }).getByRole('textbox')).toHaveCount(
    3,
  )
  await sans.getByLabel('Autre téléphone').fill('05 61 99 12 34')
  await completer(sans)
  await expect(sans.getByLabel('Autre téléphone')).toHaveCount(0)
  await sans.getByLabel('Prénom').fill('Camille')
  await sans.locator('label[for="demandeur.unSeulNom"]').click()
  await completer(sans)
  await expect(sans.locator('main').getByRole('alert')).toContainText('Videz ce champ, ou décochez')
  await page.goto(`${await entrer(page, qui)}/completer`)
  await expectAccessible(page)
  await page.getByLabel('Prénom').fill('')
  await completer(page)
  await expect(titre(page)).toHaveText('Confirmer')
  await expect(page.locator('main')).toContainText('Monsieur Inventée (un seul nom)')
  await renouveler(page)
})

test('[REN-22] qui n’a pas dix-huit ans dit s’il est émancipé et renouvelle ; sinon, ou avant seize ans, la page dit qui voir', async ({
  page,
  expectAccessible,
}) => {
  await openOnce()
  const le = await aujourdHui()
  const demain = addDays(addMonths(le, -18 * 12), 1)
  await entrer(page, await unDemandeurEnBase([{ changements: [['demandeur.naissance', demain]] }]))
  await bouton(page, 'Rien n’a changé').click()
  await repondreA(page, 'Êtes-vous émancipé ou émancipée ?')
  await expectAccessible(page)
  await completer(page)
  const alerte = page.locator('main').getByRole('alert')
  await expect(alerte).toContainText('Cochez cette case si vous êtes émancipé ou émancipée. Sinon, voyez un guichet.')
  await expect(alerte).toBeFocused()
  await expect(page.getByRole('link', { name: 'trouver un guichet' })).toBeVisible()
  await page.locator('label[for="demandeur.emancipe"]').click()
  await completer(page)
  await expect(titre(page)).toHaveText('Confirmer')
  await expect(page.locator('ins')).toHaveText('Maintenant : Oui')
  await renouveler(page)

  const enfant = addDays(addMonths(le, -16 * 12), 1)
  await entrer(page, await unDemandeurEnBase([{ changements: [['demandeur.naissance', enfant]] }]))
  await bouton(page, 'Rien n’a changé').click()
  await repondreA(page, 'Votre âge')
  await expectAccessible(page)
  await expect(page.locator('main')).toContainText('moins de seize ans : elle ne se renouvelle pas ici')
  await expect(page.getByRole('link', { name: 'trouver un guichet' })).toBeVisible()
  await expect(page.locator('[id="demandeur.emancipe"]')).toHaveCount(0)
  await expect(bouton(page, 'Enregistrer ces réponses')).toHaveCount(0)
})

test('[REN-23] un nom faux se corrige en ligne, une date de naissance se fait corriger à un guichet', async ({
  page,
}) => {
  const ici = await entrer(page, await unDemandeurEnBase())
  await page.goto(`${ici}/vous`)
  await expect(page.getByRole('link', { name: 'un guichet' })).toHaveAttribute(
    'href',
    '/points-de-contact?service=modification',
  )
  await page.getByRole('link', { name: 'demandez sa correction en ligne' }).click()
  await expect(titre(page)).toHaveText('Faire corriger mon nom')
  const guichets = /^\/points-de-contact\?service=modification&commune=\w{5}$/
  await expect(page.getByRole('link', { name: 'trouver un guichet' })).toHaveAttribute('href', guichets)
  await page.goto(`${ici.replace('/renouveler/', '/ma-demande/')}/modifier/vous`)
  await expect(page.getByRole('link', { name: 'trouver un guichet' })).toHaveAttribute('href', guichets)
})

test('[REN-25] un montant écrit, puis « Je ne l’ai pas encore » : la touche répond, et rien du montant ne revient après elle', async ({
  page,
}) => {
  const montant = page.getByLabel('Montant, en euros')
  const jusquAuRevenu = async () => {
    await entrer(page, await unDemandeurEnBase())
    await bouton(page, 'Rien n’a changé').click()
    await bouton(page, /^Toujours/).click()
    await expect(page.locator('html[data-fil="pret"]')).toHaveCount(1)
    await page.getByText('Ça a changé').click()
    await montant.pressSequentially('13 50')
  }
  const toucher = async () => {
    await bouton(page, 'Je ne l’ai pas encore').click()
    await expect(titre(page)).toHaveText('Confirmer', { timeout: 15_000 })
    await expect(page.locator('section', { has: page.locator('#titre-ressources') })).toContainText('Pas encore connu')
  }
  const garde = page.waitForResponse((reponse) => reponse.request().resourceType() === 'fetch')
  await jusquAuRevenu()
  await garde
  await expect(page.locator('.renouveler__fil')).toHaveText(/^Enregistré à/)
  // Tapped, the button takes the cursor from the field, which says its text once more.
  await expect(montant).toBeFocused()
  await toucher()
  await renouveler(page)

  await jusquAuRevenu()
  await toucher()
  await renouveler(page)

  // The network is slow: what was typed may arrive late.
  await page.route('**/reponses', async (route) => {
    if (route.request().resourceType() === 'fetch') await new Promise((done) => setTimeout(done, 7000))
    // Given up by its page meanwhile, it is no longer there to be answered.
    await route.continue().catch(() => {})
  })
  await jusquAuRevenu()
  await toucher()
  await renouveler(page)
})
