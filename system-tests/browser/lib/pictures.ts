import type { Locator, Page } from '@playwright/test'

const LIMIT_MS = 30_000

/** The ids of the people whose picture a page shows in a group call. */
export function usersShown(page: Page): Promise<string[]> {
  return page
    .locator('[data-testid="tile"]:has([data-testid="tile-video"][data-shown="true"])')
    .evaluateAll((tiles) =>
      tiles.flatMap((tile) => (tile instanceof HTMLElement && tile.dataset['user'] ? [tile.dataset['user']] : [])),
    )
}

/** All pictures that a page has decoded so far. */
export function framesDecoded(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let frames = 0
    for (const connection of window.peerConnections)
      for (const report of (await connection.getStats()).values())
        if (report.type === 'inbound-rtp' && report.kind === 'video') frames += report.framesDecoded ?? 0
    return frames
  })
}

/** Clicks a button and returns how long each of so many tiles takes to show a picture, in milliseconds. */
export function timesToPictures(button: Locator, tiles: number): Promise<number[]> {
  return button.evaluate(
    async (element: HTMLButtonElement, { count, limitMs }) => {
      const times = new Map<string, number>()
      const start = performance.now()
      element.click()
      while (times.size < count) {
        await new Promise(requestAnimationFrame)
        const elapsed = performance.now() - start
        if (elapsed > limitMs) throw new Error(`only ${times.size} of ${count} tiles show a picture`)
        for (const video of document.querySelectorAll('[data-testid="tile-video"][data-shown="true"]')) {
          const user = video.closest<HTMLElement>('[data-testid="tile"]')?.dataset['user']
          if (user !== undefined && !times.has(user)) times.set(user, elapsed)
        }
      }
      return [...times.values()]
    },
    { count: tiles, limitMs: LIMIT_MS },
  )
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}
