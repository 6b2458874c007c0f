import type { Page } from '@playwright/test'

declare global {
  interface Window {
    picture: { frames: number; last: number; longestGap: number }
  }
}

/** Records when the page renders a frame of the peer, in whichever element. */
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
    const scan = (): void => {
      for (const video of document.querySelectorAll<HTMLVideoElement>('video[data-testid]')) {
        if (followed.has(video)) continue
        followed.add(video)
        follow(video)
      }
      requestAnimationFrame(scan)
    }
    scan()
  })
}

/** The longest interval between two rendered frames since `watchPicture`, in milliseconds. */
export function longestGap(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(window.picture.longestGap, performance.now() - window.picture.last))
}

export function framesRendered(page: Page): Promise<number> {
  return page.evaluate(() => window.picture.frames)
}
