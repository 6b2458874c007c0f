import { Publisher } from './publisher.js'
import type { Recording } from './recording.js'
import type { Payload } from './signaling.js'
import { Subscriber, sessionOf } from './subscriber.js'

/** A picture that a device shows, as in `view`. */
export interface Tile {
  readonly userId: string
  readonly kind: 'camera' | 'screen'
  readonly height: number
}

export interface RoomSettings {
  readonly name: string
  readonly generation: number
  readonly recording: Recording
  /** Whether the `subscribe` connection is opened as well. */
  readonly subscribes: boolean
  readonly send: (type: string, payload: Payload) => void
  readonly onConnected: () => void
}

const FIRST_RETRY_MS = 500
const MAX_RETRY_MS = 8000
const ANSWER_LIMIT_MS = 8000

/** The two connections of a device to one room of the SFU. They are opened again when they fail. */
export class RoomMedia {
  readonly generation: number
  readonly #settings: RoomSettings
  #publisher: Publisher
  #subscriber: Subscriber | null = null
  #tiles: readonly Tile[] = []
  /** The SFU knows a device from its first offer on. */
  #isOffered = false
  #attempts = 0
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(settings: RoomSettings) {
    this.#settings = settings
    this.generation = settings.generation
    this.#publisher = this.#publish()
  }

  get publisher(): Publisher {
    return this.#publisher
  }

  get subscriber(): Subscriber | null {
    return this.#subscriber
  }

  receive(type: string, payload: Payload): void {
    if (payload['generation'] !== this.generation) return
    const sdp = (payload['sdp'] as { sdp: string } | undefined)?.sdp ?? ''
    if (type === 'answer' && payload['stream'] === 'publish') this.#publisher.answer(sdp)
    if (type === 'offer' && payload['stream'] === 'subscribe' && this.#settings.subscribes) this.#receive(sdp)
    if (type === 'send_limits') this.#publisher.cameraHeight = Number(payload['cameraHeight'] ?? 0)
  }

  /** The SFU refused something. */
  refused(): void {
    if (!this.#publisher.isAnswered) this.#again()
  }

  show(tiles: readonly Tile[]): void {
    this.#tiles = tiles
    if (this.#isOffered && this.#settings.subscribes) this.#send('view', { tiles })
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#publisher.close()
    this.#subscriber?.close()
  }

  #publish(): Publisher {
    this.#startTimer(ANSWER_LIMIT_MS, () => {
      if (!this.#publisher.isConnected) this.#again()
    })
    return new Publisher(this.#settings.name, {
      recording: this.#settings.recording,
      onOffer: (sdp) => {
        this.#send('offer', { stream: 'publish', sdp: { type: 'offer', sdp } })
        this.#isOffered = true
        this.show(this.#tiles)
      },
      onConnected: () => {
        clearTimeout(this.#timer)
        this.#attempts = 0
        this.#settings.onConnected()
      },
      onLost: () => this.#again(),
    })
  }

  #receive(offer: string): void {
    if (this.#subscriber?.session === sessionOf(offer)) {
      this.#answer(this.#subscriber.renegotiate(offer))
      return
    }
    this.#subscriber?.close()
    this.#subscriber = new Subscriber(this.#settings.name, offer, {
      onAnswer: (sdp) => this.#answer(sdp),
      onLost: () => {
        this.#subscriber = null
        if (!this.#isClosed) this.#send('offer', { stream: 'subscribe', sdp: { type: 'offer', sdp: 'v=0\r\n' } })
      },
    })
  }

  #answer(sdp: string): void {
    this.#send('answer', { stream: 'subscribe', sdp: { type: 'answer', sdp } })
  }

  #again(): void {
    if (this.#isClosed) return
    const { isSending, hasMicrophone, hasCamera, isSpeaking } = this.#publisher
    this.#publisher.close()
    this.#startTimer(Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#attempts++), () => {
      this.#publisher = Object.assign(this.#publish(), { isSending, hasMicrophone, hasCamera, isSpeaking })
    })
  }

  #startTimer(ms: number, then: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(then, ms)
  }

  #send(type: string, payload: Payload): void {
    if (this.#isClosed) return
    const addressed = type === 'view' ? payload : { to: 'sfu', ...payload }
    this.#settings.send(type, { ...addressed, generation: this.generation })
  }
}
