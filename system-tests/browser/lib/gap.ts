import type { Page } from '@playwright/test'

declare global {
  interface Window {
    picture: { frames: number; last: number; longestGap: number }
  }
}

/** From now on, notes when the page renders a frame of the far side, whichever element shows it. */
export function watchPicture(page: Page): Promise<void> {
  return page.evaluate(() => {
    const watching = 'picture' in window
    window.picture = { frames: 0, last: performance.now(), longestGap: 0 }
    if (watching) return
    const followed = new WeakSet<HTMLVideoElement>()
    const follow = (video: HTMLVideoElement): void => {
      video.requestVideoFrameCallback((now) => {
        if (video.dataset['testid'] === 'remote-video') {
          window.picture.frames += 1
          window.picture.longestGap = Math.max(window.picture.longestGap, now - window.picture.last)
          window.picture.last = now
        }
        follow(video)
      })
    }
    const look = (): void => {
      for (const video of document.querySelectorAll<HTMLVideoElement>('video[data-testid]')) {
        if (followed.has(video)) continue
        followed.add(video)
        follow(video)
      }
      requestAnimationFrame(look)
    }
    look()
  })
}

/** The longest interval between two rendered frames since `watchPicture`, in milliseconds. */
export function longestGap(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(window.picture.longestGap, performance.now() - window.picture.last))
}

export function framesRendered(page: Page): Promise<number> {
  return page.evaluate(() => window.picture.frames)
}
