import { expect, it } from 'vitest'
import { refuseDownload, refuseEnvoi } from './reponses-de-refus.ts'

const TROP = 'trop-de-demandes'

it('un envoi refusé pour en avoir trop fait dit quand recommencer, à la page comme à la personne', async () => {
  const envoi = { isGarde: false, vers: '/ma-demande' }
  const fil = refuseEnvoi(TROP, { ...envoi, isFil: true, secondes: 2390 })
  expect([fil.status, fil.headers.get('retry-after')]).toEqual([429, '2390'])
  expect(await fil.json()).toEqual({ code: TROP, enregistre: false })
  const form = refuseEnvoi(TROP, { ...envoi, isFil: false, secondes: 2390 })
  expect([form.status, form.headers.get('retry-after')]).toEqual([429, '2390'])
  expect(await form.text()).toContain('Recommencez dans 40 minutes.')
  expect(refuseEnvoi('introuvable', { ...envoi, isFil: true }).headers.get('retry-after')).toBeNull()
})

it('un fichier demandé trop souvent dit quand le demander de nouveau', async () => {
  const request = new Request('http://portail.invalid/x', { headers: { accept: 'text/html' } })
  const refused = refuseDownload(request, 429, 'rattacher-demande', 2390)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2390'])
  expect(await refused.text()).toContain('Demandez-le de nouveau dans 40 minutes.')
})
