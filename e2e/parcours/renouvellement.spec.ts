import type { Locator } from '@playwright/test'
import { type Changement, unCotitulaire } from '#lib/domain/demande/formulaire/testing.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { loginDemandeur, unDemandeurEnBase } from '../steps/demandeur.ts'
import { bouton, entrer, recu, refDe, renouveler, titre } from '../steps/renouveler.ts'

test('[REN-05] rien n’a changé : cinq touches sur un téléphone, un reçu, et moins de 400 Ko de l’accueil à la fin', async ({
  page,
  expectAccessible,
}) => {
  const qui = await unDemandeurEnBase()
  // Who is not known signs in first, and comes back to the renewal.
  const visite = await page.request.get('/ma-demande/renouveler', { maxRedirects: 0 })
  expect(visite.headers().location).toBe('/ma-demande?retour=/ma-demande/renouveler')
  await loginDemandeur(page, qui)
  let octets = 0
  const peser = async () => {
    await page.waitForLoadState('networkidle')
    // A link of Next keeps the document, and its entries: each is counted once.
    octets += await page.evaluate(() => {
      const isPesee = performance.getEntriesByName('pesee').length > 0
      const entries = [
        ...(isPesee ? [] : performance.getEntriesByType('navigation')),
        ...performance.getEntriesByType('resource'),
      ]
      performance.mark('pesee')
      performance.clearResourceTimings()
      return entries.reduce((sum, one) => sum + (one instanceof PerformanceResourceTiming ? one.transferSize : 0), 0)
    })
  }
  await page.goto('/')
  await peser()
  await page.getByRole('link', { name: 'Renouveler ma demande' }).click()
  await expect(titre(page)).toHaveText('Renouveler ma demande')
  await peser()
  const [answer] = await Promise.all([
    page.waitForResponse(`**/renouveler/${refDe(qui)}`),
    page.getByRole('link', { name: 'Renouveler en ligne' }).click(),
  ])
  expect(answer.headers()['cache-control']).toContain('no-store')
  expect(answer.headers()['content-security-policy']).toContain("'nonce-")
  await expect(page.getByText('Étape 1 sur 4')).toBeVisible()
  await peser()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await expect(page.locator('.renouveler__dernier time')).toBeVisible()
  let touches = 0
  const toucher = async (cible: Locator) => {
    touches += 1
    await cible.click()
  }
  await toucher(bouton(page, 'Rien n’a changé'))
  await expect(titre(page)).toHaveText('Vos ressources de chaque mois')
  await expect(page.locator('.renouveler__fil')).toHaveText(/^Enregistré à \d{1,2}\sh\s\d\d$/)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await peser()
  await toucher(bouton(page, 'Toujours 1 240 € par mois'))
  await expect(titre(page)).toHaveText('Votre revenu fiscal de référence')
  await expectAccessible(page)
  await peser()
  await toucher(bouton(page, 'Toujours 13 900 €'))
  await expect(titre(page)).toHaveText('Confirmer')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await peser()
  await toucher(page.locator('label[for="honneur"]'))
  await toucher(bouton(page, 'Renouveler ma demande'))
  await expect(titre(page)).toContainText('Votre demande est renouvelée jusqu’au')
  await expectAccessible(page)
  await peser()
  expect(touches).toBe(5)
  expect(octets).toBeLessThanOrEqual(400_000)
  expect(page.url()).not.toMatch(/Inventée|09\d{16}/)
  await expect(page.getByRole('link', { name: 'Télécharger mon attestation' })).toHaveAttribute(
    'href',
    `/ma-demande/${refDe(qui)}/attestations/2`,
  )
  expect(await recu(page)).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){2}$/)
})

test('[REN-06] un groupe a changé : ses champs s’ouvrent, l’avant et l’après se relisent, et l’on peut revenir dessus', async ({
  page,
  expectAccessible,
}) => {
  await entrer(page, await unDemandeurEnBase())
  await page.getByRole('link', { name: 'Ça a changé : Vous' }).click()
  await expect(titre(page)).toHaveText('Ce qui a changé : vous')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await expect(page.getByLabel('Nom', { exact: true })).toHaveCount(0)
  await page.getByLabel('Téléphone portable').fill('06 39 98 77 77')
  await bouton(page, 'Enregistrer ces changements').click()
  await expect(page.locator('#vous ins')).toContainText('06 39 98 77 77')
  await expect(page.locator('#vous del')).toContainText('06 39 98 12 34')
  await page.getByRole('link', { name: 'Ça a changé : Votre foyer' }).click()
  await page.getByText('Ajouter une personne à charge').click()
  await page.getByLabel('Prénom').last().fill('Noa')
  await page.getByLabel('Date de naissance').nth(1).fill('12/03/2019')
  await page.locator('[id="foyer.personnesACharge.0.lien"]').selectOption('E')
  await bouton(page, 'Enregistrer ces changements').click()
  await expect(page.locator('#foyer ins')).toContainText('Noa, enfant, 12 mars 2019')
  await page.getByRole('link', { name: 'Revoir ce groupe : Votre foyer' }).click()
  await bouton(page, 'Finalement, rien n’a changé ici').click()
  await expect(page.locator('#foyer')).toContainText('Exact')
  await bouton(page, 'Le reste n’a pas changé').click()
  await bouton(page, /^Toujours/).click()
  await bouton(page, /^Toujours 13/).click()
  await expect(page.locator('ins')).toHaveText(/06 39 98 77 77/)
  await renouveler(page)
})

test('[REN-07] un revenu fiscal qui n’est pas encore connu le reste, un zéro se déclare, et rien n’est jamais deviné', async ({
  page,
}) => {
  await entrer(page, await unDemandeurEnBase())
  await bouton(page, 'Rien n’a changé').click()
  await page.getByText('Ça a changé').click()
  await page.locator('label[for="demandeur.ressources.reponse-rien"]').click()
  await bouton(page, 'Enregistrer ces ressources').click()
  await page.getByText('Ça a changé').click()
  await bouton(page, 'Enregistrer ce revenu').click()
  const alerte = page.locator('main').getByRole('alert')
  await expect(alerte).toContainText('Choisissez une réponse, ou écrivez un montant.')
  await expect(alerte).toBeFocused()
  await bouton(page, 'Je ne l’ai pas encore').click()
  const ressources = page.locator('section', { has: page.locator('#titre-ressources') })
  await expect(ressources).toContainText('Aucune (0 €)')
  await expect(ressources).toContainText('Pas encore connu')
  await page.getByRole('link', { name: 'Corriger le revenu fiscal' }).click()
  await page.getByText('Ça a changé').click()
  await page.locator('label[for="demandeur.revenuFiscal.reponse-rien"]').click()
  await bouton(page, 'Enregistrer ce revenu').click()
  await expect(ressources).toContainText('Rien (0 €)')
  await renouveler(page)

  await entrer(page, await unDemandeurEnBase([{ changements: [['cotitulaires', [unCotitulaire()]]] }]))
  await bouton(page, 'Rien n’a changé').click()
  await page.getByText('Ça a changé').click()
  for (const qui of ['demandeur', 'cotitulaires.0'])
    await page.locator(`label[for="${qui}.ressources.reponse-toujours"]`).click()
  const euros = page.locator('[id="demandeur.ressources.lignes.0.euros"]')
  await euros.fill('900')
  await bouton(page, 'Enregistrer ces ressources').click()
  await expect(alerte).toContainText('Vous avez écrit un montant')
  await expect(euros).toHaveValue('900')
  await euros.fill('')
  await bouton(page, 'Enregistrer ces ressources').click()
  await expect(titre(page)).toHaveText('Votre revenu fiscal de référence')
})

test('[REN-08] trop tôt, dernier mois, dernier jour passé, autre site : la date en toutes lettres, et qui voir', async ({
  page,
  expectAccessible,
}) => {
  // Asked for in Pamiers, by somebody who lives in Foix: where they live stands in no address.
  const changements: readonly Changement[] = [
    ['recherche.localisations', [{ commune: '09225', quartier: null }]],
    ['demandeur.adresse.commune', '09122'],
  ]
  const parMois = (moisEcoules: number) => unDemandeurEnBase([{ moisEcoules, joursEcoules: 5, changements }])
  const [tot, mois, tard] = [await parMois(9), await parMois(12), await parMois(13)]
  await entrer(page, tot)
  await expect(titre(page)).toHaveText('Il est trop tôt pour renouveler')
  await expect(page.locator('main time')).toHaveText(/^\p{L}+ \d{1,2}(er)? \p{L}+ \d{4}$/u)
  await expectAccessible(page)
  await entrer(page, mois)
  await expect(page.locator('.renouveler__dernier--urgent')).toContainText('C’est le dernier mois')
  await expectAccessible(page)
  await entrer(page, tard)
  await expect(titre(page)).toHaveText('Le dernier jour est passé')
  await expect(page.getByRole('link', { name: 'Voir tous les guichets qui renouvellent' })).toHaveAttribute(
    'href',
    '/points-de-contact?service=renouvellement&commune=09225',
  )
  await expect(page.locator('main')).not.toContainText(/réactiv/i)
  await expectAccessible(page)
  await page.goto(`/renouveler/${refDe(tard)}/confirmer`)
  await expect(titre(page)).toHaveText('Le dernier jour est passé')
})

test('[REN-09] sans JavaScript : le renouvellement entier, et ce qui est faux ou oublié se dit sans rien perdre', async ({
  withoutScript,
}) => {
  const page = await withoutScript.newPage()
  await entrer(page, await unDemandeurEnBase([{ changements: [['demandeur.nationalite', null]] }]))
  await page.getByRole('link', { name: 'Ça a changé : Votre logement actuel' }).click()
  await page.getByLabel('Surface, en mètres carrés').fill('grand')
  await bouton(page, 'Enregistrer ces changements').click()
  await expect(page.locator('main').getByRole('alert')).toContainText('Une réponse est à revoir')
  await expect(page.getByLabel('Surface, en mètres carrés')).toHaveValue('grand')
  await page.getByLabel('Surface, en mètres carrés').fill('45')
  await bouton(page, 'Enregistrer ces changements').click()
  await bouton(page, 'Le reste n’a pas changé').click()
  await bouton(page, /^Toujours/).click()
  await bouton(page, /^Toujours 13/).click()
  await expect(titre(page)).toHaveText('Il manque quelques réponses')
  await expect(page.locator('main select')).toHaveCount(1)
  await page.getByLabel('Nationalité').selectOption({ label: 'Française' })
  await bouton(page, 'Enregistrer ces réponses').click()
  await bouton(page, 'Renouveler ma demande').click()
  await expect(page.locator('main').getByRole('alert')).toContainText('Cochez cette case')
  await renouveler(page)
})

const MAUVAIS = [
  ['vous', 'demandeur.telephonePortable', '+44 20 7946 0958'],
  ['vous', 'demandeur.courriel', 'pas une adresse'],
  ['vous', 'demandeur.adresse.commune', '<img src=x onerror=alert(1)>'],
  ['vous', 'demandeur.adresse.codePostal', '🏠🏠'],
  ['foyer', 'foyer.enfantsANaitre.prevusLe', '31/02/2027'],
  ['foyer', 'foyer.enfantsANaitre.nombre', 'пять'],
  ['logement', 'logementActuel.entreLe', '12/03/2199'],
  ['logement', 'logementActuel.surface', '٣٨'],
  ['foyer', 'foyer.personnesACharge.0.naissance', '12/03/2199'],
  ['foyer', 'foyer.personnesACharge.0.naissance', '31/02/2019'],
  ['foyer', 'foyer.personnesACharge.0.naissance', '13/2019'],
  ['foyer', 'foyer.personnesACharge.0.naissance', '19'],
  ['foyer', 'foyer.personnesACharge.0.prenom', '🙂'.repeat(81)],
  ['foyer', 'foyer.personnesACharge.0.prenom', 'Alix 李'],
  ['logement', 'logementActuel.loyerMensuel', '1.240'],
  ['recherche', 'recherche.loyerMaximal', '-500'],
  ['recherche', 'recherche.localisations.1.commune', 'Foix'],
] as const

const champDe = (erreur: string | null): string => erreur?.replace(/-erreur$/, '') ?? ''

test('[REN-14] une mauvaise réponse reçoit une phrase à son champ, reste écrite, et n’empêche pas de la corriger', async ({
  page,
}) => {
  const enfant = { nom: 'Inventée', prenom: 'Alix', naissance: '2015-02-03', sexe: 'F', lien: 'E' }
  const ici = await entrer(page, await unDemandeurEnBase([{ changements: [['foyer.personnesACharge', [enfant]]] }]))
  for (const [groupe, champ, texte] of MAUVAIS) {
    await page.goto(`${ici}/${groupe}`)
    const saisi = page.locator(`[id="${champ}"]`)
    // What a field does not let type, a paste of long ago or another program sends.
    await saisi.evaluate((input) => input.removeAttribute('maxlength'))
    await saisi.fill(texte)
    await bouton(page, 'Enregistrer ces changements').click()
    const alerte = page.locator('main').getByRole('alert')
    await expect(alerte, champ).toContainText('Une réponse est à revoir')
    await expect(alerte, champ).toBeFocused()
    const erreur = page.locator('.fr-error-text')
    await expect(erreur).toHaveText(/^\p{Lu}.*\.$/u)
    await expect(page.locator(`[id="${champDe(await erreur.getAttribute('id'))}"]`)).toHaveAttribute(
      'aria-invalid',
      'true',
    )
    await expect(saisi).toHaveValue(texte)
    // The link of the alert leads to the field.
    await alerte.getByRole('link').click()
    await expect(page.locator(`[id="${champDe(await erreur.getAttribute('id'))}"]`), champ).toBeFocused()
    await bouton(page, 'Finalement, rien n’a changé ici').click()
    await expect(page.locator(`#${groupe}`)).toContainText('Exact')
  }
  // What a name may hold is shown as it was written; a birth that is known in part is one.
  await page.goto(`${ici}/foyer`)
  await page.locator('[id="foyer.personnesACharge.0.prenom"]').fill('<b>Noa</b> Нина')
  await page.locator('[id="foyer.personnesACharge.0.naissance"]').fill('02/2015')
  await bouton(page, 'Enregistrer ces changements').click()
  await expect(page.locator('#foyer ins')).toContainText('<b>Noa</b> Нина Inventée, enfant, février 2015')
  await expect(page.locator('#foyer ins b')).toHaveCount(0)
  await page.goto(`${ici}/vous`)
  await page.getByLabel('Rue').evaluate((input) => input.removeAttribute('maxlength'))
  await page.getByLabel('Rue').fill('très long '.repeat(200))
  await bouton(page, 'Enregistrer ces changements').click()
  await expect(page.locator('.fr-error-text')).toHaveText('Écrivez 150 signes au plus.')
  // A step that nobody wrote, though every object answers to its name.
  for (const etape of ['toString', 'constructor', '__proto__', 'rien'])
    expect([etape, (await page.goto(`${ici}/${etape}`))?.status()]).toEqual([etape, 404])
})
