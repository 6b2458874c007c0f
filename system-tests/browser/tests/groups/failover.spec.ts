import { expect, test } from '@playwright/test'
import { expectMorePictures, gaps, p95, summary, watchEachOther, watched } from '../../lib/continuity.js'
import type { Continuity } from '../../lib/continuity.js'
import { callTogether, expectOnMediaServer, inviteAll, peopleWithSmallScreens, tile } from '../../lib/group.js'
import type { SignalingFrame } from '../../lib/media.js'
import type { Device } from '../../lib/person.js'
import { pidOf } from '../../lib/processes.js'
import { expectAllUp, type RoomPlace, roomOf } from '../../lib/rooms.js'
import { close } from '../../lib/scenes.js'

const TIMES = Number(process.env['ROUNDS'] ?? 5)
/** A shorter interruption is a picture that moves unevenly. */
const INTERRUPTION_MS = 1_000
/** In milliseconds. The goal is 6,000 for 95 % on a quiet machine; here the machine also runs six browsers. */
const BEARABLE = { p95: 15_000, worst: 25_000 }

const FAULTS: { fault: 'SIGKILL' | 'SIGSTOP'; victim: keyof RoomPlace }[] = [
  { fault: 'SIGKILL', victim: 'mediaServer' },
  { fault: 'SIGSTOP', victim: 'mediaServer' },
  { fault: 'SIGKILL', victim: 'mediaService' },
  { fault: 'SIGSTOP', victim: 'mediaService' },
]

for (const { fault, victim } of FAULTS)
  test(`six people see each other again after ${fault} of the ${victim}, ${TIMES} times`, async ({ browser }) => {
    test.setTimeout(120_000 + TIMES * 60_000)
    const all = await peopleWithSmallScreens(browser, 'Alice', 'Bob', 'Carol', 'Dave', 'Eve', 'Frank')
    const [alice, bob, carol] = all as [Device, Device, Device]
    await callTogether(all.slice(0, 3))
    await inviteAll(alice, all.slice(3))
    await alice.active.getByRole('button', { name: /^People/ }).click()
    await watchEachOther(all)
    await expectOnMediaServer(all)
    await expectMorePictures(all)
    await bob.button('Mute').click()
    await alice.page.setViewportSize({ width: 1100, height: 720 }) // so that everybody fits beside the pinned picture
    await alice.button('Pin Carol').click()

    const recoveries: number[] = []
    for (let time = 0; time < TIMES; time++) {
      await watchEachOther(all)
      const pid = pidOf((await roomOf(alice))[victim])
      const struckAt = Date.now()
      process.kill(pid, fault)
      try {
        await expect.poll(() => Promise.all(all.map((device) => has(device, 'tracks', struckAt)))).not.toContain(false)
        await expectMorePictures(all, 20)
      } finally {
        if (fault === 'SIGSTOP') process.kill(pid, 'SIGCONT')
      }
      const pairs = await watched(all)
      recoveries.push(...pairs.map((pair) => recovery(pair, struckAt)))
      await printSteps(all, pairs, struckAt)
      await expectAllUp()
    }
    console.log(`until a pair sees each other again after ${fault} of the ${victim}: ${summary(recoveries)}`)
    expect(p95(recoveries)).toBeLessThan(BEARABLE.p95)
    expect(Math.max(...recoveries)).toBeLessThan(BEARABLE.worst)
    await expect(tile(alice, bob.person)).toHaveAccessibleName(/muted/)
    await expect(alice.button('Pin Carol')).toHaveAttribute('aria-pressed', 'true')
    await close(...all)
  })

/** When the last interruption of a picture ended, in milliseconds after the fault; 0 if there was none. */
function recovery({ frames }: Continuity, struckAt: number): number {
  const last = gaps(frames).findLastIndex((gap) => gap > INTERRUPTION_MS)
  return Math.max(0, (frames[last + 1] ?? 0) - struckAt)
}

function frames({ page }: Device, since: number): Promise<SignalingFrame[]> {
  return page.evaluate((at) => window.signaling.filter((frame) => frame.at >= at), since)
}

async function has(device: Device, type: string, since: number): Promise<boolean> {
  return (await frames(device, since)).some((frame) => frame.type === type)
}

/** Prints when each step was made, for the device that was the fastest and the one that was the slowest. */
async function printSteps(devices: readonly Device[], pairs: readonly Continuity[], struckAt: number): Promise<void> {
  const all = await Promise.all(devices.map((device) => frames(device, struckAt)))
  const step = (name: string, direction: 'in' | 'out', type: string): string => {
    const times = all.map(
      (seen) => (seen.find((frame) => frame.direction === direction && frame.type === type)?.at ?? NaN) - struckAt,
    )
    return `${name} ${range(times)}`
  }
  console.log(
    [
      step('state', 'in', 'call_state'),
      step('offer', 'out', 'offer'),
      step('its answer', 'in', 'answer'),
      step("the server's offer", 'in', 'offer'),
      step('its answer', 'out', 'answer'),
      step('tracks', 'in', 'tracks'),
      `pictures ${range(pairs.map((pair) => recovery(pair, struckAt)))}`,
    ].join('; '),
  )
}

function range(times: readonly number[]): string {
  return `${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)}`
}
