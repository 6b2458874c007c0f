import { openDevice, signUp } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close } from '../lib/scenes.js'

test('missed calls are counted on every device until they are looked at on one', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  const tablet = await openDevice(browser, alice.person, '?device=tablet')
  const carol = await openDevice(browser, await signUp(browser, 'Carol'))
  const callers = [
    [bob, '1'],
    [bob, '1'], // again within a minute: one thing to look at
    [carol, '2'],
  ] as const
  for (const [caller, count] of callers) {
    await caller.call(alice.person, 'Audio')
    await expect(alice.incoming).toBeVisible()
    await caller.button('Cancel').click()
    for (const device of [alice, tablet]) {
      await expect(device.testId('unseen')).toHaveText(count)
      await expect(device.page).toHaveTitle(`(${count}) Visavis`)
    }
  }
  await expect(alice.words(/2 missed calls/)).toHaveCount(1)

  await expect(await alice.newestInHistory()).toContainText('missed')
  for (const device of [alice, tablet]) {
    await expect(device.testId('unseen')).toBeHidden()
    await expect(device.page).toHaveTitle('Visavis')
  }

  await bob.call(alice.person, 'Audio')
  await expect(alice.incoming).toBeVisible()
  await bob.button('Cancel').click()
  await expect(alice.testId('history-row')).toHaveCount(4)
  await expect(alice.testId('unseen')).toBeHidden() // it is being looked at
  await close(alice, bob, carol, tablet)
})

test('who was away finds what they missed when they come', async ({ browser }) => {
  const bob = await openDevice(browser, await signUp(browser, 'Bob'))
  const person = await signUp(browser, 'Alice')
  await bob.call(person)
  await expect(bob.words(/Alice is unavailable/)).toBeVisible()
  const alice = await openDevice(browser, person)
  await expect(alice.testId('unseen')).toHaveText('1')
  await close(alice, bob)
})
