import { expectMediaFlows } from '../lib/media.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close, connected } from '../lib/scenes.js'

for (const first of ['Audio', 'Video'] as const) {
  test(`two who call each other at once, one by video and one by sound, are both heard and not seen (${first} first)`, async ({
    browser,
  }) => {
    const { alice, bob } = await aliceAndBob(browser)
    await Promise.all([alice.holdLine(), bob.holdLine()]) // so that neither rings before it has dialled
    await alice.call(bob.person, first)
    await bob.call(alice.person, first === 'Audio' ? 'Video' : 'Audio')
    await expect(bob.outgoing).toBeVisible()
    await Promise.all([alice.releaseLine(), bob.releaseLine()])
    for (const device of [alice, bob]) {
      await expect(device.active).toHaveAttribute('data-state', 'connected')
      await expect(device.button('Turn camera on')).toBeVisible()
      await expect(device.testId('remote-camera-off')).toBeVisible()
      await expectMediaFlows(device.page, ['audio'])
    }
    await close(alice, bob)
  })
}

test('a call that comes in the middle of a word takes no key for an answer', async ({ browser }) => {
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
  await expect(bob.words(/declined/)).toBeVisible()

  await bob.call(alice.person)
  await expect(alice.incoming).toBeVisible()
  await bob.page.keyboard.press('Escape')
  await expect(bob.outgoing).toBeHidden()
  await expect(alice.incoming).toBeHidden()
  await close(alice, bob)
})

test('what opens over a call closes with Escape, with a click beside it, and with the call', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await connected({ alice, bob })
  const panel = alice.page.getByRole('dialog', { name: 'Devices' })
  await alice.button('Devices').click()
  await expect(panel.getByLabel('Microphone')).toBeFocused()
  for (let tabs = 0; tabs < 4; tabs += 1) {
    await alice.page.keyboard.press('Tab')
    await expect(panel.locator(':focus')).toHaveCount(1)
  }
  await alice.page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(alice.button('Devices')).toBeFocused()
  await alice.button('Devices').click()
  await alice.page.mouse.click(20, 300)
  await expect(panel).toBeHidden()
  await expect(alice.active).toBeVisible()
  await close(alice, bob)
})

test('a microphone that goes is replaced, and both sides are told the truth', async ({ browser }) => {
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
  await alice.page.evaluate(() => {
    if (window.again) navigator.mediaDevices.getUserMedia = window.again
  })
  await alice.button('Turn microphone on').click()
  await expect(alice.button('Mute')).toBeVisible()
  await expect(bob.testId('remote-muted')).toBeHidden()
  await expectMediaFlows(bob.page)
  await close(alice, bob)
})

declare global {
  interface Window {
    microphone?: MediaStreamTrack | undefined
    again?: MediaDevices['getUserMedia']
  }
}
