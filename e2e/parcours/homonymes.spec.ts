import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { GESTIONNAIRE, seConnecter, unePageDe, unMot } from '../steps/connexion.ts'
import { unDemandeurEnBase } from '../steps/demandeur.ts'

test('[ADM-25] de quatre homonymes, le gestionnaire dit en une fois que ce sont des personnes différentes, aussi sans JavaScript ; redire ne change rien', async ({
  browser,
  baseURL,
  withoutScript,
  expectAccessible,
}) => {
  const nom = `Homonyme ${unMot()}`
  const changements = [
    ['demandeur.nom', nom],
    ['demandeur.nomDeNaissance', nom],
  ] as const
  const { demandes } = await unDemandeurEnBase(Array.from({ length: 4 }, () => ({ changements })))
  const [premiere, ...autres] = demandes.toSorted((une, autre) => (une.numeroUnique < autre.numeroUnique ? -1 : 1))
  const adresse = `/admin/demandes-a-traiter/${premiere?.ref}?certitude=certaine`
  const derniere = autres[2] ? formatNumeroUnique(autres[2].numeroUnique) : 'aucune'
  const BOUTON = { name: 'Ce sont toutes des personnes différentes' }

  // Opened before anything is said.
  const bureau = await unePageDe(browser, GESTIONNAIRE, baseURL ?? '')
  await bureau.goto(adresse)
  await expectNoSidewaysScroll(bureau)
  await expectAccessible(bureau)

  const sansScript = await withoutScript.newPage()
  await seConnecter(sansScript, GESTIONNAIRE, adresse)
  await sansScript.getByRole('button', BOUTON).click()
  await expect(sansScript.getByRole('alert').filter({ hasText: 'Cochez au moins deux demandes' })).toBeVisible()
  await expectNoSidewaysScroll(sansScript)
  const cases = sansScript.getByRole('checkbox')
  await expect(cases).toHaveCount(4)
  for (const rang of [0, 1, 2]) await sansScript.locator('fieldset label').nth(rang).click()
  await sansScript.getByRole('button', BOUTON).click()
  const dit = sansScript.getByRole('status').filter({ hasText: 'ce sont des personnes différentes' })
  await expect(dit).toContainText('Une autre demande au moins reste à comparer')
  await expect(sansScript.locator('summary').filter({ hasText: derniere })).toHaveCount(1)
  await expect(sansScript.locator('.admin__plus').filter({ hasText: 'deux personnes, dit le' })).toHaveCount(2)

  for (const une of await bureau.locator('fieldset label').all()) await une.click()
  await bureau.getByRole('button', BOUTON).dblclick()
  await expect(bureau.getByRole('status').filter({ hasText: 'C’est écrit' })).toBeVisible()
  await expect(bureau).toHaveURL(/\/admin\/demandes-a-traiter\?choix=dit/)
  const lignes = (titre: string) =>
    bureau.getByRole('table').filter({ hasText: titre }).getByRole('row').filter({ hasText: derniere })
  await expect(lignes('Personnes qui ont plusieurs demandes')).toHaveCount(0)
  await expect(lignes('Demandes de deux personnes différentes')).toHaveCount(3)
  await expect(bureau.getByText(nom)).toHaveCount(0)
})
