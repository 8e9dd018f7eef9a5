/** The processes of a test run what a portal runs: the programs as they are built with its pages. */
import { afterAll, beforeAll, inject, vi } from 'vitest'

/**
 * Call once at the top of a `*.db.test.ts` that starts several processes: read file by file a program takes a second or
 * two to begin. That both do the same is scripts/programmes.processus.test.ts's to say.
 */
export function withProgrammes(): void {
  beforeAll(() => {
    vi.stubEnv('NODE_ENV', 'production')
    vi.stubEnv('PORTAIL_DIST', inject('programmes'))
  })
  afterAll(() => {
    vi.unstubAllEnvs()
  })
}
