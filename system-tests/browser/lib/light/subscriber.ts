import nodeDataChannel, { type PeerConnection, type Track } from 'node-datachannel'
import { isRtcp } from './rtp.js'

export interface SubscriberSettings {
  readonly onAnswer: (sdp: string) => void
  readonly onLost: () => void
}

/** The `subscribe` connection of a device: counts what arrives, and decodes nothing. */
export class Subscriber {
  audioPackets = 0
  videoPackets = 0
  bytes = 0
  /** The session id of the SFU's connection, from the `o=` line of its offer. */
  readonly session: string
  readonly #connection: PeerConnection
  /** Kept, so that they are not collected as garbage. */
  readonly #tracks: Track[] = []
  #isClosed = false
  #isConnected = false

  constructor(name: string, offer: string, settings: SubscriberSettings) {
    this.session = sessionOf(offer)
    this.#connection = new nodeDataChannel.PeerConnection(name, { iceServers: [], disableAutoNegotiation: true })
    this.#connection.onTrack((track) => this.#count(track))
    this.#connection.onGatheringStateChange((state) => {
      if (state === 'complete' && !this.#isClosed) settings.onAnswer(this.#description())
    })
    this.#connection.onStateChange((state) => {
      if (this.#isClosed) return
      if (state === 'connected') this.#isConnected = true
      if (state !== 'failed' && state !== 'disconnected' && state !== 'closed') return
      this.close()
      settings.onLost()
    })
    this.#connection.setRemoteDescription(offer, 'offer')
    this.#connection.setLocalDescription('answer')
  }

  get isConnected(): boolean {
    return this.#isConnected
  }

  /** Returns the answer to another offer of the same connection. */
  renegotiate(offer: string): string {
    this.#connection.setRemoteDescription(offer, 'offer')
    this.#connection.setLocalDescription('answer')
    return this.#description()
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#isConnected = false
    this.#connection.close()
  }

  #description(): string {
    return this.#connection.localDescription()?.sdp ?? ''
  }

  #count(track: Track): void {
    this.#tracks.push(track)
    const isAudio = track.type() === 'audio'
    track.onMessage((packet) => {
      if (isRtcp(packet)) return
      this.bytes += packet.length
      if (isAudio) this.audioPackets++
      else this.videoPackets++
    })
  }
}

/** The session id in the `o=` line of an SDP. */
export function sessionOf(sdp: string): string {
  return /^o=\S+ (\S+)/m.exec(sdp)?.[1] ?? ''
}
