import { randomUUID } from 'node:crypto'
import { type Browser, type BrowserContext, type Locator, type Page, expect } from '@playwright/test'
import { watchPeerConnections, watchSignaling } from './media.js'
import { watchPolicy } from './policy.js'

export function visavisUrl(): string {
  const url = process.env['VISAVIS_URL']
  if (url === undefined) throw new Error('the stack was not started')
  return url
}

/** A user with an account that is used in one test only. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly password: string
}

export async function signUp(browser: Browser, name: string): Promise<Person> {
  const context = await browser.newContext()
  const username = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}`
  const password = 'correct horse 1'
  const response = await context.request.post(`${visavisUrl()}/api/auth/signup`, { data: { username, password, name } })
  expect(response.status()).toBe(201)
  const body = (await response.json()) as { user: { id: string } }
  await context.close()
  return { id: body.user.id, name, username, password }
}

/** Opens a browser in which `person` is signed in and registered. */
export async function openDevice(browser: Browser, person: Person, query = ''): Promise<Device> {
  const context = await browser.newContext()
  const response = await context.request.post(`${visavisUrl()}/api/auth/login`, {
    data: { username: person.username, password: person.password },
  })
  expect(response.status()).toBe(200)
  await context.addInitScript(watchPeerConnections)
  await context.addInitScript(watchSignaling)
  await watchPolicy(context)
  const page = await context.newPage()
  const device = new Device(context, page, person)
  await page.goto(`${visavisUrl()}/${query}`)
  await expect.poll(() => device.registrations.length, { message: 'the device is registered' }).toBeGreaterThan(0)
  return device
}

/** The payload of `registered`. */
export interface Registration {
  userId: string
  gatewayId: string
  calls: { callId: string; resumed?: boolean }[]
}

/** A device as its user sees and operates it. */
export class Device {
  /** The latest is the last. */
  readonly registrations: Registration[] = []

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly person: Person,
  ) {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        const message = JSON.parse(payload.toString()) as { type: string; payload: Registration }
        if (message.type === 'registered') this.registrations.push(message.payload)
      })
    })
  }

  get incoming(): Locator {
    return this.testId('incoming-call')
  }

  get outgoing(): Locator {
    return this.testId('outgoing-call')
  }

  get active(): Locator {
    return this.testId('active-call')
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' })
  }

  testId(id: string): Locator {
    return this.page.getByTestId(id)
  }

  async call(callee: Person, media: 'Video' | 'Audio' = 'Video'): Promise<void> {
    await (await this.find(callee)).getByRole('button', { name: `${media} call ${callee.name}` }).click()
  }

  /** The newest row of this person's history. */
  async newestInHistory(): Promise<Locator> {
    await this.open('History')
    return this.testId('history-row').first()
  }

  async open(page: 'People' | 'History' | 'You'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: page, exact: true }).click()
  }

  /** The row of a person among the contacts or the search results. */
  row(person: Person): Locator {
    return this.testId(`person-${person.username}`)
  }

  /** Chooses an item from the menu in a row. */
  async choose(row: Locator, choice: string | RegExp): Promise<void> {
    await row.getByRole('button', { name: /^More for/ }).click()
    await row.getByRole('menuitem', { name: choice }).click()
  }

  async find(person: Person): Promise<Locator> {
    await this.page.getByLabel('Find people').fill(person.username)
    return this.row(person)
  }

  async addContact(person: Person): Promise<void> {
    await this.choose(await this.find(person), 'Add to contacts')
    await expect(this.status(/was added to your contacts/)).toBeVisible()
    await this.page.getByLabel('Find people').fill('')
    await expect(this.row(person)).toBeVisible()
  }

  /** A status message. */
  status(text: RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text })
  }

  /** Expects that the card of the last call says why it has ended, and that a screen reader says it too. */
  async expectEnded(why: RegExp): Promise<void> {
    await expect(this.testId('end-card')).toContainText(why)
    await expect(this.page.locator('[role=status], [role=alert]').filter({ hasText: why })).toHaveCount(1)
  }

  /** Closes the socket. New sockets fail until `restoreConnection`. */
  async breakConnection(): Promise<void> {
    await this.page.evaluate(() => {
      window.serverConnection.down = true
      window.serverConnection.sockets.at(-1)?.close()
    })
  }

  async restoreConnection(): Promise<void> {
    await this.page.evaluate(() => {
      window.serverConnection.down = false
    })
  }

  /** Sends no messages until `releaseMessages`. */
  async holdMessages(): Promise<void> {
    await this.page.evaluate(() => {
      window.serverConnection.held = []
    })
  }

  async releaseMessages(): Promise<void> {
    await this.page.evaluate(() => {
      const { held } = window.serverConnection
      window.serverConnection.held = null
      held?.forEach((send) => send())
    })
  }

  async close(): Promise<void> {
    await this.context.close()
  }
}
