import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from '@playwright/test'
import { type Device, visavisUrl } from './person.js'
import { freePort } from './stack.js'

const START_LIMIT_MS = 15_000
const POLL_INTERVAL_MS = 100

/** The ICE servers that the stack gives to this device, with its credentials. */
export async function issuedServers({ context }: Device): Promise<RTCIceServer[]> {
  const response = await context.request.get(`${visavisUrl()}/api/turn/credentials`)
  expect(response.status()).toBe(200)
  return ((await response.json()) as { iceServers: RTCIceServer[] }).iceServers
}

export interface Relay {
  urls: string
  stop: () => Promise<void>
}

/** Starts a second coturn next to the stack's own. It accepts credentials signed with any of these secrets. */
export async function startRelay(...secrets: string[]): Promise<Relay> {
  const [address, port] = [ownAddress(), await freePort()]
  const folder = await mkdtemp(path.join(tmpdir(), 'visavis-relay-'))
  const configuration = path.join(folder, 'turnserver.conf')
  await writeFile(configuration, settings(address, port, folder, secrets), { mode: 0o600 })
  const relay = spawn('turnserver', ['-c', configuration], { cwd: folder, stdio: 'ignore' })
  const stop = async (): Promise<void> => {
    await end(relay)
    await rm(folder, { recursive: true })
  }
  try {
    await listens(relay, address, port)
  } catch (error) {
    await stop()
    throw error
  }
  return { urls: `turn:${address}:${port}?transport=udp`, stop }
}

function settings(address: string, port: number, folder: string, secrets: string[]): string {
  return [
    `listening-ip=${address}`,
    `relay-ip=${address}`,
    `listening-port=${port}`,
    'min-port=49952',
    'max-port=50051',
    'use-auth-secret',
    ...secrets.map((secret) => `static-auth-secret=${secret}`),
    'realm=visavis.local',
    'no-tls',
    'no-dtls',
    'no-cli',
    'log-file=stdout',
    `pidfile=${folder}/turnserver.pid`,
    `userdb=${folder}/turndb`,
    ...(address === '127.0.0.1' ? ['allow-loopback-peers'] : []),
    '',
  ].join('\n')
}

/** Not loopback if there is another address, because browsers offer network addresses. */
function ownAddress(): string {
  const usable = Object.entries(networkInterfaces())
    .filter(([name]) => !name.startsWith('docker'))
    .flatMap(([, addresses]) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)
  return usable?.address ?? '127.0.0.1'
}

async function listens(relay: ChildProcess, host: string, port: number): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS
  while (!(await accepts(host, port))) {
    if (relay.exitCode !== null) throw new Error(`coturn ended with ${relay.exitCode}`)
    if (Date.now() > deadline) throw new Error('coturn does not listen')
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS))
  }
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 })
    const finish = (accepted: boolean) => () => {
      socket.destroy()
      resolve(accepted)
    }
    socket.on('connect', finish(true)).on('error', finish(false)).on('timeout', finish(false))
  })
}

async function end(relay: ChildProcess): Promise<void> {
  if (relay.exitCode !== null || relay.signalCode !== null) return
  const exited = once(relay, 'exit')
  relay.kill('SIGKILL') // it has no state to save
  await exited
}
