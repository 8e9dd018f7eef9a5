/** A QR code for paper: server only. */
import bwipjs from 'bwip-js/node'

/** The code of an address as a picture that stands in the page itself (escaped, not base64: it compresses). */
export const qrDataUri = (address: string): string =>
  `data:image/svg+xml,${encodeURIComponent(bwipjs.toSVG({ bcid: 'qrcode', text: address }))
    .replace(/%20/g, ' ')
    .replace(/%2C/g, ',')}`
