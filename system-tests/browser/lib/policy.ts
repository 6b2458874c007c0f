import { type BrowserContext, expect, test as withoutPolicy } from '@playwright/test'

export { expect } from '@playwright/test'

const VIOLATION = 'violation of the content security policy:'

/** Violations of the edge's Content-Security-Policy in the current test. */
const violations: string[] = []

/** A test that fails if a page violates the edge's Content-Security-Policy. */
export const test = withoutPolicy.extend<{ policy: undefined }>({
  policy: [
    async ({}, use) => {
      violations.length = 0
      await use(undefined)
      expect(violations, 'the page keeps to the policy').toEqual([])
    },
    { auto: true },
  ],
})

/** Collects the violations of each page of `context`. */
export async function watchPolicy(context: BrowserContext): Promise<void> {
  context.on('console', (message) => {
    if (message.text().startsWith(VIOLATION)) violations.push(message.text())
  })
  await context.addInitScript((prefix) => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
      console.error(`${prefix} ${effectiveDirective} ${blockedURI} in ${sourceFile}`)
    })
  }, VIOLATION)
}
