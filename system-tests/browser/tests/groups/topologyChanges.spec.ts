import { expect, test } from '@playwright/test'
import { type Continuity, expectMorePictures, p95, summary, watchEachOther, watched } from '../../lib/continuity.js'
import { callTogether, expectOnMediaServer, inviteAll, joinAgain, peopleWithSmallScreens } from '../../lib/group.js'
import type { Device } from '../../lib/person.js'
import { close, connected } from '../../lib/scenes.js'

const ROUNDS = Number(process.env['ROUNDS'] ?? 10)
const JOINS_AND_LEAVES = 20
const STEP_MS = 3_000

/** In milliseconds. The goal is 300 and 500 on a quiet machine; here the machine also runs five browsers. */
const BEARABLE = { p95: 1_000, worst: 3_000 }

/** All browsers share one modelled camera, which stands for two seconds now and then when one more person opens it. */
const CAMERA_STOOD_MS = 300

test(`a call grows from 2 to 3 to 5, shrinks to 4 and grows to 5, ${ROUNDS} times`, async ({ browser }) => {
  test.setTimeout(60_000 + ROUNDS * 120_000)
  const all = (await peopleWithSmallScreens(browser, 'Alice', 'Bob', 'Carol', 'Dave', 'Eve')) as Five
  const [alice, bob, carol, dave, eve] = all
  let round = 0
  const changes = new Map<string, Continuity[]>()
  const measure = async (change: string, staying: Device[], make: () => Promise<void>): Promise<void> => {
    await watchEachOther(all)
    await make()
    const seen = await watched(staying)
    const pairs = seen.filter(({ cameraStood }) => cameraStood < CAMERA_STOOD_MS)
    if (pairs.length < seen.length)
      console.log(
        `round ${round + 1}, ${change}: the camera stood for ${summary(seen.map((pair) => pair.cameraStood))}`,
      )
    changes.set(change, [...(changes.get(change) ?? []), ...pairs])
    report(`round ${round + 1}, ${change}`, pairs)
  }
  for (; round < ROUNDS; round++) {
    await connected({ alice, bob })
    await measure('2 to 3', [alice, bob], async () => {
      await inviteAll(alice, [carol])
      await expectMorePictures([alice, bob, carol])
    })
    await measure('3 to 5', [alice, bob, carol], async () => {
      await inviteAll(alice, [dave, eve])
      await expectOnMediaServer(all)
      await expectMorePictures(all)
    })
    await measure('none', all, () => expectMorePictures(all, 20))
    await measure('5 to 4', [alice, bob, carol, dave], async () => {
      await eve.button('Hang up').click()
      await eve.open('History')
      await expectMorePictures([alice, bob, carol, dave], 20)
    })
    await measure('4 to 5', [alice, bob, carol, dave], async () => {
      await joinAgain(eve)
      await expectMorePictures(all)
    })
    for (const device of all.slice(1)) await device.button('Hang up').click() // ends the call for the last one, too
    for (const device of all) await expect(device.active).toBeHidden()
  }
  for (const [change, pairs] of changes) report(change, pairs)
  for (const [change, pairs] of changes) expectUninterrupted(change, pairs)
  await close(...all)
})

test(`${JOINS_AND_LEAVES} joins and leaves in a minute change the topology once`, async ({ browser }) => {
  const all = (await peopleWithSmallScreens(browser, 'Alice', 'Bob', 'Carol', 'Dave', 'Eve')) as Five
  const [alice, bob, carol, dave, eve] = all
  await callTogether([alice, bob, carol, dave])
  await watchEachOther(all)
  await expectMorePictures([alice, bob, carol, dave])
  const topologies = await watchTopology(alice)
  await inviteAll(alice, [eve])
  await expectOnMediaServer(all)
  await watchEachOther(all)
  const start = Date.now()
  for (let step = 0; step < JOINS_AND_LEAVES; step++) {
    const person = [eve, dave, dave, eve][step % 4]
    const leaves = step % 4 < 2
    if (leaves) await person!.button('Hang up').click()
    else await joinAgain(person!)
    await expect(person!.active).toBeVisible({ visible: !leaves })
    if (leaves) await person!.open('History')
    await expect.poll(() => Date.now() - start).toBeGreaterThan((step + 1) * STEP_MS)
  }
  await expectMorePictures(all)
  console.log(
    `${JOINS_AND_LEAVES} joins and leaves in ${Math.round((Date.now() - start) / 1000)} s: ${await topologies()}`,
  )
  const pairs = await watched([alice, bob, carol])
  report('meanwhile, among those who stay', pairs)
  expect(await topologies()).toEqual(['mesh', 'sfu'])
  expectUninterrupted('meanwhile', pairs)
  await close(...all)
})

type Five = [Device, Device, Device, Device, Device]

/** Returns the topologies that this device has had since then. */
async function watchTopology(device: Device): Promise<() => Promise<string[]>> {
  const seen = await device.active.evaluateHandle((element: HTMLElement) => {
    const now = () => element.dataset['topology'] ?? ''
    const topologies = [now()]
    new MutationObserver(() => {
      if (topologies.at(-1) !== now()) topologies.push(now())
    }).observe(element, { attributeFilter: ['data-topology'] })
    return topologies
  })
  return () => seen.jsonValue()
}

function report(change: string, pairs: readonly Continuity[]): void {
  console.log(`${change}: longest time without a decoded frame ${summary(pairs.map((pair) => pair.longestDecoded))}`)
  console.log(`${change}: longest time without a frame shown   ${summary(pairs.map((pair) => pair.longestShown))}`)
  console.log(`${change}: longest time without sound           ${summary(pairs.map((pair) => pair.longestSilence))}`)
  console.log(`${change}: longest time without a picture       ${summary(pairs.map((pair) => pair.longestBlank))}`)
}

function expectUninterrupted(change: string, pairs: readonly Continuity[]): void {
  const twice = pairs.filter(({ wasTwice }) => wasTwice).map(({ pair }) => pair)
  expect(twice, `${change}: who was on the screen twice`).toEqual([])
  for (const [what, times] of [
    ['pictures', pairs.map(({ longestDecoded }) => longestDecoded)],
    ['sound', pairs.map(({ longestSilence }) => longestSilence)],
  ] as const) {
    expect(p95(times), `${change}: ${what}`).toBeLessThan(BEARABLE.p95)
    expect(Math.max(...times), `${change}: ${what} at worst`).toBeLessThan(BEARABLE.worst)
  }
  expect(Math.max(...pairs.map(({ longestBlank }) => longestBlank)), `${change}: blank`).toBeLessThan(BEARABLE.p95)
}
