import { defineConfig } from '@playwright/test'
import { chromiumWithFakeMedia } from './lib/chromium.js'

/** They stop or hold processes of the stack, so nothing else runs beside them. */
const ALONE = /tests\/alone\/.*\.spec\.ts$/

/** They need a media server, and a processor that encodes five cameras. */
const GROUPS = /tests\/groups\/.*\.spec\.ts$/

export default defineConfig({
  testDir: './tests',
  globalSetup: './lib/stack.ts',
  workers: 2, // a test mostly waits, so two share two cores
  projects: [
    { name: 'together', testIgnore: [ALONE, GROUPS] },
    { name: 'alone', testMatch: ALONE, workers: 1, dependencies: ['together'] },
    { name: 'groups', testMatch: GROUPS, workers: 1 },
    // The part of them that belongs to an ordinary run, on machines that have a media server.
    { name: 'groups-ci', testMatch: GROUPS, grep: /@ordinary/, workers: 1, dependencies: ['alone'] },
  ],
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [['list']],
  use: { ...chromiumWithFakeMedia, screenshot: 'only-on-failure', trace: 'off' },
})
