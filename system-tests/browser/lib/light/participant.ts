import { randomUUID } from 'node:crypto'
import nodeDataChannel from 'node-datachannel'
import type { Recording } from './recording.js'
import { RoomMedia, type Tile } from './roomMedia.js'
import { type Message, Signaling } from './signaling.js'

/** A call as this device sees it: `Call` of the protocol, as far as it is used. */
export interface Call {
  readonly callId: string
  readonly version: number
  readonly state: string
  readonly topology: 'p2p' | 'mesh' | 'sfu'
  readonly thisDevice: 'joined' | 'ringing' | 'observer'
  readonly room?: { readonly generation: number }
  readonly participants: readonly { readonly userId: string; readonly state: string }[]
}

export interface LightOptions {
  /** The origin of the edge, such as `http://localhost:8080`. */
  readonly url: string
  readonly name: string
  readonly recording: Recording
  /** Whether the device also receives: the voices that the SFU chooses, and the tiles of `show`. */
  readonly subscribes?: boolean
  /** Whether the device answers every call that rings. */
  readonly answers?: boolean
}

/** From so many people on, everybody opens connections to the SFU. */
const SFU_FROM = 4
const IN_CALL = ['joined', 'reconnecting']

/**
 * A participant without a browser: a device with signaling and media, that sends a recording. It takes part in calls of
 * five and more, and has no media before the call has a room on the SFU.
 */
export class LightParticipant {
  readonly username: string
  readonly signaling: Signaling
  /** Whether the device answers every call that rings. */
  answersCalls: boolean
  /** When this device joined the call, and when its `publish` connection was up; on the clock of `performance.now()`. */
  joinedAtMs: number | null = null
  connectedAtMs: number | null = null
  readonly #options: LightOptions
  #call: Call | null = null
  #media: RoomMedia | null = null
  #tiles: readonly Tile[] = []
  #isMuted = false
  #isSpeaking = false

  private constructor(
    readonly id: string,
    username: string,
    token: string,
    options: LightOptions,
  ) {
    this.username = username
    this.#options = options
    this.answersCalls = options.answers ?? false
    this.signaling = new Signaling({
      url: options.url,
      token,
      onMessage: (message) => this.#onMessage(message),
      onRegistered: () => this.#sync(),
    })
  }

  /** Creates an account and registers a device. */
  static async signUp(options: LightOptions): Promise<LightParticipant> {
    const username = `${options.name.toLowerCase().replaceAll(' ', '-')}-${randomUUID().slice(0, 8)}`
    const response = await fetch(`${options.url}/api/auth/signup`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password: 'correct horse 1', name: options.name }),
    })
    if (response.status !== 201) throw new Error(`sign-up: ${response.status} ${await response.text()}`)
    const { user, accessToken } = (await response.json()) as { user: { id: string }; accessToken: string }
    const participant = new LightParticipant(user.id, username, accessToken, options)
    await participant.signaling.connect()
    return participant
  }

  get name(): string {
    return this.#options.name
  }

  /** The present call; null if there is none. */
  get call(): Call | null {
    return this.#call
  }

  /** The connections to the SFU; null if there are none. */
  get media(): RoomMedia | null {
    return this.#media
  }

  /** Whether this device is in a call and sends its media through the SFU. */
  get isPublishing(): boolean {
    return this.#call?.topology === 'sfu' && (this.#media?.publisher.isConnected ?? false)
  }

  /** How many people are in the call, as far as this device knows. */
  get inCall(): number {
    return this.#call?.participants.filter(({ state }) => IN_CALL.includes(state)).length ?? 0
  }

  /** Calls these people in one video call. Returns its id. */
  async startCall(calleeIds: readonly string[]): Promise<string> {
    const reply = await this.signaling.request(
      'initiate_call',
      undefined,
      { calleeIds, callType: 'video' },
      randomUUID(),
    )
    return reply.callId ?? ''
  }

  async answer(callId: string): Promise<void> {
    await this.signaling.request('answer_call', callId, {})
  }

  /** Joins a live call, or comes back to one. */
  async join(callId: string): Promise<void> {
    await this.signaling.request('join_call', callId, {})
  }

  async invite(userIds: readonly string[]): Promise<void> {
    await this.signaling.request('invite', this.#callId(), { userIds })
  }

  async mute(isMuted: boolean): Promise<void> {
    this.#isMuted = isMuted
    this.#apply()
    await this.signaling.request('media_state', this.#callId(), { audio: !isMuted })
  }

  /** Whether the sound that is sent counts as speech. */
  speak(isSpeaking: boolean): void {
    this.#isSpeaking = isSpeaking
    this.#apply()
  }

  /** The pictures to receive, if the device subscribes. */
  show(tiles: readonly Tile[]): void {
    this.#tiles = tiles
    this.#media?.show(tiles)
  }

  async leave(): Promise<void> {
    const callId = this.#callId()
    this.#ended()
    await this.signaling.request('end_call', callId, {})
  }

  /** Ends the call for all; only its caller may. */
  async endForEveryone(): Promise<void> {
    await this.signaling.request('end_call', this.#callId(), { forEveryone: true })
  }

  /** Breaks the signaling connection; the device comes back by itself. Media is untouched. */
  breakConnection(): void {
    this.signaling.breakConnection()
  }

  /** The device vanishes: the others see it reconnecting. */
  close(): void {
    this.#ended()
    this.signaling.close()
  }

  #callId(): string {
    if (this.#call === null) throw new Error(`${this.name} is in no call`)
    return this.#call.callId
  }

  #sync(): void {
    if (this.#call !== null) this.signaling.send('sync', this.#call.callId, {})
  }

  #onMessage({ type, callId, payload = {} }: Message): void {
    switch (type) {
      case 'ring':
        if (this.answersCalls && callId !== undefined) this.answer(callId).catch(() => undefined)
        return
      case 'call_state':
        this.#onCall(payload as unknown as Call)
        return
      case 'call_ended':
        if (callId === this.#call?.callId) this.#ended()
        return
      case 'error':
        if (callId !== undefined && callId === this.#call?.callId) this.#media?.refused()
        return
      case 'offer':
      case 'answer':
      case 'send_limits':
        if (callId === this.#call?.callId) this.#media?.receive(type, payload)
        return
    }
  }

  #onCall(call: Call): void {
    const known = this.#call
    if (call.thisDevice !== 'joined') return
    if (known !== null && (known.callId !== call.callId || known.version > call.version)) return
    this.#call = call
    this.joinedAtMs ??= performance.now()
    const isWanted = call.topology === 'sfu' || this.inCall >= SFU_FROM
    const generation = isWanted ? call.room?.generation : undefined
    if (this.#media !== null && (generation === undefined ? !isWanted : this.#media.generation !== generation)) {
      this.#media.close()
      this.#media = null
    }
    if (generation !== undefined) this.#media ??= this.#open(call.callId, generation)
    this.#apply()
  }

  #open(callId: string, generation: number): RoomMedia {
    const media = new RoomMedia({
      name: this.name,
      generation,
      recording: this.#options.recording,
      subscribes: this.#options.subscribes ?? false,
      send: (type, payload) => this.signaling.send(type, callId, payload),
      onConnected: () => {
        this.connectedAtMs ??= performance.now()
        this.#apply()
      },
    })
    media.show(this.#tiles)
    return media
  }

  #apply(): void {
    if (this.#media === null) return
    const { publisher } = this.#media
    publisher.isSending = this.#call?.topology === 'sfu'
    publisher.hasMicrophone = !this.#isMuted
    publisher.isSpeaking = this.#isSpeaking && !this.#isMuted
  }

  #ended(): void {
    this.#media?.close()
    this.#media = this.#call = null
    this.joinedAtMs = this.connectedAtMs = null
  }
}

/** Ends the threads of the native library. Call it once, after all participants are closed. */
export function releaseNativeThreads(): void {
  nodeDataChannel.cleanup()
}
