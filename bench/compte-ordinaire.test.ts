import { delimiter, join } from 'node:path'
import { expect, it } from 'vitest'
import { environnementDe } from './compte-ordinaire.ts'

it('un compte ordinaire n’a rien de ce qui règle la mesure ou le portail, et garde de quoi joindre le réseau', () => {
  const [depot, voisin] = [join('/srv', 'portail'), join('/srv', 'portail-voisin', 'bin')]
  const autour = {
    PATH: [join(depot, 'node_modules', '.bin'), depot, voisin, '/usr/bin'].join(delimiter),
    HOME: '/root',
    LANG: 'fr_FR.UTF-8',
    https_proxy: 'http://relais.invalid:3128',
    NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/relais.pem',
    HOST: '0.0.0.0',
    NODE_OPTIONS: '--inspect',
    NODE_ENV: 'test' as const,
    XDG_CACHE_HOME: '/root/.cache',
    npm_config_cache: '/root/.npm',
    DATABASE_URL: 'postgres://ailleurs.invalid/portail',
    PORTAIL_SECRET: 'secret',
    SMTP_URL: 'smtp://ailleurs.invalid',
  }
  expect(environnementDe(autour, { home: '/tmp/x', registre: 'https://registre.invalid/', depot })).toEqual({
    PATH: [voisin, '/usr/bin'].join(delimiter),
    HOME: '/tmp/x',
    LANG: 'fr_FR.UTF-8',
    https_proxy: 'http://relais.invalid:3128',
    NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/relais.pem',
    npm_config_registry: 'https://registre.invalid/',
  })
})
