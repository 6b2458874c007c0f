import { framesRendered, watchPicture } from '../../lib/gap.js'
import { expectMediaFlows } from '../../lib/media.js'
import { expect, test } from '../../lib/policy.js'
import { killProcess, stopProcess } from '../../lib/processes.js'
import { aliceAndBob, close, connected } from '../../lib/scenes.js'

test('a call survives the death of its gateway', async ({ browser }) => {
  test.slow() // the gateway restarts in the meantime, on the same cores
  const { alice, bob } = await aliceAndBob(browser)
  await connected({ alice, bob })
  await watchPicture(alice.page)
  const frames = await framesRendered(alice.page)

  const registrations = bob.registrations.length
  killProcess(bob.registrations.at(-1)?.gatewayId ?? '')
  await expect.poll(() => bob.registrations.length, { message: 'Bob is back' }).toBeGreaterThan(registrations)
  await expect(bob.testId('call-trouble')).toBeHidden()
  await expect(alice.testId('call-trouble')).toBeHidden()
  await expectMediaFlows(bob.page)
  await expectMediaFlows(alice.page)
  expect(await framesRendered(alice.page)).toBeGreaterThan(frames)
  for (const { page } of [alice, bob]) expect(await page.evaluate(() => window.peerConnections.length)).toBe(1)

  await bob.button('Mute').click()
  await expect(alice.testId('remote-muted')).toBeVisible()
  await bob.button('Hang up').click()
  await expect(alice.active).toBeHidden()
  await close(alice, bob)
})

test('devices leave a draining gateway without an interruption', async ({ browser }) => {
  test.slow() // the gateway restarts in the meantime, on the same cores
  const { alice, bob } = await aliceAndBob(browser)
  await connected({ alice, bob })
  const registrations = bob.registrations.length
  const gateway = bob.registrations.at(-1)?.gatewayId ?? ''
  stopProcess(gateway)
  await expect.poll(() => bob.registrations.length, { message: 'Bob is back' }).toBeGreaterThan(registrations)
  expect(bob.registrations.at(-1)?.gatewayId).not.toBe(gateway)
  const frames = await bob.page.evaluate(() => window.signaling.map(({ type }) => type))
  expect(frames).toContain('reconnect')
  await expect(bob.testId('call-trouble')).toBeHidden()
  await expect(alice.testId('call-trouble')).toBeHidden()
  await expectMediaFlows(bob.page)
  await expectMediaFlows(alice.page)
  for (const { page } of [alice, bob]) expect(await page.evaluate(() => window.peerConnections.length)).toBe(1)
  await bob.button('Hang up').click()
  await expect(alice.active).toBeHidden()
  await close(alice, bob)
})
