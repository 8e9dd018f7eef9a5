/** Closing line of a vitest run, in the form that CI reads: `unit: 12 passed, 0 failed, 0 skipped`. */
import type { Reporter, TestModule } from 'vitest/node'

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0 }
    for (const module of modules) {
      // A file that cannot be collected ran no test: it counts as one failure.
      if (module.errors().length > 0) count.failed += 1
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed' || state === 'failed' || state === 'skipped') count[state] += 1
      }
    }
    const { SUITE = 'pur', CLUSTER } = process.env
    const name = CLUSTER ? `${SUITE}-${CLUSTER}` : SUITE
    process.stdout.write(`\n${name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`)
  }
}
