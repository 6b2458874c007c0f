import type { Page } from '@playwright/test'
import { expectMediaFlows } from '../lib/media.js'
import { type Device, openDevice, signUp } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob } from '../lib/scenes.js'

async function expectHistory(device: Device, direction: string, state: string, type = 'video'): Promise<void> {
  const row = await device.newestInHistory()
  await expect(row).toHaveAttribute('data-direction', direction)
  await expect(row).toHaveAttribute('data-state', state)
  await expect(row).toHaveAttribute('data-call-type', type)
}

/** Checks at several page widths that the user's own picture covers no control. */
async function expectSelfViewBesideControls({ page }: Device): Promise<void> {
  await expect(page.getByRole('toolbar', { name: 'Call controls' }).getByRole('button')).toHaveCount(7)
  const usual = page.viewportSize()
  for (const width of [320, 390, 640, 700, 760, 1440]) {
    await page.setViewportSize({ width, height: 700 })
    let x = 100
    const covered = async (): Promise<(string | null)[]> => {
      await page.mouse.move((x += 1), 100) // faded controls give their place to the picture
      return coveredControls(page)
    }
    await expect.poll(covered, { message: `at ${width} px` }).toEqual([])
  }
  if (usual) await page.setViewportSize(usual)
}

/** The call controls that the user's own picture covers, at least in part. */
function coveredControls(page: Page): Promise<(string | null)[]> {
  return page.evaluate(() => {
    const box = (element: Element) => element.getBoundingClientRect()
    const own = box(document.querySelector('[data-testid=self-view]') ?? document.body)
    return [...document.querySelectorAll('[role=toolbar] button')]
      .filter((button) => {
        const { left, right, top, bottom } = box(button)
        return left < own.right && right > own.left && top < own.bottom && bottom > own.top
      })
      .map((button) => button.getAttribute('aria-label') ?? button.textContent)
  })
}

test('both devices ring, one answers, both sides see and hear each other, and the history shows the call', async ({
  browser,
}) => {
  const { alice, bob: phone } = await aliceAndBob(browser)
  const tablet = await openDevice(browser, phone.person, '?device=tablet')

  await alice.call(phone.person)
  await expect(alice.outgoing).toBeVisible()
  for (const device of [phone, tablet]) {
    await expect(device.incoming).toBeVisible()
    await expect(device.incoming).toContainText('Alice')
  }

  await tablet.button('Answer').click()
  await expect(tablet.active).toBeVisible()
  await expect(alice.active).toBeVisible()
  await expect(phone.incoming).toBeHidden()
  await expect(phone.page.getByRole('status').filter({ hasText: /another device/i })).toBeVisible()
  await expectMediaFlows(alice.page)
  await expectMediaFlows(tablet.page)
  await expect(alice.testId('remote-video')).toBeVisible()
  await expect(alice.testId('self-view')).toBeVisible()
  await expectSelfViewBesideControls(alice)

  await tablet.button('Mute').click()
  await expect(alice.testId('remote-muted')).toBeVisible()
  await tablet.button('Unmute').click()
  await expect(alice.testId('remote-muted')).toBeHidden()
  await alice.button('Turn camera off').click()
  await expect(tablet.testId('remote-camera-off')).toBeVisible()
  await alice.button('Turn camera on').click()
  await expect(tablet.testId('remote-camera-off')).toBeHidden()
  await expectMediaFlows(tablet.page)

  await alice.button('Hang up').click()
  await expect(alice.active).toBeHidden()
  await expect(tablet.active).toBeHidden()
  await expectHistory(alice, 'outgoing', 'ended')
  await expectHistory(tablet, 'incoming', 'ended')
  await expect(await tablet.newestInHistory()).toContainText('Alice')
  await Promise.all([alice, phone, tablet].map((device) => device.close()))
})

test('a declined call is reported and is in both histories', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await alice.call(bob.person)
  await bob.button('Decline').click()
  await expect(alice.outgoing).toBeHidden()
  await expect(alice.page.getByRole('status').filter({ hasText: /declined/i })).toBeVisible()
  await expectHistory(alice, 'outgoing', 'declined')
  await expectHistory(bob, 'incoming', 'declined')
  await Promise.all([alice, bob].map((device) => device.close()))
})

test('a cancelled call stops ringing and is in both histories', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await alice.call(bob.person, 'Audio')
  await expect(bob.incoming).toBeVisible()
  await alice.button('Cancel').click()
  await expect(bob.incoming).toBeHidden()
  await expectHistory(alice, 'outgoing', 'cancelled', 'audio')
  await expectHistory(bob, 'incoming', 'cancelled', 'audio')
  await Promise.all([alice, bob].map((device) => device.close()))
})

test('an unanswered call ends after the ring timeout, and the callee calls back from the history', async ({
  browser,
}) => {
  const { alice, bob } = await aliceAndBob(browser)
  await alice.call(bob.person)
  await expect(bob.incoming).toBeVisible()
  await expect(bob.incoming).toBeHidden()
  await expect(alice.outgoing).toBeHidden()
  await expectHistory(alice, 'outgoing', 'missed')
  await expectHistory(bob, 'incoming', 'missed')

  await bob.button('Call back Alice').first().click()
  await expect(alice.incoming).toContainText('Bob')
  await alice.button('Answer').click()
  await expectMediaFlows(bob.page)
  await bob.button('Hang up').click()
  await expect(alice.active).toBeHidden()
  await Promise.all([alice, bob].map((device) => device.close()))
})

test('a user without a device is unavailable at once', async ({ browser }) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  const bob = await signUp(browser, 'Bob')
  await alice.call(bob)
  await expect(alice.page.getByRole('status').filter({ hasText: /unavailable/i })).toBeVisible()
  await expectHistory(alice, 'outgoing', 'missed')
  await alice.close()
})

test('an audio call sends audio and does not open a camera', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await alice.call(bob.person, 'Audio')
  await bob.button('Answer').click()
  await expectMediaFlows(alice.page, ['audio'])
  await expectMediaFlows(bob.page, ['audio'])
  await bob.button('Hang up').click()
  await expect(alice.active).toBeHidden()
  await Promise.all([alice, bob].map((device) => device.close()))
})
