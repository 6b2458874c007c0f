import type { Browser } from '@playwright/test'
import type { Device } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close, connected, type Pair } from '../lib/scenes.js'

declare global {
  interface Window {
    /** How often the page has asked for the screen to stay on, and what it has of that. */
    wakeLocks: { released: boolean }[]
    /** What the page has copied last. */
    copied: string
  }
}

/** A pair whose browsers record the wake locks. A browser without a screen has none to give. */
async function inCall(browser: Browser): Promise<Pair> {
  const pair = await aliceAndBob(browser)
  await pair.alice.context.addInitScript(() => {
    window.wakeLocks = []
    window.copied = ''
    const request = () => {
      const sentinel = { released: false, release: () => Promise.resolve(void (sentinel.released = true)) }
      window.wakeLocks.push(sentinel)
      return Promise.resolve(sentinel)
    }
    Object.defineProperty(navigator, 'wakeLock', { value: { request } })
    const writeText = (text: string) => Promise.resolve(void (window.copied = text))
    Object.defineProperty(navigator, 'clipboard', { value: { writeText } })
  })
  const before = pair.alice.registrations.length
  await pair.alice.page.reload()
  await expect.poll(() => pair.alice.registrations.length, { message: 'registered' }).toBeGreaterThan(before)
  await connected(pair)
  return pair
}

async function openQuality(device: Device) {
  await device.button('More').click()
  await device.page.getByRole('menuitem', { name: 'Call quality' }).click()
  return device.page.getByRole('dialog', { name: 'Call quality' })
}

test('the call quality panel shows the call as it is, and copies a report without names and addresses', async ({
  browser,
}) => {
  const { alice, bob } = await inCall(browser)
  const panel = await openQuality(alice)
  const bitrate = panel.getByRole('region', { name: 'Bitrate' })
  await expect(bitrate).toContainText(/Sending\s*[1-9][\d.]* [kM]bit\/s/)
  await expect(bitrate).toContainText(/Receiving\s*[1-9][\d.]* [kM]bit\/s/)
  await expect(panel.getByRole('region', { name: 'Picture height' })).toContainText(/Receiving\s*[1-9]\d* lines/)
  await expect(panel).toContainText('Direct')
  await expect(panel).toContainText(/VP8|VP9|H264|AV1/)
  const points = () =>
    bitrate
      .locator('polyline')
      .first()
      .evaluate((line) => line.getAttribute('points')?.split(' ').length ?? 0)
  const first = await points()
  await expect.poll(points, { message: 'the graph grows' }).toBeGreaterThan(first)

  await panel.getByRole('button', { name: 'Copy report' }).click()
  await expect(panel.getByRole('status')).toContainText('The report is copied.')
  const report = await alice.page.evaluate(() => window.copied)
  expect(report).toMatch(/Call: [\da-f-]{36}/)
  expect(report).toMatch(/candidates (host|srflx|prflx|relay) and (host|srflx|prflx|relay)/)
  expect(report, 'an IPv4 address').not.toMatch(/\d+\.\d+\.\d+\.\d+/)
  expect(report, 'an IPv6 address').not.toMatch(/[\da-f]*::[\da-f]+|([\da-f]{1,4}:){4}/i)
  for (const { name, id, username } of [alice.person, bob.person])
    for (const secret of [name, id, username]) expect(report).not.toContain(secret)

  await alice.page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(alice.button('More')).toBeFocused()
  await close(alice, bob)
})

test('the screen stays on during a video call', async ({ browser }) => {
  const { alice, bob } = await inCall(browser)
  const held = () => alice.page.evaluate(() => window.wakeLocks.filter(({ released }) => !released).length)
  await expect.poll(held).toBe(1)
  await alice.page.evaluate(() => {
    for (const lock of window.wakeLocks) lock.released = true // as a browser does when the page is hidden
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect.poll(held, { message: 'it is asked for again' }).toBe(1)
  expect(await alice.page.evaluate(() => navigator.mediaSession.metadata?.title)).toBe('Call with Bob')
  await alice.button('Hang up').click()
  await expect.poll(held, { message: 'it is let go of' }).toBe(0)
  expect(await alice.page.evaluate(() => navigator.mediaSession.metadata)).toBeNull()
  await close(alice, bob)
})

test('keys work during a call, and ? lists them, but not while somebody types', async ({ browser }) => {
  const { alice, bob } = await inCall(browser)
  const { page } = alice
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.keyboard.press('?')
  await expect(list).toBeVisible()
  await expect(list).toContainText('Mute or unmute')
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()

  await page.keyboard.press('Control+d')
  await expect(bob.testId('remote-muted')).toBeVisible()
  await page.keyboard.press('Control+d')
  await expect(bob.testId('remote-muted')).toBeHidden()
  await page.keyboard.press('d')
  await page.keyboard.press('Control+e')
  await expect(alice.button('Turn camera on')).toBeVisible()
  await expect(alice.button('Mute'), 'the letter alone does nothing').toBeVisible()

  await alice.button('Add people').click()
  const field = page.getByRole('dialog', { name: 'Add people' }).getByRole('searchbox')
  await field.fill('who')
  await field.press('?')
  await expect(field).toHaveValue('who?')
  await expect(list).toBeHidden()
  await close(alice, bob)
})
