import { type Browser, type Locator, type Page } from '@playwright/test'
import { expectMediaFlows } from '../lib/media.js'
import type { Device } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close, connected, type Pair } from '../lib/scenes.js'

async function inCall(browser: Browser, media: 'Video' | 'Audio' = 'Video'): Promise<Pair> {
  const pair = await aliceAndBob(browser)
  await connected(pair, media)
  await expect(pair.alice.active).toHaveAttribute('data-state', 'connected')
  return pair
}

/** Expects that the controls are shown, or that they have faded but are still there for screen readers. */
async function expectControls(device: Device, shown: boolean): Promise<void> {
  await expect(device.testId('controls')).toHaveCSS('opacity', shown ? '1' : '0')
  await expect(device.page.getByRole('toolbar', { name: 'Call controls' }).getByRole('button')).toHaveCount(7)
}

test('the controls fade, and return on a move, a touch and a key', async ({ browser }) => {
  const { alice, bob } = await inCall(browser)
  const { page } = alice
  await expectControls(alice, false)
  await page.mouse.move(300, 300)
  await page.mouse.move(310, 300)
  await expectControls(alice, true)
  await expectControls(alice, false)
  await page.keyboard.press('Tab')
  await expectControls(alice, true)
  const focused = page.locator('[data-testid=active-call] :focus-visible')
  await expect(focused).toHaveCount(1)
  await stays(alice, 'while a control has keyboard focus')

  await alice.button('More').click()
  await expect(page.getByRole('menu', { name: 'More' })).toBeVisible()
  await stays(alice, 'while a menu is open')
  await page.keyboard.press('Escape')
  await alice.active.focus()
  await expectControls(alice, false)

  await touch(alice, alice.button('Hang up'))
  await expectControls(alice, true)
  await expect(alice.active, 'the first touch only shows the controls').toBeVisible()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await stays(alice, 'for users who prefer reduced motion')
  await close(alice, bob)
})

/** Expects that the controls are still shown a second after they would have faded. */
async function stays(device: Device, when: string): Promise<void> {
  const faded = device.page.waitForFunction(
    () => document.querySelector('[data-testid=controls]')?.getAttribute('data-shown') === 'false',
    undefined,
    { timeout: 4000 },
  )
  await expect(faded, `the controls stay ${when}`).rejects.toThrow(/Timeout/)
}

/** A finger touches the middle of a button. */
async function touch({ page }: Device, button: Locator): Promise<void> {
  const box = await button.boundingBox()
  if (box === null) throw new Error('there is no such button')
  const session = await page.context().newCDPSession(page)
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }]
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await session.detach()
}

test('the menu of the microphone shows its level and switches it during the call', async ({ browser }) => {
  const { alice, bob } = await inCall(browser)
  const { page } = alice
  const before = await sentDevice(page)
  await alice.button('Microphone and speaker').click()
  const menu = page.getByRole('menu', { name: 'Microphone and speaker' })
  const microphones = menu.getByRole('group', { name: 'Microphone' }).getByRole('menuitemradio')
  await expect
    .poll(() => alice.testId('microphone-level').evaluate((bar) => Number(bar.dataset['level'])), { intervals: [100] })
    .toBeGreaterThan(0.1)
  await expect(microphones.and(page.locator('[aria-checked=true]'))).toHaveCount(1)
  const other = microphones.and(page.locator('[aria-checked=false]')).last()
  const name = (await other.textContent()) ?? ''
  await other.click()
  await expect(menu).toBeHidden()
  await expect.poll(() => sentDevice(page)).not.toBe(before)
  await expectMediaFlows(bob.page, ['audio'])

  await alice.button('Microphone and speaker').click()
  await expect(menu.getByRole('menuitemradio', { name, checked: true }).first()).toBeVisible()
  await close(alice, bob)
})

/** The id of the microphone that the call sends. */
function sentDevice(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const senders = window.peerConnections.at(-1)?.getSenders() ?? []
    return senders.find(({ track }) => track?.kind === 'audio')?.track?.getSettings().deviceId
  })
}

test('the own picture moves to each corner, by pointer and keys, and can be hidden and not mirrored', async ({
  browser,
}) => {
  const { alice, bob } = await inCall(browser)
  const { page } = alice
  const frame = alice.testId('self-view-frame')
  await expect(frame).toHaveAttribute('data-corner', 'bottomRight')
  for (const [corner, x, y] of [
    ['topRight', 900, 150],
    ['topLeft', 200, 150],
    ['bottomLeft', 200, 550],
    ['bottomRight', 900, 550],
  ] as const) {
    const box = await frame.boundingBox()
    if (box === null) throw new Error('there is no own picture')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(x, y, { steps: 8 })
    await page.mouse.up()
    await expect(frame).toHaveAttribute('data-corner', corner)
    await expect.poll(() => cornerOf(frame), { message: `it glides to ${corner}` }).toBe(corner)
  }
  await alice.button(/^Move your picture/).focus()
  for (const [key, corner] of [
    ['ArrowUp', 'topRight'],
    ['ArrowLeft', 'topLeft'],
    ['ArrowDown', 'bottomLeft'],
    ['ArrowRight', 'bottomRight'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(frame).toHaveAttribute('data-corner', corner)
  }
  await page.keyboard.press('Enter')
  await expect(frame, 'for those who cannot drag').toHaveAttribute('data-corner', 'bottomLeft')

  const mirrored = () => alice.testId('self-view').evaluate((video) => getComputedStyle(video).scale.startsWith('-1'))
  expect(await mirrored()).toBe(true)
  await alice.button('Camera and your picture').click()
  await page.getByRole('menuitemcheckbox', { name: 'Mirror it for me' }).click()
  await expect.poll(mirrored).toBe(false)
  await page.keyboard.press('Escape')
  await alice.button('Hide your picture').click()
  await expect(frame).toBeHidden()
  await alice.button('Show your picture').click()
  await expect(frame).toBeVisible()
  await close(alice, bob)
})

/** The corner of the window that an element is in. */
async function cornerOf(element: Locator): Promise<string> {
  const box = await element.boundingBox()
  const size = element.page().viewportSize()
  if (box === null || size === null) return 'nowhere'
  const [right, bottom] = [box.x + box.width / 2 > size.width / 2, box.y + box.height / 2 > size.height / 2]
  const atEdge = right ? size.width - box.x - box.width < 30 : box.x < 30
  if (!atEdge) return 'under way'
  return `${bottom ? 'bottom' : 'top'}${right ? 'Right' : 'Left'}`
}

test('a minimized call goes on while the page is used', async ({ browser }) => {
  const { alice, bob } = await inCall(browser)
  await alice.button('Minimize the call').click()
  await expect(alice.active).toHaveAttribute('data-minimized', 'true')
  await expect(alice.testId('remote-video')).toBeVisible()
  await alice.open('History')
  await expect(alice.testId('history-row').first()).toBeVisible()
  await alice.open('People')
  await expect(await alice.find(bob.person)).toBeVisible()
  await expectMediaFlows(alice.page)
  await expectMediaFlows(bob.page)
  expect(await alice.page.evaluate(() => window.peerConnections.length), 'no new connection').toBe(1)

  await alice.active.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect(bob.testId('remote-muted')).toBeVisible()
  await alice.button('Back to the call').focus()
  await alice.page.keyboard.press('ArrowUp')
  await expect(alice.active).toHaveAttribute('data-corner', 'topRight')
  await alice.call(bob.person)
  await expect(alice.active, 'calling shows the call that there is').toHaveAttribute('data-minimized', 'false')
  await expect(alice.button('Unmute')).toBeVisible()

  await alice.button('Minimize the call').click()
  await alice.button('Hang up').click()
  await expect(alice.active).toBeHidden()
  await expect(bob.active).toBeHidden()
  await close(alice, bob)
})

test('picture in picture has the controls of the call', async ({ browser }) => {
  const { alice, bob } = await inCall(browser)
  const offered = await alice.page.evaluate(() => 'documentPictureInPicture' in window)
  test.skip(!offered, 'this browser has no Document Picture-in-Picture')
  const opening = alice.context.waitForEvent('page')
  await alice.button('More').click()
  await alice.page.getByRole('menuitem', { name: 'Picture in picture' }).click()
  const small = await opening
  await expect(small.getByTestId('small-window')).toContainText('Bob')
  await expect(small.getByTestId('small-video')).toBeVisible()
  await expect(alice.active).toHaveAttribute('data-minimized', 'true')
  await small.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect(bob.testId('remote-muted')).toBeVisible()
  await small.getByRole('button', { name: 'Back to the call' }).click()
  await expect(alice.active).toHaveAttribute('data-minimized', 'false')
  await expectMediaFlows(alice.page)
  await close(alice, bob)
})

test('an audio call has a voice ring and no empty tiles, and can become a video call', async ({ browser }) => {
  const { alice, bob } = await inCall(browser, 'Audio')
  await expect(alice.testId('audio-stage')).toBeVisible()
  await expect(alice.testId('self-view')).toHaveCount(0)
  await expect
    .poll(() => alice.testId('voice-ring').evaluate((ring) => Number(ring.dataset['level'])), { intervals: [100] })
    .toBeGreaterThan(0.1)
  await stays(alice, 'in an audio call')

  await alice.button('Turn on video').click()
  await expect(bob.testId('remote-video')).toBeVisible()
  await expectMediaFlows(bob.page)
  await expect(bob.testId('audio-stage')).toHaveCount(0)
  await expect(alice.testId('self-view')).toBeVisible()
  await close(alice, bob)
})

test('pictures can be shown whole, with a blurred fill', async ({ browser }) => {
  const { alice, bob } = await inCall(browser)
  await alice.page.setViewportSize({ width: 390, height: 844 })
  await expect(alice.testId('blurred-fill')).toHaveCount(0)
  await alice.button('More').click()
  await alice.page.getByRole('menuitem', { name: 'Show whole pictures' }).click()
  await expect(alice.testId('remote-video')).toHaveCSS('object-fit', 'contain')
  await expect(alice.testId('blurred-fill')).toBeVisible()
  await close(alice, bob)
})
