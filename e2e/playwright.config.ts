import { defineConfig } from '@playwright/test'

/** Run through `npm test -- e2e`, which starts the portal and gives its address. No retry: a flaky test is a defect. */
export default defineConfig({
  testDir: './parcours',
  outputDir: '../test-results',
  fullyParallel: true,
  // On two cores: a journey that waits for an answer leaves the machine to another.
  workers: 3,
  retries: 0,
  forbidOnly: true,
  // When to give up on a page that will never come, not how fast it must: the bench judges that, on a quiet machine.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['../scripts/reporters/playwright.ts']],
  use: {
    baseURL: process.env.BASE_URL,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 360, height: 740 },
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-quic',
        // One process instead of three for each browser that starts: a twentieth of what the journeys cost.
        '--in-process-gpu',
        '--enable-features=NetworkServiceInProcess2',
      ],
    },
  },
})
