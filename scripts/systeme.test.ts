import { expect, it } from 'vitest'
import { packagesOf, programsOf } from './systeme.ts'

it('une suite complète de tests demande ses paquets en une commande, chacun une fois', () => {
  expect(packagesOf(programsOf(['types', 'pure', 'db', 'bureautique', 'e2e', 'lancement', 'production']))).toEqual([
    'libreoffice-calc',
    'python3-uno',
    'chromium-headless-shell',
    'fonts-dejavu-core',
    'postgresql-15',
    'nginx-light',
    'systemd',
    'openssl',
  ])
})

it('les vérifications rapides ne demandent rien au système', () => {
  expect(programsOf(['types', 'lint', 'pure', 'processus', 'db'])).toEqual([])
})
