import { expect, test } from '@playwright/test'
import { longestGap, watchPicture } from '../lib/gap.js'
import { openDevice } from '../lib/person.js'
import { aliceAndBob, close, connected } from '../lib/scenes.js'

const HAND_OFFS = 10

/**
 * Bob's call moves between two of his devices; each hand-off is a pull by the other device. Measures the longest interval
 * between two frames of Bob that Alice's page renders during each hand-off and, for comparison, during an equally long time
 * without one.
 */
test(`video gap at the peer during ${HAND_OFFS} hand-offs`, async ({ browser }) => {
  const { alice, bob: phone } = await aliceAndBob(browser)
  await connected({ alice, bob: phone })
  const tablet = await openDevice(browser, phone.person, '?device=tablet')
  const during: number[] = []
  const without: number[] = []
  for (let index = 0; index < HAND_OFFS; index++) {
    const [from, to] = index % 2 === 0 ? [phone, tablet] : [tablet, phone]
    await expect(to.button('Join here')).toBeVisible()
    await watchPicture(alice.page)
    const start = Date.now()
    await to.button('Join here').click()
    await expect(from.active).toBeHidden()
    await expect(alice.testId('arriving-video')).toHaveCount(0)
    await expect(to.active).toHaveAttribute('data-state', 'connected')
    await rendersMore(() => alice.page.evaluate(() => window.picture.frames), 10)
    during.push(await longestGap(alice.page))
    const took = Date.now() - start
    await watchPicture(alice.page)
    await alice.page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), took)
    without.push(await longestGap(alice.page))
  }
  console.log(`longest time without a frame, during a hand-off: ${summary(during)}`)
  console.log(`longest time without a frame, without one: ${summary(without)}`)
  await close(alice, phone, tablet)
})

async function rendersMore(frames: () => Promise<number>, more: number): Promise<void> {
  const before = await frames()
  await expect.poll(frames).toBeGreaterThan(before + more)
}

function summary(milliseconds: number[]): string {
  const sorted = milliseconds.toSorted((a, b) => a - b)
  const at = (index: number): string => (sorted.at(index) ?? NaN).toFixed(0)
  return `median ${at(Math.floor(sorted.length / 2))} ms, worst ${at(-1)} ms`
}
