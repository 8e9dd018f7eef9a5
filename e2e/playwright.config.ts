import { defineConfig } from '@playwright/test'

/** Run through `npm test -- e2e`, which starts the portal and gives its address. No retry: a flaky test is a defect. */
export default defineConfig({
  testDir: './parcours',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // A journey of several pages, each audited, on a slow machine; what the product promises is bounded by `expect`.
  timeout: 60_000,
  expect: { timeout: 7_000 },
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
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic'],
    },
  },
})
