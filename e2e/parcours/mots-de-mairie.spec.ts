import type { Page } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import { unAgent, unMot } from '../steps/connexion.ts'
import { deposerUnFichier, publierUnClasseur } from '../steps/recensement.ts'

const ligneDe = (agent: Page, nom: string) =>
  agent.getByRole('listitem').filter({ has: agent.getByRole('heading', { name: nom }) })

test('[REC-22] fermetures en mots, « idem », total, plusieurs lieux, « NC » : ce qui est compris se voit, le reste se décide et se publie', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const { agent } = await unAgent(page, browser, baseURL)
  const [mairie, antenne, relais, connu] = ['Mairie', 'Antenne', 'Relais', 'Guichet'].map((mot) => `${mot} ${unMot()}`)
  if (!mairie || !antenne || !relais || !connu) throw new Error('no name')
  const annee = new Date().getFullYear() + 1
  const guichet = unPointAuch(connu, { voie: '9 rue Fictive', territoire: '32107' })
  await publierUnClasseur(agent, unClasseur([guichet]), 'Publier 1 ligne')

  await deposerUnFichier(
    agent,
    unClasseur([
      unPointAuch(mairie, {
        ...{ lundi: '', horairesTexte: 'du lundi au vendredi 9h-12h', territoire: 'Auch et Condom' },
        fermetures: `14 juillet et 15 août ${annee}`,
      }),
      unPointAuch(antenne, {
        voie: 'idem',
        complement: 'Étage 2',
        lundi: '',
        horairesTexte: 'idem',
        fermetures: '24/12',
      }),
      unPointAuch(relais, { voie: '3 rue Fictive', territoire: 'Langy' }),
      { ...guichet, canal: 'NC', services: 'non communiqué', territoire: 'NC' },
      { nom: 'Total', telephone: '4' },
    ]),
  )
  await expect(agent.getByText('4 lignes : 2 à corriger, 2 nouvelles.')).toBeVisible()
  await expect(agent.getByText('ligne 6 : c’est un total, elle est ignorée')).toBeVisible()
  // Its row waits to be corrected: it is not absent from the file.
  await expect(agent.getByText('n’est pas dans ce fichier')).toHaveCount(0)
  await expectNoSidewaysScroll(agent)
  await expectAccessible(agent)

  // A place far away is asked; what is published is kept by one button each.
  await expect(ligneDe(agent, relais).getByText('est dans un autre département')).toBeVisible()
  await ligneDe(agent, relais).getByLabel('Territoire desservi').fill('Condom')
  await ligneDe(agent, relais)
    .getByRole('button', { name: /^Enregistrer la ligne/ })
    .click()
  await expect(agent.getByText('4 lignes : 1 à corriger, 3 nouvelles.')).toBeVisible()
  for (const garder of ['Garder Physique ?', 'Garder Renouvellement ; Information ?', 'Garder 32107 (Condom) ?']) {
    await ligneDe(agent, connu).getByRole('button', { name: garder }).click()
    await expect(agent.getByRole('button', { name: garder })).toHaveCount(0)
  }
  await expect(agent.getByText('4 lignes : 3 nouvelles, 1 sans changement.')).toBeVisible()

  await agent.getByRole('link', { name: '3 nouvelles' }).click()
  const dite = ligneDe(agent, mairie)
  await expect(dite.getByText(`Compris : fermé le 14 juillet ${annee} et le 15 août ${annee}.`)).toBeVisible()
  await expect(dite.getByText('Lu « 32107 » (écrit « Condom »).')).toBeVisible()
  await expect(ligneDe(agent, antenne).getByText('au-dessus : « du lundi au vendredi 9h-12h »')).toBeVisible()
  await expect(ligneDe(agent, antenne).getByText('au-dessus : « 2 rue Fictive »')).toBeVisible()
  await expectNoSidewaysScroll(agent)
  await expectAccessible(agent)

  // A day without a year is proposed, and leaves the comment once it is chosen.
  await agent
    .getByRole('link', { name: /à vérifier/ })
    .first()
    .click()
  await ligneDe(agent, antenne)
    .getByRole('button', { name: /^Garder 24\/12\/20\d\d.\?$/ })
    .click()
  await expect(agent.getByText('La ligne 3 est enregistrée et le fichier relu')).toBeVisible()
  await agent.getByRole('button', { name: 'Publier 3 lignes' }).click()
  await expect(agent.getByText('Le recensement est publié')).toBeVisible()

  await agent.goto(`/admin/points?q=${encodeURIComponent(antenne)}`)
  await agent.getByRole('link', { name: antenne }).click()
  await expect(agent.locator('#fermetures')).toHaveValue(/^24\/12\/20\d\d$/)
  await expect(agent.locator('#commentaire')).toHaveValue('')
  await agent.goto(`/points-de-contact/${new URL(agent.url()).pathname.split('/').at(-1)}`)
  await expect(agent.getByText('2 rue Fictive')).toBeVisible()
})
