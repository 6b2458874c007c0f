import { randomUUID } from 'node:crypto'
import { signUp, visavisUrl } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'

test('a user creates an account, signs out and signs in again', async ({ page }) => {
  const username = `dora-${randomUUID().slice(0, 8)}`
  await page.goto(visavisUrl())
  await page.getByRole('button', { name: 'New here? Create an account' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Dora')
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password').fill('correct horse 1')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByLabel('Find people')).toBeVisible()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password').fill('correct horse 1')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByLabel('Find people')).toBeVisible()
})

test('a wrong password is reported', async ({ browser, page }) => {
  const person = await signUp(browser, 'Erin')
  await page.goto(visavisUrl())
  await page.getByLabel('Username').fill(person.username)
  await page.getByLabel('Password').fill('not my password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText(/password/i)
})
