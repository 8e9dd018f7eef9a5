import { defineConfig } from 'vitest/config'

const database = process.env.SUITE === 'db'

export default defineConfig({
  ssr: { resolve: { conditions: ['react-server', 'node', 'import', 'default'] } },
  test: {
    include: database ? ['**/*.db.test.ts'] : ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['node_modules/**', '.next*/**', '.data/**', 'e2e/**', ...(database ? [] : ['**/*.db.test.ts'])],
    globalSetup: database ? ['db/testing/cluster.setup.ts'] : [],
    reporters: ['default', './scripts/reporters/vitest.ts'],
    pool: 'forks',
    testTimeout: database ? 30_000 : 10_000,
    hookTimeout: 60_000,
  },
})
