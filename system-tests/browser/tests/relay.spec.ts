import { createHmac } from 'node:crypto'
import { type Page } from '@playwright/test'
import { issuedServers, startRelay } from '../lib/coturn.js'
import { expectMediaFlows, received } from '../lib/media.js'
import { openDevice, signUp } from '../lib/person.js'
import { expect, test } from '../lib/policy.js'

/** Requests an allocation with these servers. Returns the candidate types and the error codes. */
function gather(page: Page, iceServers: RTCIceServer[]): Promise<{ types: string[]; errors: number[] }> {
  return page.evaluate(async (servers) => {
    const connection = new RTCPeerConnection({ iceServers: servers, iceTransportPolicy: 'relay' })
    const types: string[] = []
    const errors: number[] = []
    connection.onicecandidateerror = (event) => errors.push(event.errorCode)
    const done = new Promise<void>((resolve) => {
      connection.onicecandidate = ({ candidate }) => {
        if (candidate === null) resolve()
        else types.push(candidate.type ?? '')
      }
    })
    connection.createDataChannel('probe')
    await connection.setLocalDescription()
    await done
    connection.close()
    return { types, errors }
  }, iceServers)
}

/** Credentials as turn-credential-service signs them, with this secret. */
function signed(urls: string, secret: string): RTCIceServer[] {
  const username = `${Math.floor(Date.now() / 1000) + 300}:rotation`
  return [{ urls, username, credential: createHmac('sha1', secret).update(username).digest('base64') }]
}

function spoil(servers: RTCIceServer[], change: (server: RTCIceServer) => RTCIceServer): RTCIceServer[] {
  return servers.map((server) => (server.username === undefined ? server : change(server)))
}

test('a call that may only use the TURN server goes through it', async ({ browser }) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'), '?relay=only')
  const bob = await openDevice(browser, await signUp(browser, 'Bob'), '?relay=only')
  await alice.call(bob.person)
  await bob.button('Answer').click()
  await expectMediaFlows(alice.page)
  await expectMediaFlows(bob.page)
  expect((await received(alice.page)).route).toEqual(['relay', 'relay'])
  await alice.button('Hang up').click()
  await expect(bob.active).toBeHidden()
  await Promise.all([alice, bob].map((device) => device.close()))
})

test('the TURN server accepts issued credentials and refuses wrong, expired and foreign ones', async ({ browser }) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  const iceServers = await issuedServers(alice)
  expect((await gather(alice.page, iceServers)).types).toContain('relay')
  const wrong = spoil(iceServers, (server) => ({ ...server, credential: 'd3Jvbmc=' }))
  const expired = spoil(iceServers, (server) => ({ ...server, username: `1:${alice.person.id}` }))
  const foreign = spoil(iceServers, (server) => ({ ...server, username: `${server.username}0` }))
  for (const servers of [wrong, expired, foreign]) {
    const refused = await gather(alice.page, servers)
    expect(refused.types).toEqual([])
    expect(refused.errors).toContain(401)
  }
  await alice.close()
})

test('during a key rotation the TURN server accepts the old and the new secret, and afterwards only the new one', async ({
  browser,
}) => {
  const alice = await openDevice(browser, await signUp(browser, 'Alice'))
  const [old, fresh] = ['the-secret-of-last-year', 'the-secret-of-this-year']
  const gathered = (urls: string, secret: string) => gather(alice.page, signed(urls, secret))

  const both = await startRelay(old, fresh)
  expect((await gathered(both.urls, old)).types).toContain('relay')
  expect((await gathered(both.urls, fresh)).types).toContain('relay')
  await both.stop()

  const one = await startRelay(fresh)
  expect((await gathered(one.urls, fresh)).types).toContain('relay')
  const refused = await gathered(one.urls, old)
  expect(refused.types).toEqual([])
  expect(refused.errors).toContain(401)
  await one.stop()
  await alice.close()
})
