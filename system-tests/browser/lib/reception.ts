import type { Page } from '@playwright/test'

declare global {
  interface Window {
    reception: Reception
  }
}

/** What a page has shown and heard since `watchReception`. */
export interface Reception {
  /** By user id. */
  tiles: Record<string, Tile>
  /** Audio packets. */
  audio: { received: number; lost: number }
  /** The share of the sound that had to be made up, 0 to 1. */
  concealed: number
  /** kbit/s of the last second, and the heights of the pictures, once a second. */
  seconds: { kbits: number; heights: number[]; lost: number; roundTripMs: number }[]
}

interface Tile {
  frames: number
  /** The height of the latest frame, in pixels. */
  height: number
  last: number
  /** The longest time without a frame, in milliseconds. */
  longestGap: number
}

/** From now on, the page records which frames of each tile it shows, and what its connections receive. */
export function watchReception(page: Page): Promise<void> {
  return page.evaluate(() => {
    const watching = 'reception' in window
    const empty = (): Reception => ({ tiles: {}, audio: { received: 0, lost: 0 }, concealed: 0, seconds: [] })
    const users = watching ? Object.keys(window.reception.tiles) : []
    window.reception = empty()
    const tileOf = (user: string): Tile =>
      (window.reception.tiles[user] ??= { frames: 0, height: 0, last: performance.now(), longestGap: 0 })
    users.forEach(tileOf)
    if (watching) return

    const followed = new WeakSet<HTMLVideoElement>()
    const follow = (user: string, video: HTMLVideoElement): void => {
      video.requestVideoFrameCallback((now) => {
        if (video.isConnected) {
          const tile = tileOf(user)
          tile.frames += 1
          tile.height = video.videoHeight
          tile.longestGap = Math.max(tile.longestGap, now - tile.last)
          tile.last = now
          follow(user, video)
        } else followed.delete(video)
      })
    }
    const scan = (): void => {
      for (const tile of document.querySelectorAll<HTMLElement>('[data-testid="tile"]')) {
        const user = tile.dataset['user'] ?? ''
        tileOf(user)
        for (const video of tile.querySelectorAll('video')) {
          if (followed.has(video)) continue
          followed.add(video)
          follow(user, video)
        }
      }
    }
    setInterval(scan, 50)

    const counted = new Map<string, number>()
    const increase = (key: string, value: unknown): number => {
      const now = typeof value === 'number' ? value : 0
      const before = counted.get(key) ?? now
      counted.set(key, now)
      return now - before
    }
    let [samples, concealed] = [0, 0]
    const read = async (): Promise<void> => {
      const { reception } = window
      if (reception.seconds.length === 0) [samples, concealed] = [0, 0]
      let [bytes, lost, roundTripMs] = [0, 0, 0]
      for (const [index, connection] of window.peerConnections.entries()) {
        if (connection.connectionState !== 'connected') continue
        for (const report of (await connection.getStats()).values()) {
          const grown = (name: string): number => increase(`${index} ${report.id} ${name}`, report[name])
          if (report.type === 'transport') bytes += grown('bytesReceived')
          if (report.type === 'candidate-pair' && report.nominated)
            roundTripMs = Math.max(roundTripMs, 1000 * (report.currentRoundTripTime ?? 0))
          if (report.type !== 'inbound-rtp') continue
          const lostNow = grown('packetsLost')
          lost += lostNow
          if (report.kind !== 'audio') continue
          reception.audio.received += grown('packetsReceived')
          reception.audio.lost += lostNow
          samples += grown('totalSamplesReceived')
          concealed += grown('concealedSamples') - grown('silentConcealedSamples')
        }
      }
      reception.concealed = concealed / Math.max(1, samples)
      const heights = Object.values(reception.tiles).map(({ height, last }) =>
        performance.now() - last < 1000 ? height : 0,
      )
      reception.seconds.push({ kbits: Math.round((bytes * 8) / 1000), heights, lost, roundTripMs })
    }
    setInterval(() => void read(), 1000)
  })
}

export function reception(page: Page): Promise<Reception> {
  return page.evaluate(() => {
    const { tiles, ...rest } = window.reception
    const upToNow = Object.entries(tiles).map(([user, tile]) => {
      const longestGap = Math.max(tile.longestGap, performance.now() - tile.last)
      return [user, { ...tile, longestGap }] as const
    })
    return { ...rest, tiles: Object.fromEntries(upToNow) }
  })
}
