/** What becomes of answers when the demande, or the session, did not wait for them. */
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import {
  type DemandeurEcrit,
  eteindreSaSession,
  loginDemandeur,
  mettreAJourAilleurs,
  radierAilleurs,
  renouvelerAilleurs,
  unDemandeurEnBase,
} from '../steps/demandeur.ts'
import { bouton, cheminDe, confirmer, repondreToujours, titre } from '../steps/renouveler.ts'

/** One answer is changed, the others confirmed. */
async function jusquAConfirmer(page: Page, qui: DemandeurEcrit): Promise<void> {
  await loginDemandeur(page, qui)
  await page.goto(`${cheminDe(qui)}/vous`)
  await page.getByLabel('Téléphone portable').fill('06 39 98 77 77')
  await bouton(page, 'Enregistrer ces changements').click()
  await bouton(page, 'Le reste n’a pas changé').click()
  await repondreToujours(page)
}

test('[REN-17] un guichet a renouvelé entre-temps : l’envoi le dit, montre ce qui n’est pas enregistré et où le reporter', async ({
  page,
  expectAccessible,
}) => {
  const qui = await unDemandeurEnBase()
  await jusquAConfirmer(page, qui)
  await renouvelerAilleurs(qui)
  await confirmer(page)
  await expect(titre(page)).toHaveText('Votre demande est déjà renouvelée')
  await expect(page.locator('main')).not.toContainText('C’est fait')
  const perdu = page.getByRole('region', { name: 'Ce que vous aviez écrit n’est pas enregistré' })
  await expect(perdu).toContainText('06 39 98 77 77')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Voir le reçu' }).click()
  await expect(titre(page)).toContainText('Votre demande est renouvelée jusqu’au')
  await page.goto(cheminDe(qui))
  await perdu.getByRole('link', { name: 'Mettre à jour ma demande' }).click()
  await expect(titre(page)).toHaveText('Ma demande')
})

test('[REN-18] la demande a changé ailleurs : ses ressources se relisent aussi, et « toujours » se redit', async ({
  page,
  expectAccessible,
}) => {
  const qui = await unDemandeurEnBase()
  await jusquAConfirmer(page, qui)
  await mettreAJourAilleurs(qui, 'ressources', () => ({ 'demandeur.ressources.lignes.0.euros': '2000' }))
  await confirmer(page)
  await expect(titre(page)).toHaveText('Votre demande a changé')
  const ressources = page.getByRole('region', { name: 'Vos ressources' })
  await expect(ressources.locator('del')).toContainText(/1.240.€/)
  await expect(ressources.locator('ins')).toContainText(/2.000.€/)
  await expectAccessible(page)
  await bouton(page, 'J’ai lu, continuer').click()
  await bouton(page, 'Le reste n’a pas changé').click()
  await expect(titre(page)).toHaveText('Vos ressources de chaque mois')
  await bouton(page, /^Toujours 2.000.€ par mois/).click()
  await bouton(page, /^Toujours/).click()
  await expect(page.locator('ins')).toContainText('06 39 98 77 77')
  await confirmer(page)
  await expect(titre(page)).toContainText('Votre demande est renouvelée jusqu’au')
})

test('[REN-19] la session est finie sur la page de confirmation : elle dit que rien n’est renouvelé, et que les réponses sont gardées', async ({
  page,
}) => {
  const qui = await unDemandeurEnBase()
  await jusquAConfirmer(page, qui)
  await eteindreSaSession(qui)
  await confirmer(page)
  await expect(titre(page)).toHaveText('Votre session est terminée')
  await expect(page.locator('body')).toContainText(
    'Votre demande n’est pas encore renouvelée. Vos réponses sont gardées.',
  )
  await expect(page.locator('body')).not.toContainText('n’est pas gardé.')
  await expect(page.getByRole('link', { name: 'Me connecter et continuer' })).toHaveAttribute(
    'href',
    /^\/ma-demande\?retour=.*confirmer$/,
  )
})

test('[REN-24] la demande est radiée entre la confirmation et l’envoi : rien n’est renouvelé, la page dit pourquoi et qui voir', async ({
  page,
  expectAccessible,
}) => {
  const qui = await unDemandeurEnBase()
  await jusquAConfirmer(page, qui)
  await radierAilleurs(qui)
  await confirmer(page)
  await expect(page).toHaveURL(cheminDe(qui))
  await expect(titre(page)).toHaveText('Votre demande ne se renouvelle pas ici')
  await expect(page.locator('main')).toContainText('une renonciation écrite a été reçue')
  await expect(page.locator('main')).not.toContainText('C’est fait')
  await expectAccessible(page)
  await page.goto(`${cheminDe(qui)}/confirmer`)
  await expect(titre(page)).toHaveText('Votre demande ne se renouvelle pas ici')
  await page.goto(`${cheminDe(qui)}/fait`)
  await expect(page.locator('main')).not.toContainText('Votre demande est renouvelée')
})
