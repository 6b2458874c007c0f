import { randomUUID } from 'node:crypto'
import { type Browser, type BrowserContext, type Locator, type Page, expect } from '@playwright/test'
import { watchPeerConnections, watchSignaling } from './media.js'
import { watchPolicy } from './policy.js'

export function visavisUrl(): string {
  const url = process.env['VISAVIS_URL']
  if (url === undefined) throw new Error('the stack was not started')
  return url
}

/** Somebody with an account of their own for one test. */
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
  const answer = await context.request.post(`${visavisUrl()}/api/auth/signup`, { data: { username, password, name } })
  expect(answer.status()).toBe(201)
  const body = (await answer.json()) as { user: { id: string } }
  await context.close()
  return { id: body.user.id, name, username, password }
}

/** A browser of `person`, signed in, its socket registered. */
export async function openDevice(browser: Browser, person: Person, query = ''): Promise<Device> {
  const context = await browser.newContext()
  const answer = await context.request.post(`${visavisUrl()}/api/auth/login`, {
    data: { username: person.username, password: person.password },
  })
  expect(answer.status()).toBe(200)
  await context.addInitScript(watchPeerConnections)
  await context.addInitScript(watchSignaling)
  await watchPolicy(context)
  const page = await context.newPage()
  const device = new Device(context, page, person)
  await page.goto(`${visavisUrl()}/${query}`)
  await expect.poll(() => device.registrations.length, { message: 'the device is registered' }).toBeGreaterThan(0)
  return device
}

/** What the server said when the device came on the line. */
export interface Registration {
  userId: string
  gatewayId: string
  calls: { callId: string; resumed?: boolean }[]
}

/** What a person sees and touches on one device. */
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
    await this.look('History')
    return this.testId('history-row').first()
  }

  async look(page: 'People' | 'History' | 'You'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('button', { name: page, exact: true }).click()
  }

  /** The row of somebody among one's contacts, or among those who were searched for. */
  row(person: Person): Locator {
    return this.testId(`person-${person.username}`)
  }

  /** Chooses from the menu beside somebody's name, in a row that is there. */
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
    await expect(this.words(/is one of your contacts/)).toBeVisible()
    await this.page.getByLabel('Find people').fill('')
    await expect(this.row(person)).toBeVisible()
  }

  /** Words that the device says by itself. */
  words(text: RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text })
  }

  /** The socket breaks, and no new one reaches anybody until `mendLine`. */
  async cutLine(): Promise<void> {
    await this.page.evaluate(() => {
      window.line.down = true
      window.line.sockets.at(-1)?.close()
    })
  }

  async mendLine(): Promise<void> {
    await this.page.evaluate(() => {
      window.line.down = false
    })
  }

  /** Sends nothing more until `releaseLine`. */
  async holdLine(): Promise<void> {
    await this.page.evaluate(() => {
      window.line.held = []
    })
  }

  async releaseLine(): Promise<void> {
    await this.page.evaluate(() => {
      const { held } = window.line
      window.line.held = null
      held?.forEach((send) => send())
    })
  }

  async close(): Promise<void> {
    await this.context.close()
  }
}
