import { defineConfig } from '@playwright/test'
import { chromiumWithFakeMedia } from './lib/chromium.js'

export default defineConfig({
  testDir: './tests',
  globalSetup: './lib/stack.ts',
  workers: 1, // two cores: two browsers that encode video are enough at a time
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [['list']],
  use: { ...chromiumWithFakeMedia, screenshot: 'only-on-failure', trace: 'off' },
})
