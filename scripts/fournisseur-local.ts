/** The process of the local identity providers; `scripts/fournisseur.ts` starts it with these settings. */
import { COMPTES_DE_DEMONSTRATION } from '#db/seed/demo/comptes.ts'
import { HISTOIRES } from '#db/seed/demo/histoires.ts'
import { startFournisseur } from '#lib/adapters/openid-local/fournisseur.ts'
import { jeuDeFranceConnect } from '#lib/adapters/openid-local/franceconnect.ts'
import type { Jeu } from '#lib/adapters/openid-local/jeu.ts'
import { jeuDeProConnect } from '#lib/adapters/openid-local/proconnect.ts'
import { HISTOIRES_RACONTEES } from '#lib/documents/histoires.ts'
import { fail } from './base.ts'

const read = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set.`)
  return value
}

try {
  const start = (prefix: string, jeu: Jeu) =>
    startFournisseur({
      host: process.env.HOST ?? '127.0.0.1',
      port: Number(new URL(read(`${prefix}_ISSUER`)).port),
      issuer: read(`${prefix}_ISSUER`),
      siteUrl: read('FOURNISSEUR_SITE'),
      clientId: read(`${prefix}_CLIENT_ID`),
      clientSecret: read(`${prefix}_CLIENT_SECRET`),
      jeu,
    })
  const particuliers = HISTOIRES.filter(({ slug }) => slug !== 'association').map(({ slug, qui }) => ({
    ...qui,
    description: HISTOIRES_RACONTEES[slug].titre,
  }))
  const stops = await Promise.all([
    start('PROCONNECT', jeuDeProConnect(COMPTES_DE_DEMONSTRATION)),
    start('FRANCECONNECT', jeuDeFranceConnect(particuliers)),
  ])
  const stop = () => Promise.all(stops.map((one) => one())).then(() => process.exit(0))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
} catch (error) {
  fail(error)
}
