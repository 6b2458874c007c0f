import { type Page, expect } from '@playwright/test'

declare global {
  interface Window {
    peerConnections: RTCPeerConnection[]
    signaling: SignalingFrame[]
    /** The sockets so far, whether new ones reach anybody, and what is not sent yet; null: all is sent at once. */
    line: { sockets: WebSocket[]; down: boolean; held: (() => void)[] | null }
  }
}

/** Runs in the page before its own scripts: remembers every peer connection, so that its statistics can be read. */
export function watchPeerConnections(): void {
  window.peerConnections = []
  const Native = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      window.peerConnections.push(this)
    }
  }
}

/** A frame on the signaling socket; `at` in milliseconds on the clock that all pages of a machine share. */
export interface SignalingFrame {
  direction: 'in' | 'out'
  type: string
  at: number
}

/** Runs in the page before its own scripts: notes when which signaling message left and came. */
export function watchSignaling(): void {
  window.signaling = []
  window.line = { sockets: [], down: false, held: null }
  const note = (direction: 'in' | 'out', data: unknown): void => {
    if (typeof data !== 'string') return
    const { type } = JSON.parse(data) as { type: string }
    window.signaling.push({ direction, type, at: performance.timeOrigin + performance.now() })
  }
  const Native = window.WebSocket
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(window.line.down ? new URL('/nobody-is-here', url) : url, protocols)
      window.line.sockets.push(this)
      this.addEventListener('message', (event) => note('in', event.data))
    }
    override send(data: string | Blob | BufferSource): void {
      const send = (): void => {
        note('out', data)
        super.send(data)
      }
      if (window.line.held === null) send()
      else window.line.held.push(send)
    }
  }
}

export interface Received {
  framesDecoded: number
  audioPackets: number
  /** Candidate types of the pair in use, ours and theirs, such as `host` or `relay`. */
  route: string[]
}

/** What the newest peer connection of the page has received so far. */
export function received(page: Page): Promise<Received> {
  return page.evaluate(async () => {
    const sum: Received = { framesDecoded: 0, audioPackets: 0, route: [] }
    const connection = window.peerConnections.at(-1)
    if (connection === undefined) return sum
    const stats = await connection.getStats()
    for (const report of stats.values()) {
      if (report.type === 'inbound-rtp' && report.kind === 'video') sum.framesDecoded += report.framesDecoded ?? 0
      if (report.type === 'inbound-rtp' && report.kind === 'audio') sum.audioPackets += report.packetsReceived ?? 0
      if (report.type === 'transport' && report.selectedCandidatePairId !== undefined) {
        const pair = stats.get(report.selectedCandidatePairId)
        sum.route = [pair.localCandidateId, pair.remoteCandidateId].map((id) => stats.get(id).candidateType as string)
      }
    }
    return sum
  })
}

/** Media flows: more frames and more audio packets than a moment ago. */
export async function expectMediaFlows(page: Page, kinds: ('video' | 'audio')[] = ['video', 'audio']): Promise<void> {
  const before = await received(page)
  await expect
    .poll(
      async () => {
        const now = await received(page)
        const video = !kinds.includes('video') || now.framesDecoded > before.framesDecoded + 5
        const audio = !kinds.includes('audio') || now.audioPackets > before.audioPackets + 10
        return video && audio
      },
      { message: `${kinds.join(' and ')} keep coming in` },
    )
    .toBe(true)
}
