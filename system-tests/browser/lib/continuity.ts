import { expect } from '@playwright/test'
import type { Device, Person } from './person.js'

declare global {
  interface Window {
    continuity: Watch
  }
}

/** What a page has shown and played since the watch began. Instants are in milliseconds on the clock of the machine. */
interface Watch {
  /** The person on the other side of a call of two, whose picture fills the screen. */
  peer: string
  /** By user id: when frames were rendered. The first instant is the beginning of the watch. */
  frames: Record<string, number[]>
  /** By user id: the longest time in which no frame was decoded and no sound arrived, and the time since the latest. */
  decoded: Record<string, Gap>
  sounds: Record<string, Gap>
  /** By user id: the longest time without a picture on the screen. */
  blank: Record<string, { longest: number; since: number | null }>
  /** The users who were on the screen twice. */
  twice: string[]
  /** The longest time in which this page's own camera gave no frame. */
  camera: Gap
}

/** Not in TypeScript's types yet (Media Capture and Streams Extensions, "MediaStreamTrack Statistics"). */
interface CountedTrack extends MediaStreamTrack {
  stats: { deliveredFrames: number }
}

interface Gap {
  longest: number
  now: number
}

/** How one device saw and heard one other person during a watch; times in milliseconds. */
export interface Continuity {
  pair: string
  frames: number[]
  longestShown: number
  longestDecoded: number
  longestSilence: number
  longestBlank: number
  wasTwice: boolean
  /** The longest time in which the camera of the person who was seen gave no frame. */
  cameraStood: number
}

/** Begins to watch how these devices see and hear each other, also those who come later; ends the watch before. */
export async function watchEachOther(devices: readonly Device[]): Promise<void> {
  await Promise.all(
    devices.map(({ page, person }) => {
      const others = devices.filter((other) => other.person !== person).map((other) => other.person.id)
      return page.evaluate(watch, others)
    }),
  )
}

/** What each of these devices has seen and heard of the others since `watchEachOther`. */
export async function watched(devices: readonly Device[]): Promise<Continuity[]> {
  const cameras = await Promise.all(devices.map(({ page }) => page.evaluate(() => window.continuity.camera.longest)))
  const stood = new Map(devices.map(({ person }, index) => [person.id, cameras[index] ?? NaN]))
  const all = await Promise.all(devices.map((viewer) => watchedBy(viewer, devices, stood)))
  return all.flat()
}

async function watchedBy(
  viewer: Device,
  devices: readonly Device[],
  cameraStood: ReadonlyMap<string, number>,
): Promise<Continuity[]> {
  const now = await viewer.page.evaluate(() => ({
    ...window.continuity,
    at: performance.timeOrigin + performance.now(),
  }))
  const of = ({ id, name }: Person): Continuity => {
    const frames = now.frames[id] ?? []
    const blank = now.blank[id]
    return {
      pair: `${name} at ${viewer.person.name}`,
      frames,
      longestShown: Math.max(...gaps([...frames, now.at])),
      longestDecoded: now.decoded[id]?.longest ?? NaN,
      longestSilence: now.sounds[id]?.longest ?? NaN,
      longestBlank: Math.max(blank?.longest ?? NaN, typeof blank?.since === 'number' ? now.at - blank.since : 0),
      wasTwice: now.twice.includes(id),
      cameraStood: cameraStood.get(id) ?? NaN,
    }
  }
  return devices.filter((device) => device !== viewer).map(({ person }) => of(person))
}

/** Expects that these devices, which watch each other, go on seeing each other. */
export async function expectMorePictures(devices: readonly Device[], frames = 5): Promise<void> {
  const counts = async () => Object.fromEntries((await watched(devices)).map((pair) => [pair.pair, pair.frames.length]))
  const before = await counts()
  await expect
    .poll(
      async () => {
        const now = await counts()
        return Object.keys(before).filter((pair) => (now[pair] ?? 0) < (before[pair] ?? 0) + frames)
      },
      { message: 'these pictures do not move', intervals: [200] },
    )
    .toEqual([])
}

export function gaps(instants: readonly number[]): number[] {
  return instants.slice(1).map((instant, index) => instant - (instants[index] ?? instant))
}

export function summary(values: readonly number[]): string {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(0)
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms (${sorted.length} values)`
}

/** The smallest value that at most 5 % of the values exceed. */
export function p95(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(values.length * 0.95) - 1] ?? NaN
}

/** Runs in the page. */
function watch(others: string[]): void {
  const POLL_MS = 50 // each poll interrupts the browser's media threads
  const clock = () => performance.timeOrigin + performance.now()
  const begins = !('continuity' in window)
  const of = <T>(value: () => T) => Object.fromEntries(others.map((id) => [id, value()]))
  window.continuity = {
    peer: others[0] ?? '',
    frames: of(() => [clock()]),
    decoded: of(() => ({ longest: 0, now: 0 })),
    sounds: of(() => ({ longest: 0, now: 0 })),
    blank: of(() => ({ longest: 0, since: null })),
    twice: [],
    camera: { longest: 0, now: 0 },
  }
  if (!begins) return

  const PICTURES = 'video[data-testid=tile-video], video[data-testid=remote-video], video[data-testid=arriving-video]'
  const userOf = (element: Element) =>
    element.closest<HTMLElement>('[data-testid=tile]')?.dataset['user'] ?? window.continuity.peer
  const followed = new WeakSet<HTMLVideoElement>()
  const follow = (video: HTMLVideoElement): void => {
    video.requestVideoFrameCallback((now) => {
      if (video.isConnected) window.continuity.frames[userOf(video)]?.push(performance.timeOrigin + now)
      follow(video)
    })
  }
  const look = (): void => {
    for (const video of document.querySelectorAll<HTMLVideoElement>(PICTURES)) {
      if (followed.has(video)) continue
      followed.add(video)
      follow(video)
    }
    const { blank, twice, peer } = window.continuity
    for (const [id, state] of Object.entries(blank)) {
      const tiles = document.querySelectorAll(`[data-testid=tile][data-user="${id}"][data-kind=camera]`)
      if (tiles.length > 1) twice.push(id)
      const fills = id === peer && document.querySelector('video[data-testid=remote-video]') !== null
      if (fills || tiles[0]?.querySelector('video[data-shown=true]')) {
        if (state.since !== null) state.longest = Math.max(state.longest, clock() - state.since)
        state.since = null
      } else state.since ??= clock()
    }
  }
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-shown'] })
  look()

  // Only the page's own scripts can delay a poll, and media arrives meanwhile.
  const SOUNDS = 'audio[data-testid=remote-audio], video[data-testid=remote-video]'
  let polledAt = clock()
  let cameraFrames = 0
  const polls = [
    { selector: PICTURES, kind: 'video', gaps: () => window.continuity.decoded, last: new Map<string, number>() },
    { selector: SOUNDS, kind: 'audio', gaps: () => window.continuity.sounds, last: new Map<string, number>() },
  ]
  setInterval(() => {
    const passed = Math.min(clock() - polledAt, 2 * POLL_MS)
    polledAt = clock()
    for (const { selector, kind, gaps, last } of polls) {
      const latest = latestArrivals(selector, kind)
      for (const [id, gap] of Object.entries(gaps())) {
        const arrived = (latest.get(id) ?? 0) > (last.get(id) ?? 0)
        gap.now = arrived ? 0 : gap.now + passed
        gap.longest = Math.max(gap.longest, gap.now)
      }
      for (const [id, at] of latest) last.set(id, Math.max(at, last.get(id) ?? 0))
    }
    const { camera } = window.continuity
    const frames = framesOfCamera()
    camera.now = frames === cameraFrames ? camera.now + passed : 0
    camera.longest = Math.max(camera.longest, camera.now)
    cameraFrames = frames
  }, POLL_MS)

  function framesOfCamera(): number {
    const tracks = window.peerConnections
      .filter(({ connectionState }) => connectionState !== 'closed')
      .flatMap((connection) => connection.getSenders())
      .flatMap(({ track }) => (track?.kind === 'video' ? [track as CountedTrack] : []))
    return Math.max(0, ...tracks.map(({ stats }) => stats.deliveredFrames))
  }

  // Connections that replace each other may have tracks with the same ids.
  let open: RTCPeerConnection[] = []
  let receivers = new Map<string, RTCRtpReceiver>()
  function receiverOf(track: string): RTCRtpReceiver | undefined {
    const now = window.peerConnections.filter(({ connectionState }) => connectionState !== 'closed')
    if (!receivers.has(track) || now.length !== open.length || now.some((connection, at) => connection !== open[at])) {
      open = now
      const all = open.flatMap((connection) => connection.getReceivers())
      receivers = new Map(all.map((receiver) => [receiver.track.id, receiver]))
    }
    return receivers.get(track)
  }

  /** By user id: when the latest frame or sound was decoded that one of these elements plays. */
  function latestArrivals(selector: string, kind: string): Map<string, number> {
    const latest = new Map<string, number>()
    for (const player of document.querySelectorAll<HTMLMediaElement>(selector)) {
      const id = player.dataset['user'] ?? userOf(player)
      const tracks = player.srcObject instanceof MediaStream ? player.srcObject.getTracks() : []
      for (const { id: track } of tracks.filter((candidate) => candidate.kind === kind)) {
        const sources = receiverOf(track)?.getSynchronizationSources() ?? []
        latest.set(id, Math.max(latest.get(id) ?? 0, ...sources.map(({ timestamp }) => timestamp)))
      }
    }
    return latest
  }
}
