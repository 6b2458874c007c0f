import { expectMediaFlows } from '../lib/media.js'
import { openDevice, signUp } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close, connected } from '../lib/scenes.js'

test('of two calls that ring, one is answered and the other is declined', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  const carol = await openDevice(browser, await signUp(browser, 'Carol'))
  await alice.call(bob.person)
  await expect(bob.incoming).toContainText('Alice')
  await carol.call(bob.person, 'Audio')
  const waiting = bob.page.getByRole('group', { name: 'Carol is calling too' })
  await expect(waiting.getByRole('button', { name: 'Answer this one' })).toBeVisible()
  await expect(bob.button('End & answer'), 'there is nothing to end').toHaveCount(0)
  await bob.button('Answer').click()
  await expect(bob.active).toBeVisible()
  await expect(waiting.getByRole('button', { name: 'End & answer' })).toBeVisible()
  await bob.button('Decline').click()
  await expect(bob.incoming).toBeHidden()
  await expect(carol.status(/declined/i)).toBeVisible()
  await expectMediaFlows(bob.page)
  await expectMediaFlows(alice.page)
  await close(alice, bob, carol)
})

test('call waiting: the other device answers, and the call on this one continues', async ({ browser }) => {
  const { alice, bob: phone } = await aliceAndBob(browser)
  await connected({ alice, bob: phone })
  const tablet = await openDevice(browser, phone.person, '?device=tablet')
  const carol = await openDevice(browser, await signUp(browser, 'Carol'))
  await carol.call(phone.person, 'Audio')
  await expect(phone.incoming).toContainText('Carol')
  await tablet.button('Answer').click()
  await expect(phone.incoming).toBeHidden()
  await expect(carol.active).toBeVisible()
  await expectMediaFlows(carol.page, ['audio'])
  await expectMediaFlows(alice.page)
  await close(alice, phone, tablet, carol)
})

test('"End & answer" ends the one call and answers the other', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await connected({ alice, bob })
  const carol = await openDevice(browser, await signUp(browser, 'Carol'))
  await carol.call(bob.person, 'Audio')
  await bob.button('Camera and your picture').click()
  const menu = bob.page.getByRole('menu', { name: 'Camera and your picture' })
  await expect(menu).toBeVisible()
  await bob.button('End & answer').press('Enter')
  await expect(alice.active).toBeHidden()
  await expect(carol.active).toBeVisible()
  await expect(bob.active).toContainText('Carol')
  await expect(menu, 'closed in the next call').toBeHidden()
  await expectMediaFlows(carol.page, ['audio'])
  await expectMediaFlows(bob.page, ['audio'])
  await close(alice, bob, carol)
})

test('two users who call each other at once are connected without being asked', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await Promise.all([alice.holdMessages(), bob.holdMessages()]) // so that both have called before either rings
  await alice.call(bob.person)
  await bob.call(alice.person)
  await expect(bob.outgoing).toBeVisible()
  await Promise.all([alice.releaseMessages(), bob.releaseMessages()])
  for (const device of [alice, bob]) {
    await expect(device.active).toHaveAttribute('data-state', 'connected')
    await expect(device.incoming).toBeHidden()
  }
  await expectMediaFlows(alice.page)
  await expectMediaFlows(bob.page)
  await alice.button('Hang up').click()
  await expect(bob.active).toBeHidden()
  await close(alice, bob)
})
