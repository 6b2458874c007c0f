import { Buffer } from 'node:buffer'
import { openDevice, signUp } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close } from '../lib/scenes.js'

/** One red pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
)

test('a removed device shows that, and can sign in again', async ({ browser }) => {
  const phone = await openDevice(browser, await signUp(browser, 'Alice'), '?device=phone')
  const laptop = await openDevice(browser, phone.person, '?device=laptop')
  await phone.open('You')
  await expect(phone.testId('device-phone')).toContainText('This device')
  const row = phone.testId('device-laptop')
  await expect(row).toContainText('Online')
  await row.getByRole('button', { name: /^Remove/ }).click()
  await row.getByRole('button', { name: 'Remove it' }).click()

  await expect(laptop.page.getByRole('alert').filter({ hasText: /was removed from your account/ })).toBeVisible()
  await expect(row).toBeHidden()
  await laptop.page.reload()
  await expect(laptop.button('Sign in')).toBeVisible() // the browser's cookie does not sign it in again

  await laptop.page.getByLabel('Username').fill(phone.person.username)
  await laptop.page.getByLabel('Password').fill(phone.person.password)
  await laptop.button('Sign in').click()
  await expect(laptop.page.getByLabel('Find people')).toBeVisible()
  await expect(row).toContainText('Online')
  await close(phone, laptop)
})

test('a new picture is previewed, and then shown to callees', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await alice.open('You')
  const picker = alice.page.getByLabel('Picture', { exact: true })
  await picker.setInputFiles({ name: 'me.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') })
  await expect(alice.page.getByRole('alert').filter({ hasText: 'JPEG' })).toBeVisible()
  await picker.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
  await alice.button('Use this picture').click()
  await expect(alice.page.getByRole('alert').filter({ hasText: 'not a valid image' })).toBeVisible()

  const registrations = alice.registrations.length
  await picker.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: PICTURE })
  await alice.button('Use this picture').click()
  await expect(alice.button('Change picture')).toBeVisible()
  const shown = alice.page.getByRole('banner').locator('img')
  await expect(shown).toHaveAttribute('src', new RegExp(`/api/users/${alice.person.id}/avatar/`))
  await expect
    .poll(() => alice.registrations.length, { message: 'the connection is renewed' })
    .toBeGreaterThan(registrations)

  await alice.open('People')
  await alice.call(bob.person)
  const seen = bob.incoming.locator('img').last() // the first is the blurred background
  await expect(seen).toBeVisible()
  expect(await seen.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(256)
  await close(alice, bob)
})

test('a session is renewed before it ends, without an interruption', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await alice.page.clock.install()
  await alice.page.reload()
  await expect.poll(() => alice.registrations.length, { message: 'Alice is back' }).toBe(2)
  const renewed = alice.page.waitForResponse(/\/api\/auth\/refresh$/)
  await alice.page.clock.fastForward('10:00:00') // a session lasts twelve hours
  expect((await renewed).status()).toBe(200)
  await expect.poll(() => alice.registrations.length, { message: 'a second socket took over' }).toBe(3)
  await expect(alice.status(/Connection lost/)).toBeHidden()
  await bob.call(alice.person)
  await expect(alice.incoming).toContainText('Bob')
  await close(alice, bob)
})
