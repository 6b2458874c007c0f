import { expect, test } from '@playwright/test'
import { type Device, openDevice, signUp } from '../lib/person.js'

const CALLS = 20

/**
 * The time from the click on "call" to the first remote frame on the caller's screen; the callee answers automatically as
 * soon as its screen shows the call. Signaling's share is the time that messages spent in Visavis: from `initiate_call` to
 * `ring`, and from sending to receiving the callee's offer and the caller's answer.
 */
test(`set-up time of ${CALLS} calls`, async ({ browser }) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  const bob = await openDevice(browser, await signUp(browser, 'Bob'))
  await bob.page.evaluate(() => {
    new MutationObserver(() => {
      document.querySelector<HTMLButtonElement>('[data-testid=incoming-call] button[aria-label=Answer]')?.click()
    }).observe(document.body, { childList: true, subtree: true })
  })
  await alice.page.getByLabel('Find people').fill(bob.person.username)
  const callButton = alice.testId(`person-${bob.person.username}`).getByRole('button', { name: `Video call Bob` })
  await expect(callButton).toBeVisible()

  const times: number[] = []
  const shares: number[] = []
  for (let call = 0; call <= CALLS; call++) {
    const elapsed = await callButton.evaluate(async (button: HTMLButtonElement) => {
      const start = performance.now()
      button.click()
      const video = await new Promise<HTMLVideoElement>((resolve) => {
        const look = (): void => {
          const found = document.querySelector<HTMLVideoElement>('[data-testid=remote-video]')
          if (found === null) requestAnimationFrame(look)
          else resolve(found)
        }
        look()
      })
      await new Promise<void>((resolve) => video.requestVideoFrameCallback(() => resolve()))
      return performance.now() - start
    })
    const [caller, callee] = await Promise.all([alice, bob].map((device) => framesSoFar(device)))
    if (call > 0 && caller !== undefined && callee !== undefined) {
      times.push(elapsed) // the first call is a warm-up
      shares.push(
        callee('in', 'ring') -
          caller('out', 'initiate_call') +
          (caller('in', 'call_answered') - callee('out', 'answer_call')) +
          (callee('in', 'answer') - caller('out', 'answer')),
      )
    }
    await alice.button('Hang up').click()
    await expect(bob.active).toBeHidden()
    await expect(alice.active).toBeHidden()
  }
  console.log(`click to first remote frame over ${times.length} calls: ${summary(times)}`)
  console.log(`of that in signaling: ${summary(shares)}`)
  await Promise.all([alice, bob].map((device) => device.close()))
})

/** The instant of the latest frame of a type and direction since the previous call of this function. */
async function framesSoFar(device: Device): Promise<(direction: 'in' | 'out', type: string) => number> {
  const frames = await device.page.evaluate(() => window.signaling.splice(0))
  return (direction, type) => frames.findLast((f) => f.direction === direction && f.type === type)?.at ?? NaN
}

function summary(milliseconds: number[]): string {
  const sorted = milliseconds.toSorted((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(0)
  return `median ${at(0.5)} ms, p90 ${at(0.9)} ms`
}
