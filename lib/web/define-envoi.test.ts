import { beforeEach, expect, it, vi } from 'vitest'
import { defineDownload } from './define-download.ts'
import { defineEnvoi } from './define-envoi.ts'

const acteur = { role: 'demandeur', demandeurId: 'd', demandes: [] }
vi.mock('./adresse.ts', () => ({ isSameOrigin: () => true, hashedAddress: () => 'adresse' }))
vi.mock('./contexte.ts', () => ({
  readContexte: async () => ({ acteur, demandeur: { demandeurId: 'd', ctx: { acteur }, appareilPartage: false } }),
}))
vi.mock('./demandeur.ts', () => ({ readTitulaire: async () => undefined }))
const { consumeDebit } = vi.hoisted(() => ({ consumeDebit: vi.fn<() => Promise<number>>() }))
vi.mock('./debit.ts', () => ({ consumeDebit }))

const params = { params: Promise.resolve({}) }
const envoi = defineEnvoi({
  nom: 'essai',
  acces: 'rattacher-demande',
  run: async () => ({ dit: { enregistre: true } }),
  retour: () => '/ma-demande',
})
const send = (type: string, body: string) =>
  envoi(
    new Request('http://portail.invalid/essai', {
      method: 'POST',
      headers: { 'content-type': type, 'content-length': String(body.length) },
      body,
    }),
    params,
  )
beforeEach(() => consumeDebit.mockResolvedValue(2390))

it('un envoi refusé pour en avoir trop fait dit quand recommencer, à la page comme à la personne', async () => {
  const fil = await send('application/json', '{}')
  expect([fil.status, fil.headers.get('retry-after')]).toEqual([429, '2390'])
  expect(await fil.json()).toEqual({ code: 'trop-de-demandes', enregistre: false })
  const form = await send('application/x-www-form-urlencoded', 'a=b')
  expect([form.status, form.headers.get('retry-after')]).toEqual([429, '2390'])
  expect(await form.text()).toContain('Recommencez dans 40 minutes.')
  consumeDebit.mockResolvedValue(0)
  const done = await send('application/json', '{}')
  expect([done.status, done.headers.get('retry-after')]).toEqual([200, null])
})

it('un fichier demandé trop souvent dit quand le demander de nouveau', async () => {
  const debit = { nom: 'essai', limite: { nombre: 1, secondes: 3600 } }
  const ask = defineDownload('rattacher-demande', async () => new Response('contenu'), { debit })
  const refused = await ask(new Request('http://portail.invalid/x', { headers: { accept: 'text/html' } }), params)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2390'])
  expect(await refused.text()).toContain('Demandez-le de nouveau dans 40 minutes.')
})
