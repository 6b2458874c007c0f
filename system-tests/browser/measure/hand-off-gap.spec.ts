import { expect, test } from '@playwright/test'
import { longestGap, watchPicture } from '../lib/gap.js'
import { openDevice } from '../lib/person.js'
import { aliceAndBob, close, connected } from '../lib/scenes.js'

const MOVES = 10

/**
 * Bob's call moves to and fro between two of his devices, each time fetched by the other one. What counts is the longest
 * interval between two frames of Bob that Alice's page renders, from before each move until after it; next to it, the same
 * for as long a time without a move.
 */
test(`picture of the far side during ${MOVES} hand-offs`, async ({ browser }) => {
  const { alice, bob: phone } = await aliceAndBob(browser)
  await connected({ alice, bob: phone })
  const tablet = await openDevice(browser, phone.person, '?device=tablet')
  const moved: number[] = []
  const still: number[] = []
  for (let move = 0; move < MOVES; move++) {
    const [from, to] = move % 2 === 0 ? [phone, tablet] : [tablet, phone]
    await expect(to.button('Join here')).toBeVisible()
    await watchPicture(alice.page)
    const start = Date.now()
    await to.button('Join here').click()
    await expect(from.active).toBeHidden()
    await expect(alice.testId('arriving-video')).toHaveCount(0)
    await expect(to.active).toHaveAttribute('data-state', 'connected')
    await watchesOn(() => alice.page.evaluate(() => window.picture.frames), 10)
    moved.push(await longestGap(alice.page))
    const took = Date.now() - start
    await watchPicture(alice.page)
    await alice.page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), took)
    still.push(await longestGap(alice.page))
  }
  console.log(`longest time without a frame, during a hand-off: ${summary(moved)}`)
  console.log(`longest time without a frame, without one: ${summary(still)}`)
  await close(alice, phone, tablet)
})

async function watchesOn(frames: () => Promise<number>, more: number): Promise<void> {
  const before = await frames()
  await expect.poll(frames).toBeGreaterThan(before + more)
}

function summary(milliseconds: number[]): string {
  const sorted = milliseconds.toSorted((a, b) => a - b)
  const at = (index: number): string => (sorted.at(index) ?? NaN).toFixed(0)
  return `median ${at(Math.floor(sorted.length / 2))} ms, worst ${at(-1)} ms`
}
