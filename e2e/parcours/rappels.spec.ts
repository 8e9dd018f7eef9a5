import { randomInt } from 'node:crypto'
import { db } from '#db/client.ts'
import { ensureSels } from '#db/repositories/rappels.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import { sealDestination, sealPreferences } from '#lib/sceau.ts'
import { receiveReponseDeSms } from '#lib/usecases/receive-stop.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { openOnce } from '../steps/base.ts'
import { loginDemandeur, unDemandeurEnBase } from '../steps/demandeur.ts'

/** The link that the mails of a demande of its own carry. */
async function unLien(): Promise<string> {
  await openOnce()
  const { numeroUnique } = await insertUneDemande({ sequence: randomInt(100_000, 900_000) })
  const sels = await db.transaction((tx) => ensureSels(tx, [numeroUnique]))
  return `/rappels/${sealPreferences(sels.get(numeroUnique) ?? '')}`
}

test('[RAP-01] par le lien d’un courriel, on choisit ses rappels ou on les arrête, sans compte ni JavaScript', async ({
  request,
  withoutScript,
  expectAccessible,
  page,
}) => {
  const lien = await unLien()
  // What a scanner of mails does: it opens, and nothing changes.
  const vue = await request.get(lien)
  expect(vue.status()).toBe(200)
  expect(vue.headers()).toMatchObject({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' })

  const visite = await withoutScript.newPage()
  await visite.goto(lien)
  const choix = (nom: string) => visite.getByRole('checkbox', { name: nom })
  await expect(choix('Par SMS')).toBeChecked()
  await expect(choix('Par courriel')).toBeChecked()
  await expect(choix('Par courrier aussi')).not.toBeChecked()
  await expectNoSidewaysScroll(visite)
  await visite.locator('label', { hasText: 'Par courrier aussi' }).click()
  await visite.locator('label', { hasText: 'Par SMS' }).click()
  await visite.getByRole('button', { name: 'Enregistrer mes choix' }).click()
  await expect(visite.getByRole('status')).toHaveText('Vos choix sont enregistrés.')
  await expect(choix('Par SMS')).not.toBeChecked()
  await expect(choix('Par courrier aussi')).toBeChecked()
  await visite.getByRole('button', { name: 'Ne plus recevoir de message' }).click()
  await expect(choix('Par courriel')).not.toBeChecked()
  await expect(choix('Par courrier aussi')).not.toBeChecked()

  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(lien)
  await expectAccessible(page)
  await page.getByRole('main').getByRole('link', { name: 'Ce message vient-il de nous ?' }).click()
  await expect(page).toHaveURL('/nos-messages')
  for (const faux of [`${lien.slice(0, -2)}xx`, lien.slice(0, 40), '/rappels/rien']) {
    expect((await page.goto(faux))?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ce lien n’est pas reconnu')
  }
  await expectAccessible(page)
})

test('[RAP-04] de sa demande, qui ne reçoit que des SMS choisit ses rappels ou les arrête, sans JavaScript ; celle d’un autre n’existe pas pour lui', async ({
  withoutScript,
  expectAccessible,
  page,
}) => {
  const portable = `063998${randomInt(5000, 9999)}`
  const changements = [
    ['demandeur.courriel', null],
    ['demandeur.telephonePortable', portable],
  ] as const
  const [lui, autre] = [await unDemandeurEnBase([{ changements }]), await unDemandeurEnBase()]
  const sienne = lui.demandes[0]?.ref ?? ''
  const visite = await withoutScript.newPage()
  await loginDemandeur(visite, lui)
  await visite.goto(`/ma-demande/${sienne}`)
  await visite.getByRole('link', { name: 'Choisir mes rappels' }).click()
  await expect(visite.getByRole('heading', { level: 1 })).toHaveText('Mes rappels')
  const choix = (nom: string) => visite.getByRole('checkbox', { name: nom })
  await expect(choix('Par SMS')).toBeChecked()
  await expectNoSidewaysScroll(visite)
  await visite.locator('label', { hasText: 'Par SMS' }).click()
  await visite.locator('label', { hasText: 'Par courrier aussi' }).click()
  await visite.getByRole('button', { name: 'Enregistrer mes choix' }).click()
  await expect(visite.getByRole('status')).toHaveText('Vos choix sont enregistrés.')
  await expect(choix('Par SMS')).not.toBeChecked()
  await expect(choix('Par courrier aussi')).toBeChecked()
  await visite.getByRole('button', { name: 'Ne plus recevoir de message' }).click()
  await expect(choix('Par courriel')).not.toBeChecked()
  await visite.getByRole('link', { name: 'Revenir à ma demande' }).click()
  await expect(visite).toHaveURL(`/ma-demande/${sienne}`)
  expect((await visite.goto(`/ma-demande/${autre.demandes[0]?.ref}/rappels`))?.status()).toBe(404)

  // A STOP said to the gateway is lifted by the mobile alone, and the page says so (R-RAP-62).
  const reponse = { numero: portable, le: null }
  await receiveReponseDeSms({ ...reponse, etat: 'stop' }, sealDestination)
  await loginDemandeur(page, lui)
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`/ma-demande/${sienne}/rappels`)
  await expect(page.getByText('répondez START depuis ce portable')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Par SMS' })).toHaveCount(0)
  await expectAccessible(page)
  await receiveReponseDeSms({ ...reponse, etat: 'start' }, sealDestination)
  await page.reload()
  await expect(page.getByRole('checkbox', { name: 'Par SMS' })).not.toBeChecked()
})
