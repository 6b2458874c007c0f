import { randomUUID } from 'node:crypto'
import nodeDataChannel, { type PeerConnection, type Track } from 'node-datachannel'
import type { Random } from '../random.js'
import type { Attack, Streams } from './malformed.js'
import { type Call } from './participant.js'
import { type Message, Signaling } from './signaling.js'

const OPUS = 111
const VP8 = 96
const RTX = 97

interface Connection {
  readonly generation: number
  readonly peer: PeerConnection
  readonly audio: Track
  readonly video: Track
  readonly streams: Streams
  isUp: boolean
}

/** A participant who answers every call, connects to the SFU to send, and then sends what it is told to. */
export class Attacker {
  readonly id: string
  readonly #signaling: Signaling
  #call: Call | null = null
  #connection: Connection | null = null

  private constructor(id: string, url: string, token: string) {
    this.id = id
    this.#signaling = new Signaling({
      url,
      token,
      onMessage: (message) => this.#onMessage(message),
      onRegistered: () => undefined,
    })
  }

  static async signUp(url: string): Promise<Attacker> {
    const username = `mallory-${randomUUID().slice(0, 8)}`
    const response = await fetch(`${url}/api/auth/signup`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password: 'correct horse 1', name: 'Mallory' }),
    })
    if (response.status !== 201) throw new Error(`sign-up: ${response.status} ${await response.text()}`)
    const { user, accessToken } = (await response.json()) as { user: { id: string }; accessToken: string }
    const attacker = new Attacker(user.id, url, accessToken)
    await attacker.#signaling.connect()
    return attacker
  }

  /** Whether packets reach the SFU now. */
  get isConnected(): boolean {
    return this.#connection?.isUp ?? false
  }

  /** The generation of the room that it sends to. */
  get generation(): number | undefined {
    return this.#connection?.generation
  }

  /** Sends so many packets, and returns how many left this machine. */
  send(attack: Attack, count: number, random: Random): number {
    const connection = this.#connection
    if (connection === null) throw new Error('the attacker has no connection')
    let sent = 0
    for (let i = 0; i < count; i++) {
      const packet = attack(connection.streams, random)
      const isSound = packet.length >= 12 && packet.readUInt32BE(8) === connection.streams.audioSsrc
      try {
        if ((isSound ? connection.audio : connection.video).sendMessageBinary(packet)) sent++
      } catch {
        // our own side refuses it as well
      }
    }
    return sent
  }

  close(): void {
    this.#connection?.peer.close()
    this.#signaling.close()
  }

  #onMessage({ type, callId, payload = {} }: Message): void {
    if (type === 'ring') this.#signaling.send('answer_call', callId, {})
    if (type === 'call_state') this.#onCall(payload as unknown as Call)
    if (type !== 'answer' || payload['generation'] !== this.#connection?.generation) return
    this.#connection?.peer.setRemoteDescription((payload['sdp'] as { sdp: string }).sdp, 'answer')
  }

  #onCall(call: Call): void {
    if (call.thisDevice !== 'joined') return
    this.#call = call
    const generation = call.room?.generation
    if (generation === undefined || generation === this.#connection?.generation) return
    this.#connection?.peer.close()
    this.#connection = this.#connect(generation)
  }

  #connect(generation: number): Connection {
    const peer = new nodeDataChannel.PeerConnection('mallory', { iceServers: [], disableAutoNegotiation: true })
    const ssrcs = { audioSsrc: ssrc(), videoSsrc: ssrc(), rtxSsrc: ssrc() }
    const streams = { opus: OPUS, vp8: VP8, rtx: RTX, ...ssrcs, sequence: 0 }
    const audio = new nodeDataChannel.Audio('0', 'SendOnly')
    audio.addOpusCodec(OPUS)
    audio.addSSRC(streams.audioSsrc, 'mallory', 'mallory', 'microphone')
    audio.parseSdpLine('a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level')
    const video = new nodeDataChannel.Video('1', 'SendOnly')
    video.addVP8Codec(VP8)
    video.addRTXCodec(RTX, VP8, 90_000)
    video.addSSRC(streams.videoSsrc, 'mallory', 'mallory', 'camera')
    video.addSSRC(streams.rtxSsrc, 'mallory', 'mallory', 'camera')
    video.parseSdpLine(`a=ssrc-group:FID ${streams.videoSsrc} ${streams.rtxSsrc}`)
    video.parseSdpLine('a=extmap:2 urn:ietf:params:rtp-hdrext:toffset')
    video.parseSdpLine('a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid')
    video.parseSdpLine('a=extmap:13 urn:3gpp:video-orientation')
    const connection: Connection = {
      generation,
      peer,
      audio: peer.addTrack(audio),
      video: peer.addTrack(video),
      streams,
      isUp: false,
    }
    peer.onGatheringStateChange((state) => {
      const sdp = peer.localDescription()?.sdp
      if (state !== 'complete' || sdp === undefined) return
      const offer = { to: 'sfu', stream: 'publish', generation, sdp: { type: 'offer', sdp } }
      this.#signaling.send('offer', this.#call?.callId, offer)
    })
    peer.onStateChange((state) => {
      connection.isUp = state === 'connected'
    })
    peer.setLocalDescription('offer')
    return connection
  }
}

function ssrc(): number {
  return 1 + Math.floor(Math.random() * 0xffff_fffe)
}
