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

/** Connects Alice and Bob in a call, and waits until media flows both ways. */
export async function connected({ alice, bob }: Pair, media: 'Video' | 'Audio' = 'Video'): Promise<void> {
  await alice.call(bob.person, media)
  await bob.button('Answer').click()
  for (const { page } of [alice, bob]) await expectMediaFlows(page, media === 'Video' ? ['video', 'audio'] : ['audio'])
}

export async function close(...devices: Device[]): Promise<void> {
  await Promise.all(devices.map((device) => device.close()))
}
