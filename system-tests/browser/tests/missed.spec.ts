import { openDevice, signUp } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close } from '../lib/scenes.js'

test('missed calls are counted on all devices until they are seen on one', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  const tablet = await openDevice(browser, alice.person, '?device=tablet')
  const carol = await openDevice(browser, await signUp(browser, 'Carol'))
  const callers = [
    [bob, '1'],
    [bob, '1'], // again within a minute: counted once
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
  await expect(alice.status(/2 missed calls/)).toHaveCount(1)

  await expect(await alice.newestInHistory()).toContainText('missed')
  for (const device of [alice, tablet]) {
    await expect(device.testId('unseen')).toBeHidden()
    await expect(device.page).toHaveTitle('Visavis')
  }

  await bob.call(alice.person, 'Audio')
  await expect(alice.incoming).toBeVisible()
  await bob.button('Cancel').click()
  await expect(alice.testId('history-row')).toHaveCount(3)
  await expect(alice.testId('history-row').first()).not.toContainText('(') // Carol called before
  await expect(alice.testId('history-row').last()).toContainText('(2)')
  await expect(alice.testId('unseen')).toBeHidden() // the history is visible
  await close(alice, bob, carol, tablet)
})

test('a user who was offline sees their missed calls when they come online', async ({ browser }) => {
  const bob = await openDevice(browser, await signUp(browser, 'Bob'))
  const person = await signUp(browser, 'Alice')
  await bob.call(person)
  await expect(bob.status(/Alice is unavailable/)).toBeVisible()
  const alice = await openDevice(browser, person)
  await expect(alice.testId('unseen')).toHaveText('1')
  await close(alice, bob)
})
