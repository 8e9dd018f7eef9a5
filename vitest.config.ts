import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/**
 * `SUITE` chooses: pure tests by default; `volumes` reads whole lists and large files, or floods a server with
 * addresses; `processus` starts other programs; `db` on a real PostgreSQL, `bureautique`
 * on a real LibreOffice, `lancement` and `production` on the whole product.
 */
const suite = process.env.SUITE ?? 'pur'
const APART = ['volumes', 'processus', 'db', 'bureautique', 'lancement', 'production']
/** What changes nothing around it, and may share threads. */
const isPure = suite === 'pur' || suite === 'volumes'
const onDatabase = suite === 'db' || suite === 'bureautique'

export default defineConfig({
  ssr: { resolve: { conditions: ['react-server', 'node', 'import', 'default'] } },
  test: {
    include: suite === 'pur' ? ['**/*.test.ts', '**/*.test.tsx'] : [`**/*.${suite}.test.ts`],
    exclude: [
      'node_modules/**',
      '.next*/**',
      '.data/**',
      'e2e/**',
      ...(suite === 'pur' ? APART.map((name) => `**/*.${name}.test.ts`) : []),
    ],
    globalSetup: onDatabase
      ? ['db/testing/cluster.setup.ts']
      : suite === 'production'
        ? ['scripts/production/cluster.setup.ts']
        : [],
    reporters: ['default', './scripts/reporters/vitest.ts'],
    // Such a test changes nothing around it: its files share a few threads, and what they load is loaded once. The
    // files on a database share their processes too: each has a base of its own and closes its pool.
    ...(isPure ? { pool: 'threads' as const, isolate: false } : { pool: 'forks' as const, isolate: suite !== 'db' }),
    // npm run fautes -- calendrier: the tests live at another moment.
    ...(process.env.DECALAGE_MS && { execArgv: ['--import', `${import.meta.dirname}/scripts/fautes/horloge.ts`] }),
    // Vitest leaves a core to itself, which halves a machine of two.
    ...((isPure || suite === 'db') && { maxWorkers: availableParallelism() }),
    // When to give up, not how fast it must be; a hook of the whole product builds it.
    testTimeout: { pur: 10_000, processus: 60_000, db: 60_000 }[suite] ?? 180_000,
    hookTimeout: { pur: 60_000, db: 60_000 }[suite] ?? 600_000,
    // Other processes answer what is waited for: they wait for a core themselves, beside another suite.
    ...(!isPure && { expect: { poll: { timeout: 45_000 } } }),
  },
})
