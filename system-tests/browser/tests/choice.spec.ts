import { expectMediaFlows } from '../lib/media.js'
import type { Device } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close, connected } from '../lib/scenes.js'

for (const first of ['Audio', 'Video'] as const) {
  test(`glare: of a video and an audio call, an audio call remains (${first} first)`, async ({ browser }) => {
    const { alice, bob } = await aliceAndBob(browser)
    await Promise.all([alice.holdMessages(), bob.holdMessages()]) // so that both have called before either rings
    await alice.call(bob.person, first)
    await bob.call(alice.person, first === 'Audio' ? 'Video' : 'Audio')
    await expect(bob.outgoing).toBeVisible()
    await Promise.all([alice.releaseMessages(), bob.releaseMessages()])
    for (const device of [alice, bob]) {
      await expect(device.active).toHaveAttribute('data-state', 'connected')
      await expect(device.button('Turn camera on')).toBeVisible()
      await expect(device.testId('remote-camera-off')).toBeVisible()
      await expectMediaFlows(device.page, ['audio'])
    }
    await close(alice, bob)
  })
}

test('keys that are pressed when a call arrives do not answer it', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await alice.page.getByLabel('Find people').focus()
  await bob.call(alice.person)
  await expect(alice.incoming).toBeFocused()
  for (const key of ['Space', 'Enter']) await alice.page.keyboard.press(key)
  await expect(alice.incoming).toBeVisible()
  await expect(alice.active).toBeHidden()
  await expect(alice.incoming).toBeFocused()

  await expect
    .poll(async () => {
      await alice.page.keyboard.press('Escape')
      return alice.incoming.isVisible()
    })
    .toBe(false)
  await expect(bob.status(/declined/)).toBeVisible()

  await bob.call(alice.person)
  await expect(alice.incoming).toBeVisible()
  await bob.page.keyboard.press('Escape')
  await expect(bob.outgoing).toBeHidden()
  await expect(alice.incoming).toBeHidden()
  await close(alice, bob)
})

test('a menu of a call closes with Escape and with a click outside', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await connected({ alice, bob })
  const button = alice.button('Microphone and speaker')
  const menu = alice.page.getByRole('menu', { name: 'Microphone and speaker' })
  await button.press('Enter')
  await expect(menu.locator(':focus')).toHaveCount(1)
  for (let steps = 0; steps < 4; steps += 1) {
    await alice.page.keyboard.press('ArrowDown')
    await expect(menu.locator(':focus')).toHaveCount(1)
  }
  await alice.page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(button).toBeFocused()
  await button.click()
  await expect(menu).toBeVisible()
  await button.click()
  await expect(menu).toBeHidden()
  await button.click()
  await alice.page.mouse.click(20, 300)
  await expect(menu).toBeHidden()
  await expect(alice.active).toBeVisible()
  await close(alice, bob)
})

test('a panel over a call closes with Escape and with a click outside', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await connected({ alice, bob })
  const panel = alice.page.getByRole('dialog', { name: 'Add people' })
  await alice.button('Add people').click()
  for (let tabs = 0; tabs < 4; tabs += 1) {
    await alice.page.keyboard.press('Tab')
    await expect(panel.locator(':focus')).toHaveCount(1)
  }
  await alice.page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(alice.button('Add people')).toBeFocused()
  await alice.button('Add people').click()
  await alice.page.mouse.click(20, 300)
  await expect(panel).toBeHidden()
  await expect(alice.active).toBeVisible()
  await close(alice, bob)
})

test('both sides show what the microphone sends: while the browser asks, after a refusal, and once it is allowed', async ({
  browser,
}) => {
  const { alice, bob } = await aliceAndBob(browser)
  await bob.page.evaluate(() => {
    const devices = navigator.mediaDevices
    window.again = devices.getUserMedia
    const question = new Promise<never>((_, reject) => {
      window.refuse = () => reject(new DOMException('refused', 'NotAllowedError'))
    })
    devices.getUserMedia = () => question // refused permanently, like a browser does
  })
  await alice.call(bob.person)
  await bob.button('Answer').click()
  await expect(bob.button('Waiting for the microphone')).toBeDisabled()
  await expect(alice.testId('remote-muted')).toBeVisible()
  await expect(alice.testId('remote-camera-off')).toBeVisible()

  await bob.page.evaluate(() => window.refuse?.())
  await expect(bob.button('Turn microphone on')).toBeVisible()
  await expect(bob.testId('call-trouble')).toContainText('then turn it on here')
  await expect(alice.testId('remote-muted')).toBeVisible()
  await allowAgain(bob)
  await bob.button('Turn microphone on').click()
  await expect(bob.button('Mute')).toBeVisible()
  await expect(alice.testId('remote-muted')).toBeHidden()
  await expectMediaFlows(alice.page, ['audio'])
  await close(alice, bob)
})

test('a lost microphone is reported to both sides, and can be turned on again', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await alice.page.evaluate(() => {
    const devices = navigator.mediaDevices
    const original = devices.getUserMedia.bind(devices)
    devices.getUserMedia = async (constraints) => {
      const stream = await original(constraints)
      window.microphone = stream.getAudioTracks()[0] ?? window.microphone
      return stream
    }
  })
  await connected({ alice, bob })
  await alice.page.evaluate(() => {
    const devices = navigator.mediaDevices
    window.again = devices.getUserMedia
    devices.getUserMedia = () => Promise.reject(new DOMException('gone', 'NotFoundError'))
    window.microphone?.dispatchEvent(new Event('ended'))
  })
  await expect(bob.testId('remote-muted')).toBeVisible()
  await expect(alice.testId('call-trouble')).toContainText('The microphone was disconnected.')
  await allowAgain(alice)
  await alice.button('Turn microphone on').click()
  await expect(alice.button('Mute')).toBeVisible()
  await expect(bob.testId('remote-muted')).toBeHidden()
  await expectMediaFlows(bob.page)
  await close(alice, bob)
})

async function allowAgain({ page }: Device): Promise<void> {
  await page.evaluate(() => {
    if (window.again) navigator.mediaDevices.getUserMedia = window.again
  })
}

declare global {
  interface Window {
    microphone?: MediaStreamTrack | undefined
    again?: MediaDevices['getUserMedia']
    refuse?: () => void
  }
}
