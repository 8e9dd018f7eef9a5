/** The base of the portal that the tests visit, opened once in each process of the tests; and cookies as it signs them. */
import type { Page } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import { openBase } from '../../scripts/base.ts'

let base: ReturnType<typeof openBase> | undefined

/** To call before the first query: files of tests run one after the other in one process, where the base is opened once. */
export const openOnce = () => {
  base ??= openBase({ migrate: false })
  return base
}

export async function signCookie(token: Readonly<Record<string, string>>): Promise<string> {
  await openOnce()
  return encode({ token, secret: process.env.PORTAIL_SECRET ?? '' })
}

/** Puts a cookie of a person who is signed in, in the browser of this page. */
export const putCookie = (page: Page, name: 'portail-session' | 'portail-demandeur', value: string): Promise<void> =>
  page.context().addCookies([{ name, value, url: process.env.BASE_URL ?? '', httpOnly: true, sameSite: 'Lax' }])
