import type { Browser } from '@playwright/test'
import { expectMediaFlows } from './media.js'
import { type Device, openDevice, signUp } from './person.js'

export interface Pair {
  alice: Device
  bob: Device
}

export async function aliceAndBob(browser: Browser): Promise<Pair> {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  const bob = await openDevice(browser, await signUp(browser, 'Bob'))
  return { alice, bob }
}

/** Alice has called Bob, and they see and hear each other. */
export async function connected({ alice, bob }: Pair): Promise<void> {
  await alice.call(bob.person)
  await bob.button('Answer').click()
  await expectMediaFlows(alice.page)
  await expectMediaFlows(bob.page)
}

export async function close(...devices: Device[]): Promise<void> {
  await Promise.all(devices.map((device) => device.close()))
}
