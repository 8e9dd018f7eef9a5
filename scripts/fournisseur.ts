/** Starts the local OpenID provider of the demonstration and gives the settings that point at it. */
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { env } from '#lib/env.ts'
import { freePort } from '../db/port-libre.ts'

type Launch = (name: string, args: string[], env?: Record<string, string>) => ChildProcess

/** The provider stands on the host of the portal, at a free port: a browser that reaches one reaches the other. */
export async function startProvider(launch: Launch): Promise<Record<string, string>> {
  const port = await freePort(process.env.HOST ?? '127.0.0.1')
  const { hostname } = new URL(env.siteUrl)
  const settings = {
    PROCONNECT_ISSUER: `http://${hostname}:${port}`,
    PROCONNECT_CLIENT_ID: 'portail-demonstration',
    PROCONNECT_CLIENT_SECRET: randomBytes(24).toString('base64url'),
  }
  launch(
    'Le fournisseur d’identité',
    ['--conditions=react-server', '--disable-warning=ExperimentalWarning', 'scripts/fournisseur-local.ts'],
    { ...settings, FOURNISSEUR_PORT: String(port), FOURNISSEUR_SITE: env.siteUrl },
  )
  return settings
}
