import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')
export const GATEWAYS = 2
const START_LIMIT_MS = 600_000
const STOP_LIMIT_MS = 60_000

/** The ring timeout in these tests: short, so that they see missed calls soon. */
const RING_TIMEOUT = 'PT15S'
/** The time in which a device may reconnect to its call. */
const RESUME_WINDOW = 'PT12S'
/** How long a hand-off rings on the other device. */
const HAND_OFF_RING = 'PT12S'

/** Starts the stack and returns the function that stops it; or uses the stack that VISAVIS_URL and VISAVIS_DATA name. */
export default async function startStack(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['VISAVIS_URL'] !== undefined) return undefined
  const port = await freePort()
  const data = path.join(ROOT, '.visavis/test/browser')
  const mediaServices = process.argv.includes('--project=groups') ? 2 : 1
  const counts = ['--gateways', String(GATEWAYS), '--media-services', String(mediaServices)]
  const launcher = spawn(
    path.join(ROOT, 'visavis'),
    ['up', '--port', String(port), ...counts, '--fresh', '--data', data],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        VISAVIS_RING_TIMEOUT: RING_TIMEOUT,
        VISAVIS_RESUME_WINDOW: RESUME_WINDOW,
        VISAVIS_CALL_HAND_OFF_RING: HAND_OFF_RING,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  process.once('exit', () => launcher.kill('SIGTERM'))
  process.once('SIGTERM', () => process.exit(143)) // Playwright runs no teardown on this signal
  await ready(launcher)
  process.env['VISAVIS_URL'] = `http://localhost:${port}`
  process.env['VISAVIS_DATA'] = data
  return () => stop(launcher)
}

async function ready(launcher: ChildProcess): Promise<void> {
  const tail: string[] = []
  const output = [launcher.stdout, launcher.stderr].filter((stream) => stream !== null)
  let timer: NodeJS.Timeout | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`./visavis up ${why}:\n${tail.join('\n')}`))
      timer = setTimeout(() => fail('is not ready'), START_LIMIT_MS)
      launcher.once('error', reject)
      launcher.once('exit', (code) => fail(`ended with ${code}`))
      for (const stream of output) {
        createInterface({ input: stream }).on('line', (line) => {
          tail.push(line)
          if (tail.length > 60) tail.shift()
          if (line.includes('Visavis is ready')) resolve()
        })
      }
    })
  } catch (error) {
    await stop(launcher)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

async function stop(launcher: ChildProcess): Promise<void> {
  if (launcher.exitCode !== null || launcher.signalCode !== null) return
  const exited = once(launcher, 'exit')
  launcher.kill('SIGTERM')
  const timer = setTimeout(() => launcher.kill('SIGKILL'), STOP_LIMIT_MS)
  await exited
  clearTimeout(timer)
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
