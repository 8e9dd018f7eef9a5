/** The process of the local identity provider; `scripts/fournisseur.ts` starts it with these settings. */
import { COMPTES_DE_DEMONSTRATION } from '#db/seed/demo/comptes.ts'
import { startFournisseur } from '#lib/adapters/openid-local/fournisseur.ts'
import { fail } from './base.ts'

const read = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set.`)
  return value
}

try {
  const stop = await startFournisseur({
    host: process.env.HOST ?? '127.0.0.1',
    port: Number(read('FOURNISSEUR_PORT')),
    issuer: read('PROCONNECT_ISSUER'),
    siteUrl: read('FOURNISSEUR_SITE'),
    clientId: read('PROCONNECT_CLIENT_ID'),
    clientSecret: read('PROCONNECT_CLIENT_SECRET'),
    identites: COMPTES_DE_DEMONSTRATION,
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().then(() => process.exit(0)))
} catch (error) {
  fail(error)
}
