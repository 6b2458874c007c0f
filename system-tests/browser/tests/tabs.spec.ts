import type { Page } from '@playwright/test'
import { type Device, type Person, openDevice, signUp, visavisUrl } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close, connected } from '../lib/scenes.js'

async function signIn(page: Page, { username, password }: Person): Promise<void> {
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByLabel('Find people')).toBeVisible()
}

async function offersToContinueAs({ page }: Device, { name }: Person): Promise<void> {
  await expect(page.getByRole('region', { name: 'Signed in in another tab' })).toContainText(name)
  await expect(page.getByLabel('Find people')).toBeHidden()
}

test('another user signs in in another tab: the first tab shows nobody until its user continues', async ({
  browser,
}) => {
  const first = await openDevice(browser, await signUp(browser, 'Alice'))
  const bob = await signUp(browser, 'Bob')
  const second = await first.context.newPage()
  await second.goto(visavisUrl())
  await second.getByRole('button', { name: 'Sign out' }).click()
  await expect(first.page.getByRole('alert').filter({ hasText: 'You signed out in another tab.' })).toBeVisible()
  await signIn(second, bob)
  await offersToContinueAs(first, bob)

  const registrations = first.registrations.length
  await first.button('Continue as this user').click()
  await expect(first.page.getByRole('banner')).toContainText('Bob')
  await expect.poll(() => first.registrations.slice(registrations).map(({ userId }) => userId)).toEqual([bob.id])
  await first.close()
})

test('the cookie of another user is detected before anything is sent as that user', async ({ browser }) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  const bob = await signUp(browser, 'Bob')
  const newer = await alice.context.newPage()
  await newer.goto(visavisUrl())
  await expect(newer.getByLabel('Find people')).toBeVisible()
  await newer.close()
  const login = await alice.context.request.post(`${visavisUrl()}/api/auth/login`, {
    data: { username: bob.username, password: bob.password },
  })
  expect(login.status()).toBe(200) // no tab is notified

  const response = alice.page.waitForResponse(/\/api\/calls\/history/)
  await alice.open('History')
  expect((await response).status()).toBe(401)
  await offersToContinueAs(alice, bob)
  expect(new Set(alice.registrations.map(({ userId }) => userId))).toEqual(new Set([alice.person.id]))
  await alice.close()
})

test('Back goes to the previous page, and never leaves a call', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await alice.open('History')
  await connected({ alice: bob, bob: alice }, 'Audio')
  await alice.page.goBack()
  await expect(alice.status(/Your call continues/)).toBeVisible()
  await alice.page.goBack()
  await expect(alice.active).toBeVisible()
  await expect(bob.active).toBeVisible()

  await alice.button('Hang up').click()
  await expect(alice.active).toBeHidden()
  await expect(alice.page.getByRole('region', { name: 'History' })).toBeVisible()
  await expect
    .poll(() => alice.page.evaluate(() => history.state), { message: 'the guard is removed' })
    .not.toHaveProperty('visavisCall')
  await alice.page.goBack()
  await expect(alice.page.getByLabel('Find people')).toBeVisible()
  await close(alice, bob)
})
