import type { Browser } from '@playwright/test'
import { visavisUrl } from '../person.js'

export interface Frame {
  readonly data: Buffer
  readonly isKey: boolean
}

/** One size of the camera. The first frame is a key frame, so the frames can be repeated. */
export interface Layer {
  /** In pixels. */
  readonly height: number
  readonly frames: readonly Frame[]
}

/** A camera and a microphone, encoded once and then sent by many. */
export interface Recording {
  readonly framesPerSecond: number
  /** VP8, the smallest first. */
  readonly layers: readonly Layer[]
  /** Opus, 20 ms each. */
  readonly sound: readonly Buffer[]
}

/** The heights and bit rates in which the web UI sends a large camera. */
const BITRATES = { 180: 150_000, 360: 450_000, 720: 1_500_000 } as const
export type Height = keyof typeof BITRATES

const FRAMES = 40
const SOUND_PACKETS = 101
const ENCODE_LIMIT_MS = 60_000

/** Has Chromium encode a moving picture in these heights (16:9), and a tone. */
export async function recordMedia(
  browser: Browser,
  heights: readonly Height[] = [180, 360],
  framesPerSecond = 15,
): Promise<Recording> {
  const page = await browser.newPage()
  try {
    page.setDefaultTimeout(ENCODE_LIMIT_MS)
    await page.goto(visavisUrl()) // WebCodecs needs a secure context
    const layers: Layer[] = []
    for (const height of [...heights].sort((a, b) => a - b)) {
      const size = { height, bitrate: BITRATES[height], framesPerSecond, count: FRAMES }
      const frames = await page.evaluate(encodePictures, size)
      layers.push({ height, frames: frames.map(({ data, isKey }) => ({ data: Buffer.from(data, 'base64'), isKey })) })
    }
    const sound = await page.evaluate(encodeTone, SOUND_PACKETS)
    return { framesPerSecond, layers, sound: sound.map((data) => Buffer.from(data, 'base64')) }
  } finally {
    await page.close()
  }
}

interface Pictures {
  height: number
  bitrate: number
  framesPerSecond: number
  count: number
}

/** Runs in the page. */
async function encodePictures({ height, bitrate, framesPerSecond, count }: Pictures) {
  const width = Math.round((height * 16) / 9)
  const frames: { data: string; isKey: boolean }[] = []
  const failures: DOMException[] = []
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength)
      chunk.copyTo(bytes)
      frames.push({ data: btoa(String.fromCharCode(...bytes)), isKey: chunk.type === 'key' })
    },
    error: (failure) => failures.push(failure),
  })
  encoder.configure({ codec: 'vp8', width, height, bitrate, framerate: framesPerSecond, latencyMode: 'realtime' })
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  for (let index = 0; index < count; index++) {
    const turn = (index / count) * 2 * Math.PI
    context.fillStyle = `hsl(${Math.round((index / count) * 360)} 60% 40%)`
    context.fillRect(0, 0, width, height)
    context.fillStyle = 'white'
    context.beginPath()
    context.arc(width / 2 + (Math.cos(turn) * width) / 4, height / 2 + (Math.sin(turn) * height) / 4, height / 8, 0, 7)
    context.fill()
    const frame = new VideoFrame(canvas, { timestamp: Math.round((index * 1e6) / framesPerSecond) })
    encoder.encode(frame, { keyFrame: index === 0 })
    frame.close()
  }
  await encoder.flush()
  encoder.close()
  if (failures.length > 0) throw failures[0]
  return frames
}

/** Runs in the page. */
async function encodeTone(count: number): Promise<string[]> {
  const sampleRate = 48_000
  const perPacket = sampleRate / 50
  const packets: string[] = []
  const failures: DOMException[] = []
  const encoder = new AudioEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength)
      chunk.copyTo(bytes)
      packets.push(btoa(String.fromCharCode(...bytes)))
    },
    error: (failure) => failures.push(failure),
  })
  encoder.configure({ codec: 'opus', sampleRate, numberOfChannels: 1, bitrate: 32_000 })
  for (let index = 0; index < count; index++) {
    const data = new Float32Array(perPacket)
    for (let i = 0; i < perPacket; i++)
      data[i] = Math.sin(((index * perPacket + i) / sampleRate) * 440 * 2 * Math.PI) / 4
    const timestamp = index * 20_000
    const tone = new AudioData({
      format: 'f32-planar',
      sampleRate,
      numberOfChannels: 1,
      numberOfFrames: perPacket,
      timestamp,
      data,
    })
    encoder.encode(tone)
    tone.close()
  }
  await encoder.flush()
  encoder.close()
  if (failures.length > 0) throw failures[0]
  return packets
}
