/** A public text that any shared cache may keep a minute. */
export const answerPublicText = (body: string, type: 'text/plain' | 'application/xml'): Response =>
  new Response(body, {
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': 'public, max-age=0, s-maxage=60, stale-while-revalidate=600',
    },
  })
