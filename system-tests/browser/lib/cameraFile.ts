import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Large enough for three simulcast layers, and slow, because one machine encodes several. */
const [WIDTH, HEIGHT, RATE, FRAMES] = [960, 540, 10, 20] as const
const GREY = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)

/**
 * A picture for `--use-file-for-fake-video-capture` that takes as many bits as an encoder may use, as a lively room does:
 * moving stripes with noise.
 */
export async function cameraFile(): Promise<{ file: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'visavis-camera-'))
  const file = path.join(folder, 'lively.y4m')
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420jpeg\n`)
  const frames = Array.from({ length: FRAMES }, (_, index) => [Buffer.from('FRAME\n'), brightness(index), GREY])
  await writeFile(file, Buffer.concat([header, ...frames.flat()]))
  return { file, remove: () => rm(folder, { recursive: true }) }
}

function brightness(frame: number): Buffer {
  const pixels = randomBytes(WIDTH * HEIGHT)
  for (const [index, noise] of pixels.entries()) {
    const stripe = ((index % WIDTH) + frame * (WIDTH / FRAMES)) % 240 < 120 ? 60 : 170
    pixels[index] = stripe + (noise & 31)
  }
  return pixels
}
