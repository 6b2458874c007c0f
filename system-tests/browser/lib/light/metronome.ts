const INTERVAL_MS = 10

type Beat = (nowMs: number) => void

const beats = new Set<Beat>()
let timer: NodeJS.Timeout | undefined

/** Calls `beat` about every 10 ms, from one timer for all. Returns the function that ends it. */
export function onBeat(beat: Beat): () => void {
  beats.add(beat)
  timer ??= setInterval(() => {
    const now = performance.now()
    for (const each of beats) each(now)
  }, INTERVAL_MS)
  return () => {
    beats.delete(beat)
    if (beats.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
