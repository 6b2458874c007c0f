import { visavisUrl } from '../lib/person.js'
import { expect, test, watchPolicy } from '../lib/policy.js'

test('the API documentation opens, and shows an operation', async ({ context, page }) => {
  await watchPolicy(context)
  await page.goto(`${visavisUrl()}/api/docs/`)
  const operation = page.locator('.opblock').filter({ hasText: '/api/auth/login' })
  await operation.locator('.opblock-summary').click()
  await expect(operation.getByRole('button', { name: 'Execute' })).toBeVisible()
})
