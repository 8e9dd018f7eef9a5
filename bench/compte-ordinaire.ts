/** What a person has around them who types `npm start`, for a measure that must not lean on what runs it. */
import { delimiter, sep } from 'node:path'

/** All that goes on: where programs are, the language, and how this machine reaches the network. */
const GARDES: readonly string[] = [
  'PATH',
  'HOME',
  'LANG',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'npm_config_cafile',
]

/**
 * Their own home, the machine's own Node, no setting of the portal nor of this run. `registre`: where this machine fetches
 * libraries from; what it has already fetched is left behind. `depot`: the checkout that measures.
 */
export function environnementDe(
  autour: NodeJS.ProcessEnv,
  { home, registre, depot }: Readonly<{ home: string; registre: string; depot: string }>,
): NodeJS.ProcessEnv {
  const path =
    autour.PATH?.split(delimiter).filter((folder) => folder !== depot && !folder.startsWith(depot + sep)) ?? []
  const env = { ...autour, HOME: home, PATH: path.join(delimiter) }
  for (const nom of Object.keys(env)) if (!GARDES.includes(nom)) Reflect.deleteProperty(env, nom)
  return { ...env, npm_config_registry: registre }
}
