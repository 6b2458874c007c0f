import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type Socket, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { chromiumWithFakeMedia } from './chromium.js'
import { visavisUrl } from './person.js'

const NAMESPACE = 'visavis-poor-link'
/** The two ends of the link: of this machine, and of the namespace. */
const [NEAR, FAR] = ['visavis-near', 'visavis-far']
const [NEAR_ADDRESS, FAR_ADDRESS] = ['10.213.84.1', '10.213.84.2']
/** How long a packet waits in the router at most. What does not fit is lost, as in a router at home. */
const QUEUE = '300ms'

/** A network namespace whose only way to this machine is a link that can be made poor. */
export interface PoorLink {
  /** Starts Chromium at the far end. It reaches the stack under the same URL as everybody else. */
  launch: () => Promise<Browser>
  /** Lets only so many kbit/s through towards the far end. */
  limit: (kbitPerSecond: number) => void
  lift: () => void
  close: () => Promise<void>
}

/** Why there can be no poor link here; null if there can. */
export function noPoorLink(): string | null {
  if (process.platform !== 'linux') return 'network namespaces need Linux'
  if (process.getuid?.() !== 0) return 'a network namespace needs root'
  try {
    closeLink()
    openLink()
    limit(1000)
    return null
  } catch (error) {
    return `this machine cannot limit a link (it needs Debian's iproute2, and the right to add a namespace): ${String(error)}`
  } finally {
    closeLink()
  }
}

export async function openPoorLink(): Promise<PoorLink> {
  closeLink() // of a run that was killed
  openLink()
  const { port } = new URL(visavisUrl())
  const stopForwarding = await forward(Number(port))
  const folder = await mkdtemp(path.join(tmpdir(), 'visavis-poor-link-'))
  const browsers: Browser[] = []
  return {
    async launch() {
      const program = path.join(folder, 'chromium')
      const { executablePath, args } = chromiumWithFakeMedia.launchOptions
      await writeFile(program, `#!/bin/sh\nexec ip netns exec ${NAMESPACE} ${executablePath} "$@"\n`)
      await chmod(program, 0o755)
      const browser = await chromium.launch({
        executablePath: program,
        args: [...args, `--host-resolver-rules=MAP localhost ${NEAR_ADDRESS}`],
      })
      browsers.push(browser)
      return browser
    },
    limit,
    lift: () => run('tc', 'qdisc', 'del', 'dev', NEAR, 'root'),
    async close() {
      for (const browser of browsers) await browser.close()
      await stopForwarding()
      closeLink()
      await rm(folder, { recursive: true })
    },
  }
}

function openLink(): void {
  run('ip', 'netns', 'add', NAMESPACE)
  run('ip', 'link', 'add', NEAR, 'type', 'veth', 'peer', 'name', FAR, 'netns', NAMESPACE)
  run('ip', 'address', 'add', `${NEAR_ADDRESS}/30`, 'dev', NEAR)
  run('ip', 'link', 'set', NEAR, 'up')
  const far = ['ip', '-netns', NAMESPACE] as const
  run(...far, 'link', 'set', 'lo', 'up')
  run(...far, 'address', 'add', `${FAR_ADDRESS}/30`, 'dev', FAR)
  run(...far, 'link', 'set', FAR, 'up')
  run(...far, 'route', 'add', 'default', 'via', NEAR_ADDRESS)
}

function limit(kbitPerSecond: number): void {
  const rate = ['rate', `${kbitPerSecond}kbit`, 'burst', '5kb', 'latency', QUEUE]
  run('tc', 'qdisc', 'replace', 'dev', NEAR, 'root', 'tbf', ...rate)
}

/** With the namespace, its end of the link disappears, and with it the other end. */
function closeLink(): void {
  for (const words of [
    ['link', 'del', NEAR],
    ['netns', 'del', NAMESPACE],
  ])
    try {
      run('ip', ...words)
    } catch {
      // there is none
    }
}

/** The stack listens on loopback only, which is another one in the namespace. */
async function forward(port: number): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const stack = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [near, stack],
      [stack, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy()).on('close', () => sockets.delete(one))
      one.pipe(other)
    }
  })
  await once(server.listen(port, NEAR_ADDRESS), 'listening')
  return async () => {
    sockets.forEach((socket) => socket.destroy())
    server.close()
    await once(server, 'close')
  }
}

function run(program: string, ...words: string[]): void {
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'] })
}
