import { defineConfig } from '@playwright/test'
import base from './playwright.config.js'

/** Measurements without limits: `npm run setup-time`, `npm run hand-off-gap`, `npm run latency`. */
export default defineConfig(base, { testDir: './measure', timeout: 300_000 })
