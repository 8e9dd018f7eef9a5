/** The address that people type, without its protocol. */
export const adresseATaper = (siteUrl: string): string => siteUrl.replace(/^https?:\/\//, '')
