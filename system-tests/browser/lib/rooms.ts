import { expect } from '@playwright/test'
import type { Device } from './person.js'
import { explain, processes, usage } from './processes.js'
import { GATEWAYS } from './stack.js'

/** The processes that serve a call on the media server. */
export interface RoomPlace {
  mediaServer: string
  mediaService: string
}

/** Where the room of this device's call is. */
export async function roomOf({ page }: Device): Promise<RoomPlace> {
  const callId = await page.evaluate(() => window.signaling.findLast(({ type }) => type === 'tracks')?.callId)
  if (callId === undefined) throw new Error('there is no call on the media server')
  const [, port, instance] =
    [...explain(callId).matchAll(/room \d+ is on \S+:(\d+), run by media-service media-(\d+)/g)].at(-1) ?? []
  const mediaServer = processes().find((process) => process.port === Number(port))?.name
  if (mediaServer === undefined) throw new Error(`call ${callId} has no room`)
  return { mediaServer, mediaService: `media-service-${Number(instance) - GATEWAYS}` }
}

/** The processor time that all media servers have used so far, in seconds, and the memory of the largest, in bytes. */
export function usageOfMediaServers(): { seconds: number; bytes: number } {
  const all = processes().filter(({ name }) => name.startsWith('janus'))
  const usages = all.map(({ pid }) => usage(pid))
  return {
    seconds: usages.reduce((sum, { seconds }) => sum + seconds, 0),
    bytes: Math.max(...usages.map(({ bytes }) => bytes)),
  }
}

/** A service that was killed starts again while six browsers use the processors. */
const START_MS = 90_000

/** Expects that every media-service is ready and reaches every media server. */
export async function expectAllUp(): Promise<void> {
  const notUp = async (): Promise<string[]> => {
    const all = processes().filter(({ name }) => /^(janus|media-service)/.test(name))
    const down = all.filter(({ health }) => health !== 'ready').map(({ name }) => name)
    return down.length > 0 ? down : (await Promise.all(all.map(unreachable))).flat()
  }
  await expect.poll(notUp, { timeout: START_MS }).toEqual([])
}

/** The media servers that this media-service does not reach. */
async function unreachable({ management }: { management: number }): Promise<string[]> {
  if (management === 0) return []
  const metrics = await (await fetch(`http://127.0.0.1:${management}/q/metrics`)).text()
  return [...metrics.matchAll(/^visavis_media_server_up\S* 0(?:\.0)?$/gm)].map(([line]) => line)
}
