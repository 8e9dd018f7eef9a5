/**
 * Agents, gestionnaires and administrators of the browser tests. They come in by a session opened in the base; where
 * signing in is what is tried, as people do: through the local provider, on its own page.
 */
import { createHash, randomInt, randomUUID } from 'node:crypto'
import { type Browser, expect, type Page } from '@playwright/test'
import { eq, inArray, sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { findCompteActif } from '#db/queries/sessions.ts'
import { compte, session } from '#db/schema/index.ts'
import { COMPTES_DE_DEMONSTRATION } from '#db/seed/demo/comptes.ts'
import { acteurDeCompte } from '#lib/domain/acces/acteur-de-compte.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { MINUTES_ENTRE_DEUX_GESTES_ECRITS } from '#lib/domain/acces/gestes-ecrits.ts'
import { MINUTES_D_INACTIVITE_D_AGENT } from '#lib/domain/acces/session-d-agent.ts'
import { parseSiret } from '#lib/domain/siret.ts'
import { enterAdministration } from '#lib/usecases/enter-administration.ts'
import { createCentre } from '#lib/usecases/manage-centres.ts'
import { inviteCompte } from '#lib/usecases/manage-comptes.ts'
import { openOnce, putCookie, signCookie } from './base.ts'

/** Comptes of the demonstration, by the first name that the provider shows. */
export const GESTIONNAIRE = 'Gaston Gestion-Fictive'
export const AUTRE_GESTIONNAIRE = 'Gisele Gestion-Fictive'
/** Agent of an invented centre of Ariège, whose points are in the demonstration. */
export const AGENTE = 'Agathe Guichet-Fictif'
export const ADMINISTRATRICE = 'Adele National-Fictif'
export const SIRET = '12345678200010'

export type Identite = Readonly<{ prenom: string; nom: string; courriel: string; siret: string }>

/** A word of its own for each test, so that tests in parallel never meet. */
export const unMot = (): string => randomInt(1_000_000_000).toString(36)

/** Chooses the identity on the provider's page, then waits to be back on the portal. */
export async function choisir(page: Page, identite: string | Identite): Promise<void> {
  await page.getByRole('button', { name: 'Se connecter avec ProConnect' }).click()
  await expect(page.getByRole('heading', { name: 'Qui voulez-vous être ?' })).toBeVisible()
  if (typeof identite === 'string') {
    await page.getByRole('button', { name: identite }).click()
  } else {
    await page.getByLabel('Prénom').fill(identite.prenom)
    await page.getByLabel('Nom', { exact: true }).fill(identite.nom)
    await page.getByLabel('Courriel').fill(identite.courriel)
    await page.getByLabel('SIRET').fill(identite.siret)
    await page.getByRole('button', { name: 'Continuer avec cette identité' }).click()
  }
  await expect(page.getByRole('heading', { name: 'Qui voulez-vous être ?' })).toBeHidden()
}

export async function seConnecterParProConnect(
  page: Page,
  identite: string | Identite,
  retour = '/admin',
): Promise<void> {
  await page.goto(`/connexion?retour=${encodeURIComponent(retour)}`)
  await choisir(page, identite)
  await expect(page.getByRole('button', { name: 'Se déconnecter' })).toBeVisible()
}

/** What the local provider says of an identity: shown on its page, or typed there. */
function claimsOf(identite: string | Identite) {
  const connu = COMPTES_DE_DEMONSTRATION.find(({ prenom, nom }) => `${prenom} ${nom}` === identite)
  if (connu) return connu
  if (typeof identite === 'string') throw new Error(`Nobody is ${identite}.`)
  const { courriel, siret } = identite
  const sub = createHash('sha256').update(`${courriel}|${siret}`).digest('hex').slice(0, 32)
  return { ...identite, sub }
}

/** Opens a session as a verified identity does, without the provider's pages. */
async function openSession(page: Page, identite: string | Identite): Promise<void> {
  await openOnce()
  const { sub, courriel, siret, prenom, nom } = claimsOf(identite)
  const entree = await enterAdministration({ sub, courriel, courrielVerifie: true, nom: `${prenom} ${nom}`, siret })
  if (!entree.ok) throw new Error(`Not let in: ${entree.refus.code}`)
  await putCookie(page, 'portail-session', await signCookie(entree.value))
}

/** Signs in on this page, which then shows `retour`. */
export async function seConnecter(page: Page, identite: string | Identite, retour = '/admin'): Promise<void> {
  await openSession(page, identite)
  await page.goto(retour)
}

/** As if they had not moved for longer than a session of theirs stays open. */
export async function eteindreLaSession({ courriel }: Pick<Identite, 'courriel'>): Promise<void> {
  await openOnce()
  const minutes = MINUTES_D_INACTIVITE_D_AGENT + MINUTES_ENTRE_DEUX_GESTES_ECRITS
  const siennes = db.select({ id: compte.id }).from(compte).where(eq(compte.courriel, courriel))
  await db
    .update(session)
    .set({ vueAt: sql`now() - make_interval(mins => ${minutes}, secs => 1)` })
    .where(inArray(session.compteId, siennes))
}

/** A page of someone else, signed in, in a browser of their own. */
export async function unePageDe(
  browser: Browser,
  identite: string | Identite,
  baseURL: string,
  enter = openSession,
): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: 'fr-FR', viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await enter(page, identite)
  return page
}

/** The gestionnaire creates a centre, in the Gers unless another of their départements is named; answers its name and id. */
export async function creerUnCentre(
  page: Page,
  departement = '32 Gers',
): Promise<Readonly<{ nom: string; id: string }>> {
  const nom = `Centre fictif ${unMot()}`
  await page.goto('/admin/centres/nouveau')
  await page.getByLabel('Nom', { exact: false }).first().fill(nom)
  await page.getByText(departement).click()
  await page.getByRole('button', { name: 'Créer le centre' }).click()
  await expect(page.getByText('Le centre est créé.')).toBeVisible()
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  return { nom, id }
}

const uneAgnes = (): Identite => ({
  prenom: 'Agnes',
  nom: 'Fictive',
  courriel: `agnes-${unMot()}@centre.invalid`,
  siret: SIRET,
})

/** The gestionnaire invites an agent to that centre; answers who they are. */
export async function inviterUnAgent(
  page: Page,
  centreId: string,
  role: 'agent-de-guichet' | 'responsable-de-guichet' = 'agent-de-guichet',
): Promise<Identite> {
  const identite = uneAgnes()
  await page.goto(`/admin/comptes/nouveau?centre=${centreId}`)
  await page.getByLabel('Courriel professionnel').fill(identite.courriel)
  await page.getByLabel('Rôle').selectOption(role)
  await page.getByLabel('SIRET de l’organisme').fill(identite.siret)
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await expect(page.getByText('L’invitation est partie.')).toBeVisible()
  return identite
}

/** Gaston, who holds the Gers among others, as use cases know him. */
async function contexteDuGestionnaire(): Promise<Contexte> {
  await openOnce()
  const { courriel } = claimsOf(GESTIONNAIRE)
  const [connu] = await db.select({ id: compte.id }).from(compte).where(eq(compte.courriel, courriel))
  const lu = await findCompteActif(connu?.id ?? '')
  if (!lu) throw new Error(`No account of ${courriel}.`)
  return { acteur: acteurDeCompte(lu), maintenant: new Date().toISOString() }
}

/**
 * The gestionnaire signs in on this page; an agent of a new centre of the Gers, whom they invited, signs in on a page
 * of their own. Neither went through the forms: `creerUnCentre` and `inviterUnAgent` do.
 */
export async function unAgent(page: Page, browser: Browser, baseURL: string | undefined) {
  await openSession(page, GESTIONNAIRE)
  const ctx = await contexteDuGestionnaire()
  const nom = `Centre fictif ${unMot()}`
  const cree = await createCentre({ cle: randomUUID(), contenu: { nom, departements: ['32'] } }, ctx, {
    demonstration: true,
  })
  if (!cree.ok) throw new Error(`No centre: ${cree.refus.code}`)
  const identite = uneAgnes()
  const invite = await inviteCompte(
    {
      cle: randomUUID(),
      invitation: {
        courriel: identite.courriel,
        siret: parseSiret(SIRET),
        role: 'agent-de-guichet',
        departements: [],
        centreIds: [cree.value.id],
      },
    },
    { objet: 'Votre accès', corps: 'Invitation écrite par un test.' },
    ctx,
  )
  if (!invite.ok) throw new Error(`Not invited: ${invite.refus.code}`)
  return { agent: await unePageDe(browser, identite, baseURL ?? ''), centre: { nom, id: cree.value.id }, identite }
}

/** Someone whose account was made when their role could still be invited. */
export async function unCoordinateur(): Promise<Identite> {
  const identite = { prenom: 'Corinne', nom: 'Fictive', courriel: `corinne-${unMot()}@region.invalid`, siret: SIRET }
  await openOnce()
  const { courriel, siret } = identite
  await db.insert(compte).values({ role: 'coordinateur-regional', courriel, siret, departements: ['32'] })
  return identite
}
