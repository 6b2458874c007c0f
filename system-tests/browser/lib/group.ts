import { type Browser, type Locator, expect } from '@playwright/test'
import { type Device, type Person, openDevice, signUp } from './person.js'

/** Opens one device each for people with these names. Their cameras are small, because one machine encodes them all. */
export async function people(browser: Browser, ...names: string[]): Promise<Device[]> {
  const devices: Device[] = []
  for (const name of names) {
    const device = await openDevice(browser, await signUp(browser, name))
    await device.context.addInitScript(useSmallCamera)
    await device.page.evaluate(useSmallCamera)
    devices.push(device)
  }
  return devices
}

/** A smaller one would be a phone, which shows four people. */
const SMALL_SCREEN = { width: 980, height: 540 }

/** As `people`, with small screens: painting takes more of the processor than everything else. */
export async function peopleWithSmallScreens(browser: Browser, ...names: string[]): Promise<Device[]> {
  const devices = await people(browser, ...names)
  for (const { page } of devices) await page.setViewportSize(SMALL_SCREEN)
  return devices
}

/** Runs in the page: the camera gives small pictures. */
export function useSmallCamera(): void {
  const { mediaDevices } = navigator
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = async (constraints = {}) => {
    const { video } = constraints
    if (video === undefined || video === false) return getUserMedia(constraints)
    const { deviceId } = video === true ? {} : video
    const small = { width: 320, height: 180, frameRate: 10 }
    return getUserMedia({ ...constraints, video: deviceId === undefined ? small : { ...small, deviceId } })
  }
}

/** The first device calls the others in one call, and all answer. */
export async function callTogether([caller, ...others]: Device[]): Promise<void> {
  if (caller === undefined) throw new Error('nobody calls')
  await caller.button('New group call').click()
  const form = caller.page.getByRole('region', { name: 'New group call' })
  await choose(form, others)
  await form.getByRole('button', { name: 'Video call' }).click()
  for (const other of others) await other.button('Answer').click()
}

/** A device in a call invites others, and all answer. */
export async function inviteAll(inviter: Device, others: Device[]): Promise<void> {
  const isGroup = (await inviter.active.getAttribute('data-topology')) !== null
  const panel = isGroup ? inviter.testId('people-panel') : inviter.active
  if (isGroup) await inviter.active.getByRole('button', { name: /^People/ }).click()
  await panel.getByRole('button', { name: 'Add people' }).click()
  await choose(panel, others)
  await panel.getByRole('button', { name: /^Add (\d+ people|to the call)$/ }).click()
  for (const other of others) await other.button('Answer').click()
}

/** Joins the newest call of the history, which is in progress. */
export async function joinAgain(device: Device): Promise<void> {
  const row = await device.newestInHistory()
  await row.getByRole('button', { name: /^Join/ }).click()
}

/** Expects that all media of these devices flows over the media server, and none directly. */
export async function expectOnMediaServer(devices: readonly Device[]): Promise<void> {
  for (const device of devices) {
    await expect(device.active).toHaveAttribute('data-topology', 'sfu')
    await expect.poll(() => openConnections(device), { message: `connections of ${device.person.name}` }).toBe(2)
  }
}

function openConnections({ page }: Device): Promise<number> {
  return page.evaluate(
    () => window.peerConnections.filter(({ connectionState }) => connectionState !== 'closed').length,
  )
}

async function choose(form: Locator, others: Device[]): Promise<void> {
  for (const { person } of others) {
    // Not check(): the list closes at once, and with it the box.
    await form.getByLabel('Find people').fill(person.username)
    await form.getByTestId(`choose-${person.username}`).getByRole('checkbox').click()
  }
}

/** The picture of a person in a group call. */
export function tile(device: Device, { id }: Person): Locator {
  return device.page.locator(`[data-testid="tile"][data-user="${id}"]`)
}

/** Expects that each device shows moving pictures of all others. */
export async function expectAllSeeAll(devices: readonly Device[]): Promise<void> {
  for (const viewer of devices) {
    for (const { person } of devices.filter((other) => other !== viewer)) {
      const video = tile(viewer, person).locator('[data-testid="tile-video"][data-shown="true"]')
      await expect(video, `${viewer.person.name} sees ${person.name}`).toBeVisible()
      let last = await frames(video)
      let changes = 0
      await expect
        .poll(
          async () => {
            const now = await frames(video) // begins anew when another connection takes over
            changes += now === last ? 0 : 1
            last = now
            return changes
          },
          { message: `${person.name}'s picture moves at ${viewer.person.name}'s`, intervals: [200] },
        )
        .toBeGreaterThan(2)
    }
  }
}

function frames(video: Locator): Promise<number> {
  return video.evaluate((element) => (element as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames)
}
