import { type Page, expect, test } from '@playwright/test'
import { cameraFile } from '../../lib/cameraFile.js'
import { chromiumWithFakeMedia } from '../../lib/chromium.js'
import { callTogether, expectAllSeeAll, inviteAll, people } from '../../lib/group.js'
import { type Device, openDevice, signUp } from '../../lib/person.js'
import { noPoorLink, openPoorLink } from '../../lib/poorLink.js'
import { type Reception, reception, watchReception } from '../../lib/reception.js'

const LIMIT_KBIT = 1000
/** In this time, the receiver finds out what its link can bear. */
const SETTLING_MS = 3000
const POOR_MS = 40_000
const FULL_AGAIN_MS = 15_000
const LONGEST_FREEZE_MS = 2000
const MOST_AUDIO_LOSS = 0.01
/** The share of the frames that the others still see of each other. A busy machine does not draw equally many each time. */
const UNCHANGED = 0.8
/** The half of what the cameras give: the larger layer would be too large for a tile of six. */
const FULL_HEIGHT = 270
/** The windows of the others; not so small that the tiles fill several pages, as on a phone. */
const SMALL_WINDOW = { width: 760, height: 580 }

test('one poor link costs no voice and freezes no picture, and the others do not notice it', async ({
  playwright,
  browser,
}) => {
  const obstacle = noPoorLink()
  test.skip(obstacle !== null, obstacle ?? '')
  test.setTimeout(300_000)
  const camera = await cameraFile()
  const { launchOptions } = chromiumWithFakeMedia
  const args = [...launchOptions.args, `--use-file-for-fake-video-capture=${camera.file}`]
  const lively = await playwright.chromium.launch({ ...launchOptions, args })
  const link = await openPoorLink()
  try {
    const others: Device[] = []
    for (const name of ['Alice', 'Bob', 'Carol', 'Dave', 'Eve']) {
      const device = await openDevice(lively, await signUp(browser, name))
      await useStrongDevice(device)
      others.push(device)
    }
    const [alice, bob, carol, ...invited] = others
    const [frank] = await people(await link.launch(), 'Frank')
    await callTogether([alice!, bob!, carol!])
    await inviteAll(alice!, [...invited, frank!])
    await alice!.active.getByRole('button', { name: /^People/ }).click() // closes the panel
    await expect(alice!.testId('people-panel')).toBeHidden()
    for (const { page } of others) await page.setViewportSize(SMALL_WINDOW)
    for (const device of [...others, frank!]) await expect(device.active).toHaveAttribute('data-topology', 'sfu')
    await expectAllSeeAll([...others, frank!])

    await Promise.all([...others, frank!].map(({ page }) => watchReception(page)))
    await expect.poll(() => heights(frank!.page), { timeout: 60_000 }).toEqual(Array(5).fill(FULL_HEIGHT))
    const before = await during(others, POOR_MS / 2)

    await watchReception(frank!.page)
    link.limit(LIMIT_KBIT)
    await elapsed(frank!.page, SETTLING_MS)
    const [first] = await Promise.all([reception(frank!.page), watchReception(frank!.page)])
    const poor = await during(others, POOR_MS)
    const rest = await reception(frank!.page)
    link.lift()
    const start = Date.now()
    await watchReception(frank!.page)
    await expect
      .poll(() => heights(frank!.page), { timeout: 2 * FULL_AGAIN_MS, intervals: [250] })
      .toEqual(Array(5).fill(FULL_HEIGHT))
    const fullAfterMs = Date.now() - start

    const gaps = Object.values(rest.tiles).map(({ longestGap }) => longestGap)
    console.log(`in the first ${SETTLING_MS / 1000} s: ${audio(first)}`)
    console.log(`then, for ${POOR_MS / 1000} s: ${audio(rest)}, longest freeze ${Math.max(...gaps).toFixed(0)} ms`)
    console.log(`full quality again after ${fullAfterMs} ms`)
    for (const { kbits, lost, roundTripMs, heights: shown } of [...first.seconds, ...rest.seconds])
      console.log(`  ${kbits} kbit/s, ${lost} packets lost, ${roundTripMs} ms, heights ${shown.join(' ')}`)
    console.log(
      `frames a second of the others' pictures: ${rateOf(before).toFixed(1)}, then ${rateOf(poor).toFixed(1)}`,
    )
    expect(lossOf(rest), 'loss of voices').toBeLessThan(MOST_AUDIO_LOSS)
    expect(Math.max(...gaps), 'the longest freeze').toBeLessThan(LONGEST_FREEZE_MS)
    expect(fullAfterMs, 'full quality again').toBeLessThan(FULL_AGAIN_MS)
    expect(rateOf(poor), "the others' frames a second").toBeGreaterThan(UNCHANGED * rateOf(before))
  } finally {
    await link.close()
    await lively.close()
    await camera.remove()
  }
})

/** A device that sends its camera in three sizes, but asks for the smallest only: the machine decodes 25 of them. */
async function useStrongDevice({ context, page, registrations }: Device): Promise<void> {
  await context.addInitScript(() => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: 8 })
    Object.defineProperty(window, 'devicePixelRatio', { value: 0.5 })
  })
  const before = registrations.length
  await page.reload()
  await expect.poll(() => registrations.length, { message: 'the device is registered' }).toBeGreaterThan(before)
}

/** What these devices receive during a time. */
async function during(devices: Device[], ms: number): Promise<{ seconds: number; receptions: Reception[] }> {
  const pages = devices.map(({ page }) => page)
  const start = Date.now()
  await Promise.all(pages.map(watchReception))
  await elapsed(pages[0]!, ms)
  const receptions = await Promise.all(pages.map(reception))
  return { seconds: (Date.now() - start) / 1000, receptions }
}

async function heights(page: Page): Promise<number[]> {
  const { tiles } = await reception(page)
  return Object.values(tiles).map(({ height }) => height)
}

function lossOf({ audio: { received, lost } }: Reception): number {
  return lost / Math.max(1, received + lost)
}

function audio(some: Reception): string {
  return `${(100 * lossOf(some)).toFixed(2)} % of the audio lost, ${(100 * some.concealed).toFixed(2)} % of it made up`
}

/** Frames a second, of the average picture. */
function rateOf({ seconds, receptions }: { seconds: number; receptions: Reception[] }): number {
  const frames = receptions.flatMap(({ tiles }) => Object.values(tiles).map((tile) => tile.frames / seconds))
  return frames.reduce((sum, rate) => sum + rate, 0) / frames.length
}

/** A measurement takes this long. */
function elapsed(page: Page, ms: number): Promise<void> {
  return page.evaluate((time) => new Promise((resolve) => setTimeout(resolve, time)), ms)
}
