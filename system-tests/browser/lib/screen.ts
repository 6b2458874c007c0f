import { type Locator, type Page, expect } from '@playwright/test'
import { chromiumWithFakeMedia } from './chromium.js'
import { type Device, visavisUrl } from './person.js'

const TITLE = 'The page to share'

/**
 * Chromium that shares the tab with that title without asking. `--use-fake-ui-for-media-stream` would share a test picture
 * instead, so it is left out, and devices need `allowDevices`.
 */
export const chromiumThatSharesATab = {
  ...chromiumWithFakeMedia.launchOptions,
  args: [
    ...chromiumWithFakeMedia.launchOptions.args.filter((argument) => !argument.includes('fake-ui')),
    `--auto-select-tab-capture-source-by-title=${TITLE}`,
  ],
}

export async function allowDevices(...devices: Device[]): Promise<void> {
  for (const { context } of devices) await context.grantPermissions(['camera', 'microphone'], { origin: visavisUrl() })
}

/** A colour as red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number]

export const PURPLE: Colour = [128, 0, 128]
export const ORANGE: Colour = [255, 165, 0]

/** Opens a tab of this colour, which `shareTab` shares. */
export async function openTabToShare({ context, page }: Device, colour: Colour): Promise<Page> {
  const tab = await context.newPage()
  await tab.setContent(`<title>${TITLE}</title><body><p>Minutes of the meeting</p></body>`)
  await paint(tab, colour)
  await page.bringToFront()
  return tab
}

export function paint(tab: Page, [red, green, blue]: Colour): Promise<void> {
  return tab.evaluate((colour) => {
    document.body.style.background = colour
  }, `rgb(${red}, ${green}, ${blue})`)
}

export async function shareTab(device: Device): Promise<void> {
  await device.button('Share screen').click()
  await expect(device.testId('sharing')).toContainText('You are sharing your screen')
}

/** The picture of a shared screen, in a call of two or in a group. */
export function sharedScreen(viewer: Device): Locator {
  return viewer.page.locator(':is([data-testid="shared-screen"], [data-kind="screen"]) video[data-shown="true"]')
}

/** Expects that most of what the viewer sees of the shared screen has this colour. */
export async function expectSeen(viewer: Device, colour: Colour): Promise<void> {
  const screen = sharedScreen(viewer)
  await expect(screen).toBeVisible()
  await expect
    .poll(() => shareOf(screen, colour), { message: `${viewer.person.name} sees the shared colour` })
    .toBeGreaterThan(0.9)
}

/** The share of the picture's points that have this colour, 0 to 1. */
function shareOf(screen: Locator, colour: Colour): Promise<number> {
  return screen.evaluate((element, wanted) => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 32
    const context = canvas.getContext('2d')!
    context.drawImage(element as HTMLVideoElement, 0, 0, 32, 32)
    const { data } = context.getImageData(0, 0, 32, 32)
    let same = 0
    for (let point = 0; point < data.length; point += 4)
      if (wanted.every((value, index) => Math.abs(value - data[point + index]!) < 40)) same += 1
    return same / (32 * 32)
  }, colour)
}

declare global {
  interface Window {
    screenShown: { last: number; longestBlank: number }
  }
}

/** Records how long the page shows no picture of the shared screen. */
export function watchScreen({ page }: Device): Promise<void> {
  return page.evaluate(() => {
    window.screenShown = { last: performance.now(), longestBlank: 0 }
    const look = (): void => {
      const videos = document.querySelectorAll<HTMLVideoElement>(
        ':is([data-testid="shared-screen"], [data-kind="screen"]) video[data-shown="true"]',
      )
      const now = performance.now()
      if ([...videos].some(({ videoWidth, paused }) => videoWidth > 0 && !paused)) {
        window.screenShown.longestBlank = Math.max(window.screenShown.longestBlank, now - window.screenShown.last)
        window.screenShown.last = now
      }
      requestAnimationFrame(look)
    }
    look()
  })
}

/** In milliseconds, since `watchScreen`. */
export function longestBlank({ page }: Device): Promise<number> {
  return page.evaluate(() => Math.max(window.screenShown.longestBlank, performance.now() - window.screenShown.last))
}
