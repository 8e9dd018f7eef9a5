/** The whole way of a sign-in by ProConnect, as a browser goes it, against the provider of the tests. */
import type { Fournisseur, Mensonge } from './fournisseur.ts'
import { SETTINGS } from './portail.ts'

/** A browser that keeps its cookies and follows nothing by itself. */
export function makeBrowser(url: string) {
  const cookies = new Map<string, string>()
  const go = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${url}${path}`, {
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

export type Tour = Readonly<{ mensonge?: Mensonge; state?: string; retour?: string }>

/** Where it ends, whether a session was given, and what the administration then answers. */
export async function signIn(
  chez: Readonly<{ url: string; fournisseur: Fournisseur }>,
  claims: Parameters<Fournisseur['prepare']>[0],
  { mensonge = 'aucun', state, retour = '/admin/centres' }: Tour = {},
) {
  const { cookies, go } = makeBrowser(chez.url)
  const page = await (await go('/connexion')).text()
  const jeton = /name="csrfToken" value="([^"]*)"/.exec(page)?.[1] ?? ''
  const asked = await go('/api/auth/signin/proconnect', {
    method: 'POST',
    body: new URLSearchParams({ csrfToken: jeton, callbackUrl: retour }),
  })
  const authorize = new URL(asked.headers.get('location') ?? '', SETTINGS.SITE_URL)
  const query = authorize.searchParams
  chez.fournisseur.prepare(claims, mensonge, query.get('nonce') ?? '')
  const back = new URLSearchParams({ code: 'code', state: state ?? query.get('state') ?? '' })
  let answer = await go(`/api/auth/callback/proconnect?${back}`)
  const leadsTo = () => new URL(answer.headers.get('location') ?? '', SETTINGS.SITE_URL)
  while (leadsTo().pathname.startsWith('/api/auth/')) answer = await go(leadsTo().pathname + leadsTo().search)
  const session = [...cookies].find(([name]) => name.endsWith('portail-session'))
  const admin = await go('/admin/centres')
  return { query, lieu: leadsTo(), session, admin: admin.status }
}
