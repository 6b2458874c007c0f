import { expect, test } from '@playwright/test'
import { people } from '../../lib/group.js'
import { Crowd } from '../../lib/light/crowd.js'
import { type JoinCost, joinCost, joinCostTable } from '../../lib/light/joinCost.js'
import { recordMedia } from '../../lib/light/recording.js'
import { framesDecoded, percentile, timesToPictures, usersShown } from '../../lib/pictures.js'
import { type Device, visavisUrl } from '../../lib/person.js'
import { usageOfMediaServers } from '../../lib/rooms.js'

/** How many can be in one call. */
const PEOPLE = 32
/** How many pictures of others a page of the screen shows. */
const TILES = 9
const REJOINS = 8
const WATCH_MS = 10_000
/** Pictures that are on their way while they are counted. */
const IN_FLIGHT = 2
/** In pixels. */
const TILE_HEIGHT = 240

test('32 people in one call: all come in, and a browser shows the pictures of nine', async ({ browser }) => {
  const recording = await recordMedia(browser, [180, 360, 720])
  const crowd = await Crowd.signUp(PEOPLE - 1, { url: visavisUrl(), recording })
  const [alice] = await people(browser, 'Alice')
  if (alice === undefined) throw new Error('nobody watches')

  await test.step('all are in, and Alice sees the first nine', async () => {
    const calledAt = performance.now()
    await crowd.call(alice.person.id)
    await alice.button('Answer').click()
    await expect.poll(() => crowd.ready(PEOPLE), { message: 'all are in', intervals: [50] }).toBe(PEOPLE - 1)
    report(`all in after ${seconds(performance.now() - calledAt)}`)
    await expect
      .poll(async () => (await usersShown(alice.page)).length, { message: 'tiles with a picture' })
      .toBe(TILES)
    report(`nine pictures after ${seconds(performance.now() - calledAt)}`)
  })

  await test.step('almost every picture that is sent to Alice is shown', async () => {
    const before = await counts(crowd, alice)
    await alice.page.waitForTimeout(WATCH_MS)
    const after = await counts(crowd, alice)
    const sent = [...after.sent].map(([userId, frames]) => frames - (before.sent.get(userId) ?? 0))
    const total = sent.reduce((sum, frames) => sum + frames, 0)
    const decoded = after.decoded - before.decoded
    const load = ((after.janus.seconds - before.janus.seconds) / (after.at - before.at)) * 1000
    report(`decoded ${decoded} of ${total} frames, ${percent(decoded / total)}`)
    report(`Janus: ${percent(load)} of a core, ${megabytes(after.janus.bytes)}`)
    expect(sent).toHaveLength(TILES)
    expect(decoded + IN_FLIGHT * TILES).toBeGreaterThan(0.9 * total)
    expect(load).toBeLessThan(0.6)
  })

  await test.step('Alice leaves and joins again, and sees them at once', async () => {
    const times: number[] = []
    for (let join = 0; join < REJOINS; join++) {
      await alice.button('Hang up').click()
      await expect(alice.active).toBeHidden()
      const row = await alice.newestInHistory()
      times.push(...(await timesToPictures(row.getByRole('button', { name: /^Join/ }), TILES)))
    }
    report(`pictures after a join: median ${seconds(percentile(times, 0.5))}, p95 ${seconds(percentile(times, 0.95))}`)
    expect(percentile(times, 0.95)).toBeLessThan(5000)
  })

  await alice.close()
  crowd.close()
})

test('what one more person costs the others, and what Janus needs when all 32 receive', async ({ browser }) => {
  const recording = await recordMedia(browser, [180, 360, 720])
  const crowd = await Crowd.signUp(PEOPLE, { url: visavisUrl(), recording, subscribes: true })
  const costs: JoinCost[] = []
  for (const people of [2, 8, 16, PEOPLE]) {
    costs.push(await joinCost(crowd.members.slice(0, people)))
    if (people < PEOPLE) await crowd.end()
  }
  console.log(joinCostTable(costs))
  const [, small, , large] = costs
  if (small === undefined || large === undefined) throw new Error('nothing was measured')
  expect(large.other.messages, 'a join costs each of the others the same few messages').toBeLessThan(
    small.other.messages + 2,
  )
  expect(large.newcomer.messages).toBeLessThan(small.newcomer.messages + 4)
  const growth = PEOPLE / small.people
  expect(large.other.bytes, 'and bytes in proportion to the people').toBeLessThan(small.other.bytes * growth)

  crowd.showEachOther(TILES, TILE_HEIGHT)
  await expect
    .poll(() => crowd.members.every(({ media }) => (media?.subscriber?.videoPackets ?? 0) > 0), { message: 'all see' })
    .toBe(true)
  const before = { ...usageOfMediaServers(), packets: crowd.packetsReceived(), at: performance.now() }
  await new Promise((resolve) => setTimeout(resolve, WATCH_MS))
  const after = { ...usageOfMediaServers(), packets: crowd.packetsReceived(), at: performance.now() }
  const period = (after.at - before.at) / 1000
  const packets = Math.round((after.packets - before.packets) / period)
  report(
    `all receive: Janus ${percent((after.seconds - before.seconds) / period)} of a core, ${megabytes(after.bytes)}`,
  )
  report(`all receive: ${packets} packets a second`)
  crowd.close()
})

/** The frames sent by those whom Alice sees, what she has decoded, and what Janus has used. */
async function counts(crowd: Crowd, alice: Device) {
  const shown = await usersShown(alice.page)
  const sent = crowd.members
    .filter(({ id }) => shown.includes(id))
    .map(({ id, media }) => [id, media?.publisher.framesSent ?? 0] as const)
  return {
    sent: new Map(sent),
    decoded: await framesDecoded(alice.page),
    janus: usageOfMediaServers(),
    at: performance.now(),
  }
}

function report(line: string): void {
  console.log(`32 people: ${line}`)
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
