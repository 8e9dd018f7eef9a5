/** Sign-in against a provider that lies: who is let in, and who is not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clonePreparedBase } from './bases.ts'
import { type Fournisseur, MENSONGES, type Mensonge, startFournisseur } from './fournisseur.ts'
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

/** A browser that keeps its cookies and follows nothing by itself. */
function makeBrowser() {
  const cookies = new Map<string, string>()
  const go = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${portal.url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { cookie, 'x-forwarded-proto': 'https', ...init.headers },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  return { cookies, go }
}

type Tour = Readonly<{ mensonge?: Mensonge; state?: string; retour?: string }>

/** The whole way of a sign-in; where it ends, and whether a session was given. */
async function signIn({ mensonge = 'aucun', state, retour = '/admin/centres' }: Tour = {}) {
  const { cookies, go } = makeBrowser()
  const page = await (await go('/connexion')).text()
  const jeton = /name="csrfToken" value="([^"]*)"/.exec(page)?.[1] ?? ''
  const asked = await go('/api/auth/signin/proconnect', {
    method: 'POST',
    body: new URLSearchParams({ csrfToken: jeton, callbackUrl: retour }),
  })
  const authorize = new URL(asked.headers.get('location') ?? '', SETTINGS.SITE_URL)
  const query = authorize.searchParams
  fournisseur.prepare(CLAIMS, mensonge, query.get('nonce') ?? '')
  const back = new URLSearchParams({ code: 'code', state: state ?? query.get('state') ?? '' })
  let answer = await go(`/api/auth/callback/proconnect?${back}`)
  const leadsTo = () => new URL(answer.headers.get('location') ?? '', SETTINGS.SITE_URL)
  while (leadsTo().pathname.startsWith('/api/auth/')) answer = await go(leadsTo().pathname + leadsTo().search)
  const session = [...cookies].find(([name]) => name.endsWith('portail-session'))
  const admin = await go('/admin/centres')
  return { query, lieu: leadsTo(), session, admin: admin.status }
}

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
