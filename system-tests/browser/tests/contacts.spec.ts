import { type Browser } from '@playwright/test'
import { expectMediaFlows } from '../lib/media.js'
import { type Device, type Person, openDevice, signUp } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close } from '../lib/scenes.js'

const SEEN_WITHIN_MS = 20_000

/** Waits until `viewer` sees this presence of `person`, and logs the time since `begin`. */
async function sees(viewer: Device, { username, name }: Person, presence: string, begin: number): Promise<void> {
  await viewer.page.waitForFunction(
    ({ id, kind }) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.dataset['presence'] === kind,
    { id: `person-${username}`, kind: presence },
    { polling: 'raf', timeout: SEEN_WITHIN_MS },
  )
  console.log(`${viewer.person.name} sees ${name} ${presence} after ${Date.now() - begin} ms`)
}

async function aliceKnows(browser: Browser, ...names: string[]): Promise<{ alice: Device; people: Person[] }> {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  const people: Person[] = []
  for (const name of names) people.push(await signUp(browser, name))
  for (const person of people) await alice.addContact(person)
  return { alice, people }
}

test('a contact is shown as online, in a call, and offline', async ({ browser }) => {
  const { alice, people } = await aliceKnows(browser, 'Bob')
  const [person] = people
  if (person === undefined) throw new Error('no contacts')
  await expect(alice.row(person)).toHaveAttribute('data-presence', 'offline')

  const coming = Date.now()
  const bob = await openDevice(browser, person)
  await sees(alice, person, 'online', coming) // sign-in and loading of the page included
  await expect(alice.row(person)).toContainText('Online')

  const carol = await openDevice(browser, await signUp(browser, 'Carol'))
  await carol.call(person, 'Audio')
  const answering = Date.now()
  await bob.button('Answer').click()
  await sees(alice, person, 'in-call', answering)
  await expect(alice.row(person)).toContainText('In a call')
  await expectMediaFlows(carol.page, ['audio'])

  const ending = Date.now()
  await carol.button('Hang up').click()
  await sees(alice, person, 'online', ending)

  const going = Date.now()
  await bob.close()
  await sees(alice, person, 'offline', going)
  await expect(alice.row(person)).toContainText('Last seen just now')
  await close(alice, carol)
})

test('a removed contact disappears from the list until the removal is undone', async ({ browser }) => {
  const { alice, people } = await aliceKnows(browser, 'Bob', 'Carol')
  const [bob, carol] = people
  if (bob === undefined || carol === undefined) throw new Error('no contacts')
  await alice.choose(alice.row(bob), 'Remove from contacts')
  const contacts = alice.page.getByRole('list', { name: 'Contacts' })
  await expect(contacts.getByTestId(`person-${bob.username}`)).toBeHidden()
  await expect(contacts.getByTestId(`person-${carol.username}`)).toBeVisible()
  await alice.button('Undo').click()
  await expect(contacts.getByTestId(`person-${bob.username}`)).toBeVisible()
  await alice.page.reload()
  await expect(contacts.getByRole('listitem')).toHaveCount(2)
  await alice.close()
})

test('a blocked user gets an unanswered call, and no longer sees the presence of the user who blocked them', async ({
  browser,
}) => {
  const { alice, bob } = await aliceAndBob(browser)
  await bob.addContact(alice.person)
  await expect(bob.row(alice.person)).toHaveAttribute('data-presence', 'online')
  await alice.choose(await alice.find(bob.person), 'Block Bob')
  await expect(alice.status(/Bob is blocked/)).toBeVisible()
  await expect(alice.row(bob.person)).toContainText('Blocked')
  await expect(bob.row(alice.person)).toHaveAttribute('data-presence', 'offline')

  await bob.call(alice.person, 'Audio')
  await expect(bob.outgoing).toBeVisible()
  await expect(bob.status(/Alice did not answer/)).toBeVisible()
  expect(await alice.page.evaluate(() => window.signaling.filter(({ type }) => type === 'ring').length)).toBe(0)

  await alice.open('You')
  await alice.testId(`blocked-${bob.person.username}`).getByRole('button', { name: 'Unblock Bob' }).click()
  await expect(alice.status(/Bob was unblocked/)).toBeVisible()
  await bob.call(alice.person, 'Audio')
  await expect(alice.incoming).toContainText('Bob')
  await close(alice, bob)
})

test('a ringing call can be declined and its caller blocked in one step', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await bob.call(alice.person, 'Audio')
  await alice.choose(alice.incoming, 'Decline and block Bob')
  await expect(alice.incoming).toBeHidden()
  await expect(bob.status(/declined/)).toBeVisible()
  await expect(alice.status(/Bob is blocked/)).toBeVisible()

  await alice.choose(await alice.newestInHistory(), 'Unblock Bob')
  await expect(alice.status(/Bob was unblocked/)).toBeVisible()
  await bob.call(alice.person, 'Audio')
  await expect(alice.incoming).toContainText('Bob')
  await close(alice, bob)
})
