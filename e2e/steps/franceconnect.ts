/** Signing in as applicants do with FranceConnect, which the local provider plays. */
import { randomInt } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import type { Changement } from '../../lib/domain/demande/formulaire/testing.ts'

/** As FranceConnect knows a person: `prenom` as the civil status writes it, `naissance` as `YYYY-MM-DD`. */
export type Particulier = Readonly<{ prenom: string; nom: string; naissance: string }>

/** Somebody whom nobody else is: ten letters, since a name has no digit. */
export const unParticulier = (): Particulier => ({
  prenom: 'Camille Marie',
  nom: `Fictif-${Array.from({ length: 10 }, () => String.fromCharCode(97 + randomInt(26))).join('')}`,
  naissance: '1984-05-12',
})

/** What makes a content that of that person, with their first name alone. */
export const identiteDe = ({ prenom, nom, naissance }: Particulier): readonly Changement[] => [
  ['demandeur.nom', nom],
  ['demandeur.nomDeNaissance', nom],
  ['demandeur.prenom', prenom.split(' ')[0] ?? prenom],
  ['demandeur.naissance', naissance],
]

export async function partirChezFranceConnect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'S’identifier avec FranceConnect' }).click()
  await expect(page.getByRole('heading', { name: 'Qui voulez-vous être ?' })).toBeVisible()
}

/** Says there who one is; the portal opens again. */
export async function direQuiOnEst(page: Page, { prenom, nom, naissance }: Particulier): Promise<void> {
  await page.getByLabel('Prénoms').fill(prenom)
  await page.getByLabel('Nom de naissance').fill(nom)
  await page.getByLabel('Date de naissance').fill(naissance)
  await page.getByRole('button', { name: 'Continuer avec cette identité' }).click()
}
