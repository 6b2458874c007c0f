import { expectMediaFlows } from '../lib/media.js'
import { type Device, openDevice, signUp } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close, connected } from '../lib/scenes.js'

/** The number of offers that the device has sent or received since the previous call of this function. */
async function offers(device: Device): Promise<number> {
  const frames = await device.page.evaluate(() => window.signaling.splice(0))
  return frames.filter(({ type }) => type === 'offer').length
}

/** The device stops sending its sound or its picture, without saying so. The result lets it send again. */
async function withhold({ page }: Device, kind: 'audio' | 'video'): Promise<() => Promise<void>> {
  const withheld = await page.evaluateHandle(async (kind) => {
    const senders = window.peerConnections.at(-1)?.getSenders() ?? []
    const sender = senders.find(({ track }) => track?.kind === kind)
    const track = sender?.track ?? null
    await sender?.replaceTrack(null)
    return { sender, track }
  }, kind)
  return () => withheld.evaluate(({ sender, track }) => sender?.replaceTrack(track))
}

test('a broken server connection does not interrupt the media; media that stops is named, and a picture dimmed', async ({
  browser,
}) => {
  const { alice, bob } = await aliceAndBob(browser)
  await connected({ alice, bob })
  await Promise.all([offers(alice), offers(bob)])

  await bob.breakConnection()
  await expect(bob.testId('call-trouble')).toHaveText('Your connection is interrupted. Reconnecting…')
  await expect(alice.testId('call-trouble')).toHaveText('Bob lost the connection and is reconnecting…')
  await expect(alice.testId('time-left')).toHaveText(/^\d+ s left$/)
  await expect(alice.testId('frozen')).toBeHidden()
  await expectMediaFlows(bob.page)
  await expectMediaFlows(alice.page)

  await bob.restoreConnection()
  await expect(bob.testId('call-trouble')).toBeHidden()
  await expect(alice.testId('call-trouble')).toBeHidden()
  expect(bob.registrations.at(-1)?.calls[0]?.resumed).toBe(true)
  await expectMediaFlows(bob.page)
  expect(await offers(alice)).toBe(0)
  expect(await offers(bob)).toBe(0)

  const showPicture = await withhold(bob, 'video')
  await expect(alice.testId('call-trouble')).toHaveText('Bob’s picture has stopped. The sound goes on.')
  await expect(alice.testId('frozen')).toBeVisible()
  await showPicture()
  await expect(alice.testId('call-trouble')).toBeHidden()
  await expect(alice.testId('frozen')).toBeHidden()

  await bob.button('Mute').click()
  await expect(alice.testId('remote-muted')).toBeVisible()
  await withhold(bob, 'video')
  await expect(alice.testId('call-trouble')).toHaveText('Bob’s picture has stopped.')
  await withhold(bob, 'audio')
  await expect(alice.testId('call-trouble')).toHaveText(/is interrupted/)
  await expect(alice.testId('frozen')).toBeVisible()
  await alice.button('Leave the call').click()
  await expect(alice.active).toBeHidden()
  await expect(bob.active).toBeHidden()
  await close(alice, bob)
})

test('a gateway that is too busy is tried again after a pause; the page shows that it is disconnected', async ({
  browser,
}) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  let refused = 0
  await alice.page.routeWebSocket(/\/signaling$/, async (socket) => {
    refused += 1
    if (refused === 1) await socket.close({ code: 1013, reason: 'try again later' })
    else socket.connectToServer()
  })
  await alice.page.reload()
  await expect(alice.status(/Connection lost/)).toBeVisible()
  await expect(alice.status(/Connection lost/)).toBeHidden()
  expect(refused).toBe(2)

  const bob = await openDevice(browser, await signUp(browser, 'Bob'))
  await bob.call(alice.person)
  await expect(alice.incoming).toContainText('Bob')
  await close(alice, bob)
})

test('a peer that does not reconnect is reported', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await connected({ alice, bob })
  await bob.breakConnection()
  await expect(alice.testId('call-trouble')).toBeVisible()
  await alice.expectEnded(/connection to Bob was lost/)
  await expect(alice.active).toBeHidden()
  await bob.expectEnded(/Your connection was lost for too long/)
  await expect(bob.active).toBeHidden()
  await close(alice, bob)
})

test('a call that is started while disconnected ends with a reason, without a camera, and is not made later', async ({
  browser,
}) => {
  const { alice, bob } = await aliceAndBob(browser)
  const row = await alice.find(bob.person)
  await alice.breakConnection()
  await row.getByRole('button', { name: 'Video call Bob' }).click()
  await expect(alice.outgoing).toContainText('Connecting…')
  await expect(alice.page.getByRole('alert').filter({ hasText: /so Bob was not called/ })).toBeVisible()
  await expect(alice.outgoing).toBeHidden()
  expect(await alice.page.evaluate(() => window.peerConnections.length)).toBe(0)

  const registrations = alice.registrations.length
  await alice.restoreConnection()
  await expect.poll(() => alice.registrations.length, { message: 'Alice is back' }).toBeGreaterThan(registrations)
  await alice.page.getByRole('button', { name: 'Call again' }).click()
  await expect(bob.incoming).toBeVisible()
  await alice.button('Cancel').click()
  await expect(bob.incoming).toBeHidden()
  await expect(await bob.newestInHistory()).toHaveAttribute('data-state', 'cancelled')
  await expect(bob.testId('history-row')).toHaveCount(1)
  await close(alice, bob)
})
