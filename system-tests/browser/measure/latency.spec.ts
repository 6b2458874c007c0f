import { type Browser, type Page, expect, test } from '@playwright/test'
import { latencies, readClock, useClockCamera } from '../lib/clock.js'
import { callTogether, expectAllSeeAll, inviteAll, people, useSmallCamera } from '../lib/group.js'
import { received } from '../lib/media.js'
import { type Device, openDevice, signUp } from '../lib/person.js'
import { close, connected } from '../lib/scenes.js'

/** As large as a tile of a call of two on a small screen. The other cameras are smaller. */
const CAMERA = { width: 640, height: 360, frameRate: 30 }
const WARM_UP_MS = 10_000
const MEASURED_MS = 30_000
const FEWEST_FRAMES = 100

for (const [way, query, route] of [
  ['directly', '', ['host', 'host']],
  ['through the TURN server', '?relay=only', ['relay', 'relay']],
] as const)
  test(`latency of the picture in a call of two, ${way}`, async ({ browser }) => {
    const alice = await sender(browser, query)
    const bob = await openDevice(browser, await signUp(browser, 'Bob'), query)
    await bob.page.evaluate(useSmallCamera)
    await connected({ alice, bob })
    expect((await received(bob.page)).route).toEqual(route)
    await measure(`in a call of two, ${way}`, bob.page, '[data-testid="remote-video"]')
    await close(alice, bob)
  })

test('latency of the picture in a call of five, through the media server', async ({ browser }) => {
  const alice = await sender(browser, '')
  const [bob, ...others] = await people(browser, 'Bob', 'Carol', 'Dave', 'Eve')
  const all = [alice, bob!, ...others]
  await callTogether(all.slice(0, 3))
  await inviteAll(alice, all.slice(3))
  for (const device of all) await expect(device.active).toHaveAttribute('data-topology', 'sfu')
  await expectAllSeeAll(all)
  const tile = `[data-testid="tile"][data-user="${alice.person.id}"] [data-testid="tile-video"]`
  await expect(bob!.page.locator(tile)).toHaveCount(1)
  await measure('in a call of five, through the media server', bob!.page, tile)
  await close(...all)
})

/** Alice, whose camera shows a clock. */
async function sender(browser: Browser, query: string): Promise<Device> {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'), query)
  await alice.page.evaluate(useClockCamera, CAMERA)
  return alice
}

/**
 * The time from drawing a frame, in place of the sender's camera, until the receiver's screen shows it. Both use the clock of
 * this machine. What a real camera and a real screen add is not in it.
 */
async function measure(what: string, page: Page, video: string): Promise<void> {
  await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), WARM_UP_MS)
  await readClock(page, video)
  await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), MEASURED_MS)
  const measured = await latencies(page)
  expect(measured.length, 'frames').toBeGreaterThan(FEWEST_FRAMES)
  const sorted = measured.toSorted((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(0)
  console.log(`latency ${what}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, ${measured.length} frames`)
}
