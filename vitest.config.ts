import { defineConfig } from 'vitest/config'

/** `SUITE` chooses: pure tests by default, `db` on a real PostgreSQL, `bureautique` on a real LibreOffice. */
const suite = process.env.SUITE ?? 'pur'
const apart = ['**/*.db.test.ts', '**/*.bureautique.test.ts']
const include = { db: ['**/*.db.test.ts'], bureautique: ['**/*.bureautique.test.ts'] }[suite] ?? [
  '**/*.test.ts',
  '**/*.test.tsx',
]

export default defineConfig({
  ssr: { resolve: { conditions: ['react-server', 'node', 'import', 'default'] } },
  test: {
    include,
    exclude: ['node_modules/**', '.next*/**', '.data/**', 'e2e/**', ...(suite === 'pur' ? apart : [])],
    globalSetup: suite === 'pur' ? [] : ['db/testing/cluster.setup.ts'],
    reporters: ['default', './scripts/reporters/vitest.ts'],
    pool: 'forks',
    testTimeout: suite === 'pur' ? 10_000 : suite === 'db' ? 30_000 : 120_000,
    hookTimeout: 60_000,
  },
})
