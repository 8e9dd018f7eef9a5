/** Sign-in against a provider that lies: who is let in, and who is not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clonePreparedBase } from './bases.ts'
import { signIn as enter, type Tour } from './entree.ts'
import { type Fournisseur, MENSONGES, startFournisseur } from './fournisseur.ts'
import { type Run, SETTINGS, start } from './portail.ts'
import { ask } from './postgres15.ts'

const COURRIEL = 'adele@administration.invalid'
const CLAIMS = { sub: 'sub-adele', email: COURRIEL, email_verified: true, given_name: 'Adele', usual_name: 'Fictive' }

let base: string
let portal: Run
let fournisseur: Fournisseur
beforeAll(async () => {
  base = await clonePreparedBase()
  await ask(
    base,
    `insert into compte (sub, courriel, role) values ('sub-adele', '${COURRIEL}', 'administrateur-national')`,
  )
  fournisseur = await startFournisseur(SETTINGS.PROCONNECT_CLIENT_ID)
  portal = await start(base, ['--web'], { PROCONNECT_ISSUER: fournisseur.issuer })
  expect(await portal.ready, portal.said()).toBe(true)
})
afterAll(async () => {
  fournisseur.stop()
  await portal.stop()
})

const signIn = (tour: Tour = {}) => enter({ url: portal.url, fournisseur }, CLAIMS, tour)
const sessions = async () => (await ask(base, 'select sid from session')).length

describe('la connexion', () => {
  it('laisse entrer qui le fournisseur dit vrai, par PKCE, état et nonce', async () => {
    const { query, lieu, session, admin } = await signIn()
    for (const name of ['code_challenge', 'state', 'nonce'])
      expect([name, (query.get(name) ?? '').length > 20]).toEqual([name, true])
    expect(query.get('code_challenge_method')).toBe('S256')
    expect(fournisseur.verifiers.at(-1)?.length).toBeGreaterThan(40)
    expect(lieu.href).toBe(`${SETTINGS.SITE_URL}/admin/centres`)
    expect([session?.[0], admin]).toEqual(['__Host-portail-session', 200])
  })

  it.each(MENSONGES.filter((one) => one !== 'aucun'))('refuse : %s', async (mensonge) => {
    const before = await sessions()
    const { lieu, session, admin } = await signIn({ mensonge })
    expect([lieu.pathname, lieu.searchParams.has('error')]).toEqual(['/connexion', true])
    expect([session, admin, await sessions()]).toEqual([undefined, expect.any(Number), before])
    expect(admin).not.toBe(200)
  })

  it('refuse un état qui n’est pas le sien', async () => {
    const { lieu, session } = await signIn({ state: 'un-autre-etat' })
    expect([lieu.pathname, lieu.searchParams.has('error')]).toEqual(['/connexion', true])
    expect(session).toBeUndefined()
  })

  it.each([
    '//ailleurs.exemple.fr/',
    'https://ailleurs.exemple.fr/admin',
    '/\\ailleurs.exemple.fr',
    'javascript:alert(1)',
  ])('ne mène pas hors du portail : %s', async (retour) => {
    const { lieu } = await signIn({ retour })
    expect(lieu.origin).toBe(SETTINGS.SITE_URL)
  })
})
