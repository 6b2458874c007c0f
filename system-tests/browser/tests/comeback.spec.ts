import { expectMediaFlows } from '../lib/media.js'
import { type Device, openDevice, signUp } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close, connected } from '../lib/scenes.js'

test('a device that comes online while its user is being rung rings too, and answers', async ({ browser }) => {
  const { alice, bob: phone } = await aliceAndBob(browser)
  await alice.call(phone.person)
  await expect(phone.incoming).toBeVisible()
  const tablet = await openDevice(browser, phone.person, '?device=tablet')
  await expect(tablet.incoming).toContainText('Alice')
  await tablet.button('Answer').click()
  await expect(phone.incoming).toBeHidden()
  await expectMediaFlows(tablet.page)
  await expectMediaFlows(alice.page)
  await close(alice, phone, tablet)
})

test('a page that is reloaded during a call rejoins it', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await connected({ alice, bob })
  await bob.button('Mute').click()
  await expect(alice.testId('remote-muted')).toBeVisible()
  await bob.page.reload()
  await expect(bob.active).toHaveAttribute('data-state', 'connected')
  await expect(bob.button('Unmute')).toBeVisible()
  await expectMediaFlows(bob.page)
  await expectMediaFlows(alice.page)
  await expect(alice.testId('remote-muted')).toBeVisible()
  await close(alice, bob)
})

test('a tab that opens during a call asks before it takes the call over, and so does the tab that has lost it', async ({
  browser,
}) => {
  const { alice, bob } = await aliceAndBob(browser)
  await connected({ alice, bob })
  const second = await bob.context.newPage()
  await second.goto(bob.page.url())
  await expect(second.getByRole('alert').filter({ hasText: /You are in a call in another tab/ })).toBeVisible()
  await expect(bob.active).toHaveAttribute('data-state', 'connected')
  await expectMediaFlows(alice.page)

  await second.getByRole('button', { name: 'Use it here' }).click()
  await expect(second.getByTestId('active-call')).toHaveAttribute('data-state', 'connected')
  await expect(bob.active).toBeHidden()
  await expect(bob.page.getByRole('alert').filter({ hasText: /another tab/ })).toBeVisible()
  await bob.call(alice.person)
  await expect(bob.page.getByRole('alert').filter({ hasText: /nobody was called/ })).toBeVisible()
  await expect(bob.outgoing).toBeHidden()
  await bob.button('Use it here').click()
  await expect(bob.active).toHaveAttribute('data-state', 'connected')
  await expect(second.getByTestId('active-call')).toBeHidden()
  await expectMediaFlows(alice.page)
  await close(alice, bob)
})

test('closing the page asks for confirmation and ends the call without waiting for the resume window', async ({
  browser,
}) => {
  const { alice, bob } = await aliceAndBob(browser)
  await connected({ alice, bob })
  const [askedAlice, askedBob] = [questions(alice), questions(bob)]
  await bob.page.goto('about:blank')
  expect(askedBob).toEqual(['beforeunload'])
  await expect(alice.testId('call-trouble')).toHaveText('Bob closed or reloaded Visavis…')
  await alice.expectEnded(/Bob left the call/)
  await expect(alice.active).toBeHidden()
  await alice.page.goto('about:blank')
  expect(askedAlice, 'without a call').toEqual([])
  await close(alice, bob)
})

test('a call keeps ringing while its caller reloads the page, and is cancelled when the page is closed', async ({
  browser,
}) => {
  const { alice, bob } = await aliceAndBob(browser)
  questions(alice)
  await alice.call(bob.person)
  await expect(bob.incoming).toBeVisible()
  await alice.page.reload()
  await expect(alice.outgoing).toBeVisible()
  await expect(bob.incoming).toBeVisible()
  await alice.page.goto('about:blank')
  await expect(bob.incoming).toBeHidden()
  await expect(await bob.newestInHistory()).toHaveAttribute('data-state', 'cancelled')
  await expect(bob.testId('history-row')).toHaveCount(1)
  await close(alice, bob)
})

/** Accepts each dialog of the browser, and collects their types. */
function questions({ page }: Device): string[] {
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.accept()
  })
  return asked
}
