import { randomUUID } from 'node:crypto'
import type { Locator } from '@playwright/test'
import { type Device, openDevice, signUp, visavisUrl } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'
import { aliceAndBob, close, connected } from '../lib/scenes.js'

const ARABIC = 'محمد عبد الرحمن بن عبد العزيز بن سعود بن فيصل'

test('other users are found by search, and are not listed', async ({ browser }) => {
  const [alice, bob] = [await openDevice(browser, await signUp(browser, 'Alice')), await signUp(browser, 'Bob')]
  await expect(alice.page.getByText('No contacts yet.')).toBeVisible()
  await expect(alice.page.getByRole('listitem')).toHaveCount(0)
  await expect(await alice.find(bob)).toBeVisible()
  await alice.page.getByLabel('Find people').fill(`nobody-${randomUUID()}`)
  await expect(alice.page.getByText(/^Nobody found for/)).toBeVisible()
  await alice.close()
})

test('a list that cannot be loaded does not look empty', async ({ browser }) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  const lists = /\/api\/(blocks|contacts|devices|users|calls\/history)/
  await alice.page.route(lists, (route) => route.abort())
  await alice.page.reload()
  await shows(alice, 'People', 'No contacts yet.')
  await shows(alice, 'History', 'No calls yet.')
  await alice.open('You')
  await expect(alice.page.getByRole('alert').filter({ hasText: UNREACHABLE })).toHaveCount(2) // devices, blocked people
  await expect(alice.page.getByText(/^You have not blocked anyone/)).toBeHidden()

  await alice.page.unroute(lists)
  await alice.page.getByRole('region', { name: 'Blocked people' }).getByRole('button', { name: 'Try again' }).click()
  await expect(alice.page.getByText(/^You have not blocked anyone/)).toBeVisible()
  await alice.close()
})

const UNREACHABLE = 'Visavis cannot be reached. Check your connection and try again.'

async function shows(device: Device, page: 'People' | 'History', empty: string): Promise<void> {
  await device.open(page)
  const region = device.page.getByRole('region', { name: page })
  await expect(region.getByRole('alert')).toContainText(UNREACHABLE)
  await expect(region.getByText(empty)).toBeHidden()
}

test('older calls come as the list is scrolled, and it keeps its place when a call was opened', async ({ browser }) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  await alice.page.setViewportSize({ width: 390, height: 844 })
  let loads = 0
  await alice.page.route(/\/api\/calls\/history/, async (route) => {
    const older = new URL(route.request().url()).searchParams.has('cursor')
    if (!older) loads += 1
    await route.fulfill({ json: historyPage(older) })
  })
  await alice.page.route(/\/api\/calls\/call-35$/, (route) =>
    route.fulfill({ json: { ...historyPage(true).calls[5], end_reason: 'no_answer', participants: [] } }),
  )
  await alice.open('History')
  await expect(alice.testId('history-row')).toHaveCount(30)
  await alice.testId('history-row').last().scrollIntoViewIfNeeded()
  await expect(alice.testId('history-row')).toHaveCount(40)
  await expect.poll(() => loads, { message: 'the newest calls are loaded again' }).toBeGreaterThan(1)
  await expect(alice.testId('history-row')).toHaveCount(40)

  const row = alice.testId('history-row').nth(35)
  await row.getByRole('link').click()
  await expect(alice.page.getByRole('region', { name: 'Call details' })).toContainText('Nobody answered')
  await expect(alice.page).toHaveURL(/\/history\/call-35$/)
  await expect(row).toBeHidden()
  await alice.page.goBack()
  await expect(row).toBeInViewport()
  await alice.close()
})

function historyPage(older: boolean): { calls: object[]; pagination: object } {
  const [from, to] = older ? [30, 40] : [0, 30]
  const calls = Array.from({ length: to - from }, (_, index) => ({
    id: `call-${from + index}`,
    kind: 'direct',
    call_type: 'audio',
    state: 'ended',
    created_at: new Date(Date.UTC(2026, 0, 1) - (from + index) * 60_000).toISOString(),
    duration_seconds: 65,
    direction: 'outgoing',
    other_party: { id: randomUUID(), name: `Person ${from + index}`, avatar_url: null },
    participants_count: 2,
  }))
  return { calls, pagination: { limit: 30, offset: from, hasMore: !older, nextCursor: older ? null : 'older' } }
}

test('a name written from right to left keeps its beginning, and no name breaks the page', async ({ browser }) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  const names = [ARABIC, 'W'.repeat(100), `👩‍👩‍👧‍👦${'🏳️‍🌈'.repeat(10)}`]
  const people = []
  for (const name of names) people.push({ ...(await signUpNamed(alice, name)), name })
  for (const person of people) await alice.addContact({ ...person, password: '' })
  for (const width of [320, 390, 1440]) {
    await alice.page.setViewportSize({ width, height: 800 })
    for (const person of people)
      await expect.poll(() => beginningIsVisible(alice.testId(`person-${person.username}`))).toBe(true)
    await expect.poll(() => alice.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
  }
  await alice.close()
})

async function signUpNamed({ context }: Device, name: string): Promise<{ id: string; username: string }> {
  const username = `odd-${randomUUID().slice(0, 8)}`
  const stranger = await context.browser()?.newContext()
  const response = await stranger?.request.post(`${visavisUrl()}/api/auth/signup`, {
    data: { username, password: 'correct horse 1', name },
  })
  const body = (await response?.json()) as { user: { id: string } }
  await stranger?.close()
  return { id: body.user.id, username }
}

/** Whether the first letter of the name in this row lies within the box that shows the name. */
function beginningIsVisible(row: Locator): Promise<boolean> {
  return row.locator('bdi').evaluateAll(([name]) => {
    const text = name?.firstChild
    if (!name || !text) return false
    const first = document.createRange()
    first.setStart(text, 0)
    first.setEnd(text, 1)
    const [letter, box] = [first.getBoundingClientRect(), name.getBoundingClientRect()]
    return letter.left >= box.left - 1 && letter.right <= box.right + 1
  })
}

test('a rejected name is reported at its field', async ({ browser, page }) => {
  const taken = await signUp(browser, 'Erin')
  await page.goto(visavisUrl())
  await page.getByRole('button', { name: 'New here? Create an account' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Erin')
  await page.getByLabel('Username').fill(taken.username)
  await page.getByLabel('Password').fill('correct horse 1')
  await page.getByRole('button', { name: 'Create account' }).click()
  const username = page.getByLabel('Username')
  await expect(username).toHaveAccessibleDescription('This username is taken. Choose another one.')
  await expect(username).toBeFocused()

  await username.fill(`erin-${randomUUID().slice(0, 8)}`)
  await page.getByLabel('Password').fill('short')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByLabel('Password')).toHaveAccessibleDescription('Password must be 8 to 200 characters.')
  await expect(username).toHaveAccessibleDescription('')
})

test('each page has an address, which survives the sign-in, and Back leaves it', async ({ browser }) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  await expect(alice.page).toHaveURL(/\/people$/)
  await alice.open('History')
  await expect(alice.page).toHaveURL(/\/history$/)
  await alice.open('You')
  await alice.page.goBack()
  await expect(alice.page.getByRole('region', { name: 'History' })).toBeVisible()
  await alice.page.goForward()
  await expect(alice.page.getByRole('region', { name: 'Your devices' })).toBeVisible()
  await alice.button('Sign out').click()
  await expect(alice.page).toHaveURL(/\/sign-in$/)

  await alice.page.goto(`${visavisUrl()}/history`)
  await alice.page.getByLabel('Username').fill(alice.person.username)
  await alice.page.getByLabel('Password').fill(alice.person.password)
  await expect(alice.page).toHaveURL(/\/sign-in\?next=%2Fhistory$/)
  await alice.button('Sign in').click()
  await expect(alice.page.getByRole('region', { name: 'History' })).toBeVisible()
  await expect(alice.page).toHaveURL(/\/history$/)

  await alice.page.goto(`${visavisUrl()}/no/such/page`)
  await alice.page.getByRole('link', { name: 'Go to People' }).click()
  await expect(alice.page.getByLabel('Find people')).toBeVisible()
  await close(alice)
})

test('the history shows all calls, the missed ones, or those with one person; one or all can be removed', async ({
  browser,
}) => {
  const { alice, bob } = await aliceAndBob(browser)
  for (let call = 0; call < 2; call += 1) {
    await bob.call(alice.person, 'Audio')
    await expect(alice.incoming).toBeVisible()
    await bob.button('Cancel').click()
    await expect(alice.incoming).toBeHidden()
  }
  await connected({ alice, bob }, 'Audio')
  await alice.button('Hang up').click()
  await alice.open('History')
  const rows = alice.testId('history-row')
  await expect(rows).toHaveCount(2)
  await expect(rows.nth(0)).not.toContainText('(')
  await expect(rows.nth(1)).toContainText('(2)')
  await alice.page.getByRole('link', { name: 'Missed', exact: true }).click()
  await expect(alice.page).toHaveURL(/\/history\?show=missed$/)
  await expect(rows).toHaveCount(1)
  await alice.page.goBack()
  await expect(rows).toHaveCount(2)

  await rows.nth(0).getByRole('link').click()
  const details = alice.page.getByRole('region', { name: 'Call details' })
  await expect(details).toContainText('Outgoing audio call')
  await expect(details.getByRole('list', { name: 'Participants' }).getByRole('listitem')).toHaveCount(2)
  await expect(details).toContainText('This device')
  await details.getByRole('link', { name: 'All calls with Bob' }).click()
  await expect(alice.page).toHaveURL(new RegExp(`/history\\?with=${bob.person.id}$`))
  await expect(rows).toHaveCount(3) // not joined

  await rows.nth(0).getByRole('link').click()
  await details.getByRole('button', { name: 'Remove from history' }).click()
  await details.getByRole('button', { name: 'Remove it' }).click()
  await expect(details).toBeHidden()
  await expect(rows).toHaveCount(2)

  await alice.page.getByRole('link', { name: 'All', exact: true }).click()
  await alice.button('Clear all').click()
  await alice.button('Clear it').click()
  await expect(alice.page.getByText(/^No calls yet/)).toBeVisible()
  await bob.open('History')
  await expect(bob.testId('history-row').first()).toBeVisible()
  await close(alice, bob)
})

test('a shared link opens the person, also for a user who has to sign in first', async ({ browser }) => {
  const { alice, bob } = await aliceAndBob(browser)
  await alice.open('You')
  const link = await alice.page.getByLabel('Your link').inputValue()
  await bob.button('Sign out').click()
  await bob.page.goto(link)
  await bob.page.getByLabel('Username').fill(bob.person.username)
  await bob.page.getByLabel('Password').fill(bob.person.password)
  await bob.button('Sign in').click()
  const person = bob.page.getByRole('region', { name: 'Person' })
  await expect(person).toContainText(alice.person.username)
  await person.getByRole('button', { name: 'Audio call' }).click()
  await expect(alice.incoming).toContainText('Bob')
  await bob.button('Cancel').click()
  await alice.open('People')
  await alice.page.getByRole('link', { name: /^Bob/ }).click() // a tile of the latest call
  await expect(alice.page).toHaveURL(new RegExp(`/people/${bob.person.id}$`))
  await close(alice, bob)
})

test('the current page is distinguishable in forced colours', async ({ browser }) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  await alice.page.emulateMedia({ forcedColors: 'active' })
  await alice.open('History')
  const tab = (name: string) => alice.page.getByRole('navigation').getByRole('link', { name, exact: true })
  const colour = (of: Locator) => of.evaluate((element) => getComputedStyle(element).backgroundColor)
  await expect.poll(async () => (await colour(tab('History'))) === (await colour(tab('People')))).toBe(false)
  // Colours fade for a moment.
  await expect.poll(async () => (await colour(tab('You'))) === (await colour(tab('People')))).toBe(true)
  await close(alice)
})
