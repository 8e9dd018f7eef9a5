/** Closing line of a browser run, in the form that CI reads: `e2e: 5 passed, 0 failed, 0 skipped`. */
import type { FullConfig, Reporter, Suite, TestError } from '@playwright/test/reporter'

export default class ClosingLine implements Reporter {
  private suite: Suite | undefined
  private errors = 0

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite
  }

  onError(_error: TestError): void {
    this.errors += 1
  }

  onEnd(): void {
    const outcomes = this.suite?.allTests().map((test) => test.outcome()) ?? []
    const passed = outcomes.filter((outcome) => outcome === 'expected' || outcome === 'flaky').length
    const skipped = outcomes.filter((outcome) => outcome === 'skipped').length
    process.stdout.write(
      `\ne2e: ${passed} passed, ${outcomes.length - passed - skipped + this.errors} failed, ${skipped} skipped\n`,
    )
  }
}
