import { CACHE_PARTAGE } from './cache-partage.ts'

/** A public text that any shared cache may keep a minute. */
export const answerPublicText = (body: string, type: 'text/plain' | 'application/xml'): Response =>
  new Response(body, {
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': CACHE_PARTAGE,
    },
  })

/** For the address of such a text that names none: a sentence, that nobody keeps. */
export const answerNoText = (phrase: string): Response =>
  new Response(`${phrase}\n`, {
    status: 404,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  })
