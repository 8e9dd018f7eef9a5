import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { seConnecter, unAgent, unMot } from '../steps/connexion.ts'
import { deposerUnFichier } from '../steps/recensement.ts'

test('[REC-14] sans JavaScript, les colonnes d’un tableau que personne ne sait lire se disent dans la page ; le tableau suivant est lu d’emblée', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
  withoutScript,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  const sansScript = await withoutScript.newPage()
  const nom = `Relais fictif ${unMot()}`
  const buffer = Buffer.from(`Qui;Là où;Cité;Appeler au;Fax\n${nom};2 rue Fictive;Auch;05 36 49 00 05;aucun\n`)
  const deposer = () => deposerUnFichier(sansScript, { name: 'relais.csv', mimeType: 'text/csv', buffer })
  await seConnecter(sansScript, identite)
  await deposer()
  await expect(sansScript.getByRole('heading', { name: 'Dites-nous ce que sont vos colonnes' })).toBeVisible()
  const colonne = (entete: string) => sansScript.getByLabel(`La colonne « ${entete} »`)
  await expect(sansScript.getByText('« 05 36 49 00 05 »')).toBeVisible()
  await expectNoSidewaysScroll(sansScript)
  await agent.goto(new URL(sansScript.url()).pathname)
  await expectAccessible(agent)

  // Two columns that are said to be one are asked again, with what was answered.
  await colonne('Qui').selectOption('Nom')
  await colonne('Là où').selectOption('Nom')
  await sansScript.getByRole('button', { name: 'Lire avec ces colonnes' }).click()
  await expect(sansScript.getByText('Deux colonnes ne peuvent pas être la même').first()).toBeVisible()
  await expect(colonne('Qui')).toHaveValue('nom')
  await colonne('Là où').selectOption('Adresse')
  await colonne('Cité').selectOption('Commune')
  await colonne('Fax').selectOption('Sans usage ici : la laisser de côté')
  await sansScript.getByRole('button', { name: 'Lire avec ces colonnes' }).click()

  // One was forgotten: what is not read is said, and may be said later.
  await sansScript.getByText('1 colonne n’est pas lue : dire ce que c’est').click()
  await expect(colonne('Fax')).toHaveValue('ecarter')
  await colonne('Appeler au').selectOption('Téléphone')
  await sansScript.getByRole('button', { name: 'Lire avec ces colonnes' }).click()
  await agent.reload()
  await agent.getByText('Revoir ce que vous avez dit de vos colonnes').click()
  await expectAccessible(agent)
  await expect(sansScript.getByText('Revoir ce que vous avez dit de vos colonnes')).toBeVisible()
  // Nothing can be published yet, and the row says what it waits for.
  await expect(sansScript.getByText('Rien n’est à publier pour l’instant.')).toBeVisible()
  await expect(sansScript.getByRole('button', { name: /^Publier/ })).toHaveCount(0)
  await expect(sansScript.getByText('Canal, Type, Services, Mis à jour le. Cette ligne l’attend.')).toBeVisible()
  await sansScript.getByLabel('Canal').selectOption('Physique')
  await sansScript.getByLabel('Type', { exact: true }).selectOption('Lieu d’information')
  await sansScript.locator('label[for="services-information"]').click()
  await sansScript.getByLabel('Mis à jour le').fill('2026-03-03')
  await sansScript.getByRole('button', { name: 'Lire avec ces valeurs' }).click()
  await sansScript.getByRole('button', { name: 'Publier 1 ligne' }).click()
  await expect(sansScript.getByText('Le recensement est publié')).toBeVisible()

  await deposer()
  await expect(sansScript.getByText('« Qui » est lue comme « Nom », comme la dernière fois')).toBeVisible()
  await sansScript.getByLabel('Mis à jour le').fill('2026-03-03')
  await sansScript.getByRole('button', { name: 'Lire avec ces valeurs' }).click()
  await expect(sansScript.getByText('1 sans changement').first()).toBeVisible()
})

test('[REC-16] un en-tête mal écrit est proposé, et non deviné ; un morceau d’adresse se dit comme une colonne', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
  withoutScript,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  const sansScript = await withoutScript.newPage()
  const nom = `Relais fictif ${unMot()}`
  const buffer = Buffer.from(
    `Nom;Plaque;Rue;Code postal;Commune;Telephne\n${nom};12;rue Fictive;32000;Auch;05 36 49 00 06\n`,
  )
  await seConnecter(sansScript, identite)
  await deposerUnFichier(sansScript, { name: 'relais.csv', mimeType: 'text/csv', buffer })
  await expect(sansScript.getByText('« Telephne » est peut-être la colonne « Téléphone »')).toBeVisible()
  const colonne = (entete: string) => sansScript.getByLabel(`La colonne « ${entete} »`)
  await expect(colonne('Telephne')).toHaveValue('')
  await expect(sansScript.getByText('Proposé : « Téléphone », à confirmer.')).toBeVisible()
  await expectNoSidewaysScroll(sansScript)
  await agent.goto(new URL(sansScript.url()).pathname)
  await expectAccessible(agent)

  await colonne('Telephne').selectOption('telephone')
  await colonne('Plaque').selectOption('Numéro dans la voie')
  await sansScript.getByRole('button', { name: 'Lire avec ces colonnes' }).click()
  await expect(sansScript.getByText('est peut-être la colonne')).toHaveCount(0)
  await sansScript.getByText('Revoir ce que vous avez dit de vos colonnes').click()
  await expect(colonne('Plaque')).toHaveValue('numero')
  await sansScript.getByLabel('Canal').selectOption('Physique')
  await sansScript.getByLabel('Type', { exact: true }).selectOption('Lieu d’information')
  await sansScript.locator('label[for="services-information"]').click()
  await sansScript.getByLabel('Mis à jour le').fill('2026-03-03')
  await sansScript.getByRole('button', { name: 'Lire avec ces valeurs' }).click()
  await sansScript.locator('summary', { hasText: 'Ce que nous avons compris' }).first().click()
  await expect(sansScript.getByText('12 rue Fictive').first()).toBeVisible()
  await expect(sansScript.locator('dd', { hasText: '05 36 49 00 06' }).first()).toBeVisible()
})

test('[REC-19] deux personnes disent ensemble ce que sont les colonnes : rien ne s’écrase, et ce qui se contredit se montre', async ({
  page,
  browser,
  baseURL,
  withoutScript,
}) => {
  const { agent, identite } = await unAgent(page, browser, baseURL)
  const collegue = await withoutScript.newPage()
  await seConnecter(collegue, identite)
  const buffer = Buffer.from('Nom;Adresse;Commune;Appeler au;Fax\nGuichet fictif;2 rue Fictive;Auch;05 36 49 00 05;x\n')
  await deposerUnFichier(agent, { name: 'deux.csv', mimeType: 'text/csv', buffer })
  await expect(agent.getByText('2 colonnes ne sont pas lues')).toBeVisible()
  const open = (qui: typeof agent) =>
    qui
      .locator('details', { hasText: 'Lire avec ces colonnes' })
      .first()
      .evaluate((details) => details.setAttribute('open', ''))
  const dire = async (qui: typeof agent, reponses: Record<string, string>) => {
    await open(qui)
    for (const [entete, reponse] of Object.entries(reponses))
      await qui.getByLabel(`La colonne « ${entete} »`).selectOption(reponse)
  }
  const envoyer = (qui: typeof agent) => qui.getByRole('button', { name: /^Lire avec ces colonnes/ }).click()

  // What one says of a column, the other, who left it as it was, does not take back.
  await dire(agent, { Fax: 'Commentaire' })
  await collegue.goto(new URL(agent.url()).pathname)
  await dire(collegue, { 'Appeler au': 'Téléphone' })
  await envoyer(collegue)
  await expect(collegue.getByText('1 colonne n’est pas lue')).toBeVisible()
  await envoyer(agent)
  await expect(agent.getByText('Revoir ce que vous avez dit de vos colonnes')).toBeVisible()

  // What both say otherwise is shown to the second, who decides.
  await dire(agent, { Fax: 'Site web' })
  await collegue.reload()
  await dire(collegue, { Fax: 'Courriel' })
  await envoyer(collegue)
  await expect(collegue.getByText('Revoir ce que vous avez dit de vos colonnes')).toBeVisible()
  await envoyer(agent)
  await expect(agent.getByText('Dit entre-temps : Courriel')).toBeVisible()
  await envoyer(agent)
  await expect(agent.getByText('Dit entre-temps')).toBeHidden()
  await collegue.reload()
  await open(collegue)
  await expect(collegue.getByLabel('La colonne « Fax »')).toHaveValue('siteWeb')
  await expect(collegue.getByLabel('La colonne « Appeler au »')).toHaveValue('telephone')
})
