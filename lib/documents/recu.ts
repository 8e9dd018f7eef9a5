/** The number of a receipt: drawn with the form, it says nothing of the person nor of the demande. */

/** `7F3A-90BC-12DE`, of the key of a sending. */
export const formatRecu = (cle: string): string =>
  (cle.replaceAll('-', '').slice(0, 12).toUpperCase().match(/.{4}/g) ?? []).join('-')
