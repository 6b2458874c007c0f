import { inviteAll, people } from '../lib/group.js'
import { expectMediaFlows } from '../lib/media.js'
import type { Device } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close, connected } from '../lib/scenes.js'

const levelOf = (device: Device) => () =>
  device.testId('microphone-level').evaluate((bar) => Number(bar.dataset['level']))

test('the caller sees and hears themselves while it rings, and what they choose holds in the call', async ({
  browser,
}) => {
  const { alice, bob } = await aliceAndBob(browser)
  await alice.call(bob.person)
  await expect(alice.outgoing.getByTestId('self-view')).toBeVisible()
  await expect(alice.outgoing).toContainText('Ringing…')
  await expect.poll(levelOf(alice), { intervals: [100] }).toBeGreaterThan(0.1)

  await alice.button('Turn camera off').click()
  await expect(alice.outgoing.getByTestId('self-view')).toBeHidden()
  await alice.button('Mute').click()
  await expect(alice.testId('microphone-check')).toHaveText('You are muted')
  await bob.button('Answer').click()
  await expect(alice.active).toHaveAttribute('data-state', 'connected')
  await expect(alice.button('Unmute')).toBeVisible()
  await expect(alice.button('Turn camera on')).toBeVisible()
  await expect(bob.testId('remote-muted')).toBeVisible()
  await expect(bob.testId('remote-camera-off')).toBeVisible()
  await alice.button('Unmute').click()
  await alice.button('Turn camera on').click()
  await expectMediaFlows(bob.page)
  await close(alice, bob)
})

test('the caller chooses a device while it rings, and Escape closes the menu, not the call', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  const { page } = alice
  await alice.call(bob.person)
  await expect(bob.incoming).toBeVisible()
  await alice.button('Microphone and speaker').click()
  const menu = page.getByRole('menu', { name: 'Microphone and speaker' })
  const microphones = menu.getByRole('group', { name: 'Microphone' }).getByRole('menuitemradio')
  const other = microphones.and(page.locator('[aria-checked=false]')).last()
  const name = (await other.textContent()) ?? ''
  await other.click()
  await expect(menu).toBeHidden()

  await alice.button('Camera and your picture').click()
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(alice.outgoing).toBeVisible()

  await bob.button('Answer').click()
  await expectMediaFlows(bob.page)
  await alice.button('Microphone and speaker').click()
  await expect(menu.getByRole('menuitemradio', { name, checked: true }).first()).toBeVisible()
  await close(alice, bob)
})

test('a video call that is answered without video stays a video call', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await alice.call(bob.person)
  await bob.button('Answer without video').click()
  await expect(bob.testId('remote-video')).toBeVisible()
  await expectMediaFlows(bob.page)
  await expectMediaFlows(alice.page, ['audio'])
  await expect(alice.testId('remote-camera-off')).toBeVisible()
  await expect(bob.button('Turn camera on').first()).toBeVisible()
  await bob.page.getByRole('toolbar').getByRole('button', { name: 'Turn camera on' }).click()
  await expect(alice.testId('remote-camera-off')).toBeHidden()
  await expectMediaFlows(alice.page)
  await close(alice, bob)
})

test('the caller is told that nobody answers, and can call again', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await alice.page.clock.install()
  await alice.call(bob.person)
  await expect(alice.outgoing).toContainText('Ringing…')
  await expect(bob.incoming).toBeVisible()
  await alice.page.clock.fastForward(25_000)
  await expect(alice.status(/No answer yet…/)).toBeVisible()
  await expect(alice.status(/Bob did not answer/)).toBeVisible()
  await expect(bob.incoming).toBeHidden()
  await alice.button('Call again').click()
  await expect(bob.incoming).toBeVisible()
  await alice.button('Cancel').click()
  await expect(bob.incoming).toBeHidden()
  await close(alice, bob)
})

test('after a call, a card shows with whom it was and how long, and goes away by itself', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await connected({ alice, bob })
  await expect(alice.active).toHaveAttribute('data-state', 'connected')
  await alice.page.clock.install()
  await alice.button('Hang up').click()
  for (const [device, other] of [
    [alice, 'Bob'],
    [bob, 'Alice'],
  ] as const) {
    await expect(device.testId('end-card')).toContainText(other)
    await expect(device.testId('end-card')).toContainText('Video call')
    await expect(device.testId('call-duration')).toHaveText(/^0:\d\d$/)
    await expect(device.status(/^Call ended after \d+ second/)).toHaveCount(1)
  }
  await bob.page.keyboard.press('Escape')
  await expect(bob.testId('end-card')).toBeHidden()

  await alice.testId('end-card').hover()
  await alice.page.clock.fastForward(60_000)
  await expect(alice.testId('end-card'), 'it stays under the pointer').toBeVisible()
  await alice.page.mouse.move(5, 5)
  await alice.page.clock.fastForward(11_000)
  await expect(alice.testId('end-card')).toBeHidden()
  await close(alice, bob)
})

test('the card of the last call gives way to an incoming call, and calls again', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await connected({ alice, bob })
  await bob.button('Hang up').click()
  await alice.testId('end-card').getByRole('button', { name: 'Call again' }).click()
  await expect(bob.incoming).toBeVisible()
  await expect(bob.testId('end-card')).toBeHidden()
  await bob.button('Answer').click()
  await expectMediaFlows(bob.page)
  await bob.button('Hang up').click()
  await expect(alice.testId('end-card')).toBeVisible()

  await bob.testId('end-card').getByRole('button', { name: 'Call again' }).click()
  await expect(alice.incoming).toBeVisible()
  await expect(alice.testId('end-card')).toBeHidden()
  await alice.button('Decline').click()
  await expect(alice.incoming).toBeHidden()
  await expect(alice.testId('end-card'), 'it does not come back').toBeHidden()
  await close(alice, bob)
})

test('an invitation shows who is in the call, and who leaves can join again', async ({ browser }) => {
  const [alice, bob, carol] = (await people(browser, 'Alice', 'Bob', 'Carol')) as [Device, Device, Device]
  await connected({ alice, bob })
  await expect(alice.active).toHaveAttribute('data-state', 'connected')
  const shown = carol.page.waitForFunction(
    () => document.querySelectorAll('[data-testid=incoming-call] [data-testid=in-call-already]').length === 1,
  )
  await Promise.all([shown, inviteAll(alice, [carol])])
  await expect(carol.active).toHaveAttribute('data-topology', 'mesh')
  await expect(bob.active).toHaveAttribute('data-topology', 'mesh')

  await bob.button('Hang up').click()
  const card = bob.testId('end-card')
  await expect(card).toContainText('The others are still in the call.')
  await card.getByRole('button', { name: 'Join again' }).click()
  await expect(bob.active).toHaveAttribute('data-topology', 'mesh')
  await close(alice, bob, carol)
})
