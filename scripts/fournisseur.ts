/** Starts the local OpenID providers of the demonstration and gives the settings that point at them. */
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { env } from '#lib/env.ts'
import { freePort } from '../db/port-libre.ts'

type Launch = (name: string, args: string[], env?: Record<string, string>) => ChildProcess

/** Each provider stands on the host of the portal, at a free port: a browser that reaches one reaches the other. */
export async function startProvider(launch: Launch): Promise<Record<string, string>> {
  const { hostname } = new URL(env.siteUrl)
  const play = async (prefix: string) => ({
    [`${prefix}_ISSUER`]: `http://${hostname}:${await freePort(process.env.HOST ?? '127.0.0.1')}`,
    [`${prefix}_CLIENT_ID`]: 'portail-demonstration',
    [`${prefix}_CLIENT_SECRET`]: randomBytes(24).toString('base64url'),
  })
  const settings = { ...(await play('PROCONNECT')), ...(await play('FRANCECONNECT')) }
  launch(
    'Le fournisseur d’identité',
    ['--conditions=react-server', '--disable-warning=ExperimentalWarning', 'scripts/fournisseur-local.ts'],
    { ...settings, FOURNISSEUR_SITE: env.siteUrl },
  )
  return settings
}
