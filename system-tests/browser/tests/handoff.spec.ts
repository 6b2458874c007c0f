import { type Browser } from '@playwright/test'
import { longestGap, watchPicture } from '../lib/gap.js'
import { expectMediaFlows } from '../lib/media.js'
import { type Device, openDevice } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close, connected } from '../lib/scenes.js'

/** Bob is in a call with Alice on his phone; his tablet is online. */
async function twoDevicesOfBob(
  browser: Browser,
  media: 'Video' | 'Audio' = 'Video',
): Promise<{ alice: Device; phone: Device; tablet: Device }> {
  const { alice, bob: phone } = await aliceAndBob(browser)
  await connected({ alice, bob: phone }, media)
  const tablet = await openDevice(browser, phone.person, '?device=tablet')
  return { alice, phone, tablet }
}

async function offerToTablet(phone: Device, tablet: Device): Promise<void> {
  await phone.button('More').click()
  await phone.page.getByRole('menuitem', { name: 'Move to another device' }).click()
  await phone.testId('other-device').click()
  await expect(phone.testId('hand-off')).toBeVisible()
  await expect(tablet.incoming).toContainText('Continue the call with Alice here?')
}

test('a call is pushed to another device, and the peer sees no interruption', async ({ browser }) => {
  const { alice, phone, tablet } = await twoDevicesOfBob(browser)
  await watchPicture(alice.page)
  await offerToTablet(phone, tablet)
  await expectMediaFlows(phone.page)

  await tablet.button('Continue here').click()
  await expect(phone.active).toBeHidden()
  await expect(phone.status(/continues on your other device/)).toBeVisible()
  await expect(tablet.active).toHaveAttribute('data-state', 'connected')
  await expectMediaFlows(tablet.page)
  await expectMediaFlows(alice.page)
  await expect(alice.testId('arriving-video')).toHaveCount(0)
  console.log(`longest time without a frame at the peer: ${(await longestGap(alice.page)).toFixed(0)} ms`)

  await phone.button('Join here').click()
  await expect(tablet.active).toBeHidden()
  await expectMediaFlows(phone.page)
  await expectMediaFlows(alice.page)
  await alice.button('Hang up').click()
  await expect(phone.active).toBeHidden()
  await close(alice, phone, tablet)
})

test('a call is pulled from another device, and stays muted with the camera off', async ({ browser }) => {
  const { alice, phone, tablet } = await twoDevicesOfBob(browser)
  await phone.button('Mute').click()
  await phone.button('Turn camera off').click()
  await expect(alice.testId('remote-camera-off')).toBeVisible()

  await expect(tablet.status(/The call with Alice continues on your other device/)).toBeVisible()
  await tablet.button('Join here').click()
  await expect(phone.active).toBeHidden()
  await expect(tablet.button('Unmute')).toBeVisible()
  await expect(tablet.button('Turn camera on')).toBeVisible()
  await expectMediaFlows(tablet.page)
  await expect(alice.testId('remote-muted')).toBeVisible()
  await expect(alice.testId('remote-camera-off')).toBeVisible()

  await tablet.button('Turn camera on').click()
  await expectMediaFlows(alice.page)
  await tablet.button('Hang up').click()
  await expect(alice.active).toBeHidden()
  await expect(phone.status(/continues on your other device/)).toBeHidden()
  await close(alice, phone, tablet)
})

test('a hand-off that is not answered in time leaves the call where it was', async ({ browser }) => {
  const { alice, phone, tablet } = await twoDevicesOfBob(browser, 'Audio')
  await offerToTablet(phone, tablet)
  await expect(phone.status(/did not answer/)).toBeVisible()
  await expect(phone.testId('hand-off')).toBeHidden()
  await expect(tablet.incoming).toBeHidden()
  await expect(tablet.status(/The call with Alice continues on your other device/)).toBeVisible()
  await expectMediaFlows(phone.page, ['audio'])
  await expectMediaFlows(alice.page, ['audio'])
  expect(await alice.page.evaluate(() => window.peerConnections.length)).toBe(1)
  await close(alice, phone, tablet)
})

test('a hand-off that is declined leaves the call where it was', async ({ browser }) => {
  const { alice, phone, tablet } = await twoDevicesOfBob(browser)
  await offerToTablet(phone, tablet)
  await tablet.button('Not here').click()
  await expect(tablet.incoming).toBeHidden()
  await expect(phone.status(/did not answer/)).toBeVisible()
  await expect(phone.testId('hand-off')).toBeHidden()
  await expectMediaFlows(phone.page)
  await expectMediaFlows(alice.page)

  await offerToTablet(phone, tablet)
  await tablet.close()
  await expect(phone.testId('hand-off')).toBeHidden()
  await expectMediaFlows(phone.page)
  await expectMediaFlows(alice.page)
  await close(alice, phone)
})
