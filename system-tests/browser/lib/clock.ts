import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** Each frame that was read: when it was drawn and when it was shown, in milliseconds on the machine's clock. */
    clockReadings: { drawn: number; shown: number }[]
  }
}

/** The size and the rate of the picture with the clock. */
interface ClockCamera {
  width: number
  height: number
  frameRate: number
}

/**
 * Runs in the page before its own scripts: the camera is a picture whose upper half is a clock that a machine can read. It
 * has 20 bars: the milliseconds modulo 65,536, and a checksum of 4 bits. Below it, a stripe moves.
 */
export function useClockCamera({ width, height, frameRate }: ClockCamera): void {
  const { mediaDevices } = navigator
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  const draw = (): void => {
    if (context === null) return
    const now = Math.round(performance.timeOrigin + performance.now()) % 65_536
    const checksum = ((now >> 12) ^ (now >> 8) ^ (now >> 4) ^ now) & 15
    const code = (now << 4) | checksum
    const bar = width / 20
    for (let bit = 0; bit < 20; bit++) {
      context.fillStyle = (code >> bit) & 1 ? '#fff' : '#000'
      context.fillRect(bit * bar, 0, bar, height / 2)
    }
    context.fillStyle = '#486'
    context.fillRect(0, height / 2, width, height / 2)
    context.fillStyle = '#fc8'
    context.fillRect((now / 4) % width, height / 2, bar, height / 2)
  }
  mediaDevices.getUserMedia = async (constraints = {}) => {
    const { video, audio } = constraints
    if (video === undefined || video === false) return getUserMedia(constraints)
    const stream = audio === undefined ? new MediaStream() : await getUserMedia({ audio })
    const [track] = canvas.captureStream(frameRate).getVideoTracks()
    if (track === undefined) throw new Error('a canvas has a track')
    const timer = setInterval(draw, 1000 / frameRate)
    const stop = track.stop.bind(track)
    track.stop = () => {
      clearInterval(timer)
      stop()
    }
    stream.addTrack(track)
    return stream
  }
}

/** Reads the clock in each frame of a video that the page shows from now on. Frames whose checksum is wrong are left out. */
export function readClock(page: Page, video: string): Promise<void> {
  return page.evaluate((selector) => {
    window.clockReadings = []
    const canvas = Object.assign(document.createElement('canvas'), { width: 20, height: 1 })
    const context = canvas.getContext('2d', { willReadFrequently: true })
    const element = document.querySelector<HTMLVideoElement>(selector)
    if (element === null || context === null) throw new Error(`there is no ${selector}`)
    const read = (): number | null => {
      const { videoWidth, videoHeight } = element
      // One row in the middle of the clock, and of each bar the middle.
      let code = 0
      context.drawImage(element, 0, videoHeight / 4, videoWidth, 1, 0, 0, 20, 1)
      const { data } = context.getImageData(0, 0, 20, 1)
      for (let bit = 0; bit < 20; bit++) if ((data[4 * bit] ?? 0) > 127) code |= 1 << bit
      const drawn = code >> 4
      const checksum = ((drawn >> 12) ^ (drawn >> 8) ^ (drawn >> 4) ^ drawn) & 15
      return checksum === (code & 15) ? drawn : null
    }
    const follow = (): void => {
      element.requestVideoFrameCallback((_now, { expectedDisplayTime }) => {
        const drawn = read()
        const shown = Math.max(performance.now(), expectedDisplayTime) + performance.timeOrigin
        if (drawn !== null) window.clockReadings.push({ drawn, shown })
        follow()
      })
    }
    follow()
  }, video)
}

/** How long each frame took from drawing to the screen, in milliseconds. */
export async function latencies(page: Page): Promise<number[]> {
  const readings = await page.evaluate(() => window.clockReadings)
  return readings.map(({ drawn, shown }) => (((shown - drawn) % 65_536) + 65_536) % 65_536)
}
