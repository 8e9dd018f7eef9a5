import { afterEach, expect, test } from 'vitest'
import { forgetCookie, sessionCookie } from './cookies.ts'

const avant = process.env.SITE_URL
afterEach(() => {
  if (avant === undefined) delete process.env.SITE_URL
  else process.env.SITE_URL = avant
})

test('sur https, un cookie `__Host-` s’oublie comme il s’est posé : sûr, et de tout le site', () => {
  process.env.SITE_URL = 'https://logement.exemple.fr'
  expect(forgetCookie(sessionCookie())).toEqual({
    name: '__Host-portail-session',
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: true,
  })
})
