import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { journal } from '#lib/journal.ts'
import { defineContrat, defineRoute, type Export, preflight, refuseMethode, type Sortie } from './define-route.ts'
import { entier } from './parametres.ts'
import { problemeSchema } from './problem.ts'

journal.level = 'silent'

const contrat = defineContrat({
  chemin: '/api/v1/essai/{code}',
  operation: 'essai',
  resume: 'Essai',
  description: 'Essai',
  entree: z.object({
    code: z.string().regex(/^\d{5}$/, { error: 'Cinq chiffres.' }),
    q: z.string().max(100, { error: 'Au plus 100 caractères.' }).optional(),
    limite: entier(1, 50).default(10),
  }),
  sortie: z.object({ code: z.string(), limite: z.int() }),
  exports: { csv: 'essai' },
  introuvable: true,
  redirection: true,
  exemples: [],
})
type Entree = z.output<typeof contrat.entree>

const pieces = async function* () {
  yield 'a\r\n'
  yield 'b\r\n'
}
const csv = async (): Promise<Sortie<Export>> => ({ ok: true, value: { nom: 'essai.csv', morceaux: pieces() } })
type Answer = Sortie<{ code: string; limite: number }>
const open = (run: (input: Entree) => Promise<Answer>) => {
  const route = defineRoute({ acces: 'public', contrat, run, exports: { csv } })
  return (query = '', { code = '09122', headers = {} }: { code?: string; headers?: Record<string, string> } = {}) =>
    route(new Request(`http://x/api/v1/essai/${code}${query}`, { headers }), { params: Promise.resolve({ code }) })
}
const get = open(async ({ code, limite }) => ({ ok: true, value: { code, limite, secret: 'x' } }))

describe('une porte de l’API', () => {
  it('répond en JSON, sans rien de plus que son contrat, à tous les sites, avec une durée de cache à nous', async () => {
    const answer = await get('?limite=3')
    expect(await answer.json()).toEqual({ code: '09122', limite: 3 })
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=60, stale-while-revalidate=600')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('set-cookie')).toBeNull()
  })

  it('répond 304 à qui a déjà la réponse', async () => {
    const etag = (await get()).headers.get('etag') ?? ''
    const again = await get('', { headers: { 'If-None-Match': `"autre", ${etag}` } })
    const forte = await get('', { headers: { 'If-None-Match': String(etag).replace('W/', '') } })
    expect(forte.status).toBe(304)
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  it('laisse un paramètre vide pour absent, comme un formulaire l’envoie', async () => {
    expect(await (await get('?q=&limite=')).json()).toEqual({ code: '09122', limite: 10 })
  })

  it('envoie un export par morceaux', async () => {
    const answer = await get('?format=csv')
    expect(answer.headers.get('content-type')).toContain('text/csv')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="essai.csv"')
    expect(await answer.text()).toBe('a\r\nb\r\n')
  })

  it.each([
    ['une limite énorme', '?limite=99999999999999999999', 'limite'],
    ['une limite au-delà du plus', '?limite=51', 'limite'],
    ['une limite nulle', '?limite=0', 'limite'],
    ['une limite négative', '?limite=-1', 'limite'],
    ['une limite à virgule', '?limite=1.5', 'limite'],
    ['une limite en hexadécimal', '?limite=0x10', 'limite'],
    ['une limite en puissance', '?limite=1e1', 'limite'],
    ['une limite en lettres', '?limite=beaucoup', 'limite'],
    ['un paramètre répété', '?q=a&q=b', 'q'],
    ['un paramètre du chemin redonné', '?code=75056', 'code'],
    ['dix mille caractères', `?q=${'a'.repeat(10_000)}`, 'q'],
    ['101 caractères', `?q=${'a'.repeat(101)}`, 'q'],
    ['un octet nul', '?q=a%00b', 'q'],
    ['un retour à la ligne', '?q=a%0D%0ASet-Cookie:x', 'q'],
    ['un encodage cassé', '?q=%ff%fe', 'q'],
    ['un tableau', '?q[]=a', 'inconnu'],
    ['un objet', '?q[$ne]=a', 'inconnu'],
    ['un paramètre inconnu', '?limit=3', 'limit'],
    ['un nom hérité', '?__proto__=1', '__proto__'],
    ['un format inconnu', '?format=xml', 'format'],
    ['un format que cette adresse n’a pas', '?format=geojson', 'format'],
    ['un balisage en nom', '?%3Cscript%3E=1', 'inconnu'],
  ])('refuse %s par un 400 qui dit lequel', async (_, query, parametre) => {
    const answer = await get(query)
    const body = problemeSchema.parse(await answer.json())
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(body.code).toBe('parametre-invalide')
    expect(body.erreurs?.map((erreur) => erreur.parametre)).toEqual([parametre])
  })

  it('refuse un chemin mal formé', async () => {
    expect((await get('', { code: '9122' })).status).toBe(400)
    expect((await get('', { code: '<b>' })).status).toBe(400)
  })

  it('ne rend jamais ce qui a été écrit', async () => {
    const text = await (await get('?limite=%3Cscript%3Ealert(1)%3C/script%3E&%3Cimg%3E=1')).text()
    expect(text).not.toMatch(/<|script|img/)
  })

  it('dit 404, 422 et 429 avec le code du refus', async () => {
    const refuse = (code: string) => open(async () => ({ ok: false, refus: { code, detail: 'Une phrase.' } }))()
    const [absent, rule, often] = await Promise.all([
      refuse('introuvable'),
      refuse('echeance-passee'),
      refuse('trop-de-demandes'),
    ])
    expect([absent.status, rule.status, often.status]).toEqual([404, 422, 429])
    expect(problemeSchema.parse(await rule.json())).toMatchObject({ code: 'echeance-passee', detail: 'Une phrase.' })
    expect(often.headers.get('retry-after')).toBe('60')
  })

  it('mène ailleurs par un 308', async () => {
    const answer = await open(async () => ({ ok: 'ailleurs', vers: '/api/v1/essai/75056' }))()
    expect([answer.status, answer.headers.get('location')]).toEqual([308, '/api/v1/essai/75056'])
  })

  it('dit un incident par un numéro, sans un mot de ce qui s’est passé', async () => {
    const answer = await open(async () => {
      throw new Error('relation "demandeur" does not exist: Jeanne Invente')
    })()
    const body = problemeSchema.parse(await answer.json())
    expect(answer.status).toBe(500)
    expect(body.id).toMatch(/^[0-9a-f-]{36}$/)
    expect(JSON.stringify(body)).not.toMatch(/Jeanne|relation/)
  })

  it('tient une réponse contraire à son contrat pour un incident', async () => {
    expect((await open(async ({ code }) => ({ ok: true, value: { code, limite: 1.5 } }))()).status).toBe(500)
  })

  it('coupe un export qui échoue en route, au lieu de le finir comme s’il était entier', async () => {
    const route = defineRoute({
      acces: 'public',
      contrat,
      run: async () => ({ ok: true, value: { code: '', limite: 1 } }),
      exports: {
        csv: async () => ({
          ok: true,
          value: {
            nom: 'x.csv',
            morceaux: (async function* () {
              yield 'a\r\n'
              throw new Error('cursor lost')
            })(),
          },
        }),
      },
    })
    const answer = await route(new Request('http://x/api/v1/essai/09122?format=csv'), {
      params: Promise.resolve({ code: '09122' }),
    })
    await expect(answer.text()).rejects.toThrow('export cut')
  })

  it('répond au navigateur d’un autre site qui demande d’abord', () => {
    expect(preflight().headers.get('access-control-allow-headers')).toBe('If-None-Match')
  })

  it('dit au programme qui écrit que l’adresse se lit seulement', async () => {
    const answer = refuseMethode()
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
    expect(problemeSchema.parse(await answer.json())).toMatchObject({ status: 405, code: 'methode-refusee' })
  })
})
