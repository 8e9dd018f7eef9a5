/** A workbook as an answer that a browser saves under its name. `cacheControl` is `no-store` for a private one. */
export const answerClasseur = (octets: Uint8Array, nom: string, cacheControl = 'no-store'): Response =>
  new Response(new Uint8Array(octets), {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="${nom.replace(/[^\w.-]+/g, '-')}"`,
      'Cache-Control': cacheControl,
      'X-Content-Type-Options': 'nosniff',
    },
  })
