import { type BrowserContext, expect, test as withoutPolicy } from '@playwright/test'

export { expect } from '@playwright/test'

const VIOLATION = 'violation of the content security policy:'

/** What pages tried in the journey at hand and the edge's policy forbade. */
const violations: string[] = []

/** A journey that fails where a page tries what the edge's Content-Security-Policy forbids. */
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

/** Hears of violations in each page of `context`. */
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
