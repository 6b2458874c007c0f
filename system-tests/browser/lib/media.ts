import { type Page, expect } from '@playwright/test'

declare global {
  interface Window {
    peerConnections: RTCPeerConnection[]
    signaling: SignalingFrame[]
    /** The sockets so far, whether new sockets fail, and the held messages; null if messages are sent at once. */
    serverConnection: { sockets: WebSocket[]; down: boolean; held: (() => void)[] | null }
  }
}

/** Runs in the page before its own scripts: collects every peer connection, so that its statistics can be read. */
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
  callId: string | undefined
  at: number
}

/** Runs in the page before its own scripts: records when each signaling message is sent and received. */
export function watchSignaling(): void {
  window.signaling = []
  window.serverConnection = { sockets: [], down: false, held: null }
  const record = (direction: 'in' | 'out', data: unknown): void => {
    if (typeof data !== 'string') return
    const { type, callId } = JSON.parse(data) as { type: string; callId?: string }
    window.signaling.push({ direction, type, callId, at: performance.timeOrigin + performance.now() })
  }
  const Native = window.WebSocket
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(window.serverConnection.down ? new URL('/unreachable', url) : url, protocols)
      window.serverConnection.sockets.push(this)
      this.addEventListener('message', (event) => record('in', event.data))
    }
    override send(data: string | Blob | BufferSource): void {
      const send = (): void => {
        record('out', data)
        super.send(data)
      }
      if (window.serverConnection.held === null) send()
      else window.serverConnection.held.push(send)
    }
  }
}

export interface Received {
  framesDecoded: number
  audioPackets: number
  /** Candidate types of the selected pair, local and remote, such as `host` or `relay`. */
  route: string[]
}

/** The media that the newest peer connection of the page has received so far. */
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

/** Expects that the page keeps receiving media. */
export async function expectMediaFlows(page: Page, kinds: ('video' | 'audio')[] = ['video', 'audio']): Promise<void> {
  const before = await received(page)
  await expect
    .poll(
      async () => {
        const now = await received(page)
        return {
          video: !kinds.includes('video') || now.framesDecoded > before.framesDecoded + 5,
          audio: !kinds.includes('audio') || now.audioPackets > before.audioPackets + 10,
        }
      },
      { message: `${kinds.join(' and ')} keep arriving` },
    )
    .toEqual({ video: true, audio: true })
}
