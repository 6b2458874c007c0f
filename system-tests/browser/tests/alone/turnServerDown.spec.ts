import { issuedServers } from '../../lib/coturn.js'
import { type Device, openDevice, signUp } from '../../lib/person.js'
import { expect, test } from '../../lib/policy.js'
import { holdProcess, releaseProcess } from '../../lib/processes.js'

test('a call that may only use the TURN server ends with a message if there is none', async ({ browser }) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'), '?relay=only')
  const bob = await openDevice(browser, await signUp(browser, 'Bob'), '?relay=only')
  holdProcess('coturn')
  try {
    await expect.poll(() => turnServers(alice)).toBe(0)
    await alice.call(bob.person)
    await bob.button('Answer').click()
    await expect(alice.active).toBeVisible()
    await expect(alice.active).toBeHidden({ timeout: 20_000 })
    for (const { page } of [alice, bob])
      // the side that gives up first sees one message, the other side another one
      await expect(
        page
          .getByText(/^(Could not connect to|The call with \w+ ended before it was connected)/)
          .and(page.locator(':not(.sr-only)')),
      ).toBeVisible()
  } finally {
    releaseProcess('coturn')
    await expect.poll(() => turnServers(alice)).toBeGreaterThan(0)
  }
  await Promise.all([alice, bob].map((device) => device.close()))
})

/** How many TURN servers the device may use. */
async function turnServers(device: Device): Promise<number> {
  return (await issuedServers(device)).filter(({ username }) => username !== undefined).length
}
