/** Names and nature of the cookies of a signed-in person. Public pages set and read none. */
import { env } from '#lib/env.ts'

const secure = (): boolean => env.siteUrl.startsWith('https:')
const prefix = (): string => (secure() ? '__Host-' : '')

export const sessionCookie = (): string => `${prefix()}portail-session`
export const csrfCookie = (): string => `${prefix()}portail-jeton`

/** Set by a redirect from the identity provider, hence `lax`; no script ever reads them. */
export const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: secure() }) as const

/** What makes a browser forget one: a `__Host-` cookie goes only by an answer that is `Secure`, as the one that set it. */
export const forgetCookie = (name: string) => ({ name, ...cookieOptions() })

/** Carries a printed code to its sheet, for a few minutes. */
export const feuilleCookie = (): string => `${prefix()}portail-feuille`
/** Names the code that this browser asked for. */
export const billetDeCodeCookie = (): string => `${prefix()}portail-code`
/** An applicant's, apart from the agents': both may be signed in, in one browser. */
export const sessionDeDemandeurCookie = (): string => `${prefix()}portail-demandeur`
/** What a way to FranceConnect and back must find again: sealed, for a quarter of an hour. */
export const departCookie = (): string => `${prefix()}portail-franceconnect`
