/** Bytes to save, never to be shown by the browser in our origin. */
export const attachment = (nom: string, octets: Uint8Array<ArrayBuffer>): Response =>
  new Response(octets, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(nom)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
