import nodeDataChannel, { type PeerConnection, type Track } from 'node-datachannel'
import { onBeat } from './metronome.js'
import type { Layer, Recording } from './recording.js'
import { RtpStream, isRtcp, keyFrameRequests } from './rtp.js'

const OPUS = 111
const VP8 = 96
const SOUND_MS = 20
const SOUND_TICKS = 960
const VIDEO_CLOCK = 90_000
/** An encoder answers several requests for a key frame with one. */
const KEY_FRAME_INTERVAL_MS = 200
/** After a longer pause of this process, what was due is left out. */
const MAX_DELAY_MS = 1000
/** In -dBov. */
const SPEAKING_LEVEL = 20
const SILENT_LEVEL = 127

interface Encoding {
  readonly layer: Layer
  readonly ssrc: number
  readonly stream: RtpStream
  next: number
  keyFrameAtMs: number
}

export interface PublisherSettings {
  readonly recording: Recording
  readonly onOffer: (sdp: string) => void
  readonly onConnected: () => void
  readonly onLost: () => void
}

/** The `publish` connection of a device: sends a recording as microphone and camera. */
export class Publisher {
  /** Whether the call's media flows through the SFU: nothing is sent before. */
  isSending = false
  hasMicrophone = true
  hasCamera = true
  isSpeaking = false
  /** The largest height that is shown anywhere, as in `send_limits`. */
  cameraHeight = Infinity
  /** Pictures of the camera, however many sizes each was sent in. */
  framesSent = 0
  keyFrameRequests = 0
  isAnswered = false
  readonly #settings: PublisherSettings
  readonly #connection: PeerConnection
  readonly #microphone: Track
  readonly #camera: Track
  readonly #encodings: readonly Encoding[]
  readonly #sound: RtpStream
  readonly #stop: () => void
  #isConnected = false
  #isClosed = false
  #soundIndex = 0
  #frameIndex = 0
  #startedAtMs = 0

  constructor(name: string, settings: PublisherSettings) {
    this.#settings = settings
    this.#connection = new nodeDataChannel.PeerConnection(name, { iceServers: [], disableAutoNegotiation: true })
    const microphoneSsrc = randomSsrc()
    this.#sound = new RtpStream(microphoneSsrc, OPUS)
    this.#microphone = this.#connection.addTrack(microphoneSection(microphoneSsrc))
    this.#encodings = settings.recording.layers.map((layer) => {
      const ssrc = randomSsrc()
      return { layer, ssrc, stream: new RtpStream(ssrc, VP8), next: 0, keyFrameAtMs: 0 }
    })
    this.#camera = this.#connection.addTrack(cameraSection(this.#encodings.map(({ ssrc }) => ssrc)))
    this.#camera.onMessage((packet) => {
      if (isRtcp(packet)) for (const ssrc of keyFrameRequests(packet)) this.#restart(ssrc)
    })
    this.#connection.onGatheringStateChange((state) => {
      if (state !== 'complete' || this.#isClosed) return
      const sdp = this.#connection.localDescription()?.sdp
      if (sdp !== undefined) settings.onOffer(sdp)
    })
    this.#connection.onStateChange((state) => this.#onState(state))
    this.#stop = onBeat((now) => this.#send(now))
    this.#connection.setLocalDescription('offer')
  }

  get isConnected(): boolean {
    return this.#isConnected
  }

  get packetsSent(): number {
    return this.#encodings.reduce((sum, { stream }) => sum + stream.packets, this.#sound.packets)
  }

  answer(sdp: string): void {
    if (this.isAnswered || this.#isClosed) return
    this.isAnswered = true
    this.#connection.setRemoteDescription(sdp, 'answer')
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#isConnected = false
    this.#stop()
    this.#connection.close()
  }

  #onState(state: string): void {
    if (this.#isClosed) return
    if (state === 'connected') {
      this.#isConnected = true
      this.#startedAtMs = 0
      this.#settings.onConnected()
    } else if (state === 'failed' || state === 'disconnected' || state === 'closed') {
      this.close()
      this.#settings.onLost()
    }
  }

  #restart(ssrc: number): void {
    this.keyFrameRequests++
    const now = performance.now()
    for (const encoding of this.#encodings) {
      if (encoding.ssrc !== ssrc || now - encoding.keyFrameAtMs < KEY_FRAME_INTERVAL_MS) continue
      encoding.next = 0
    }
  }

  #send(now: number): void {
    if (!this.#isConnected || !this.isSending) {
      this.#startedAtMs = 0
      return
    }
    const frameMs = 1000 / this.#settings.recording.framesPerSecond
    if (this.#startedAtMs === 0 || now - this.#dueAtMs(frameMs) > MAX_DELAY_MS) {
      // Cameras of different people do not take their pictures at the same instant.
      this.#startedAtMs = now + Math.random() * frameMs - this.#frameIndex * frameMs
      this.#soundIndex = Math.ceil((now - this.#startedAtMs) / SOUND_MS)
    }
    for (; this.#startedAtMs + this.#soundIndex * SOUND_MS <= now; this.#soundIndex++) this.#sendSound()
    for (; this.#dueAtMs(frameMs) <= now; this.#frameIndex++) this.#sendFrame(now)
  }

  #dueAtMs(frameMs: number): number {
    return this.#startedAtMs + this.#frameIndex * frameMs
  }

  #sendSound(): void {
    const { sound } = this.#settings.recording
    const payload = sound[this.#soundIndex % sound.length]
    if (!this.hasMicrophone || payload === undefined || !this.#microphone.isOpen()) return
    const level = this.isSpeaking ? SPEAKING_LEVEL : SILENT_LEVEL
    this.#microphone.sendMessageBinary(this.#sound.sound(payload, this.#soundIndex * SOUND_TICKS, level))
  }

  #sendFrame(now: number): void {
    const isShown = this.hasCamera && this.cameraHeight > 0 && this.#camera.isOpen()
    const timestamp = Math.round((this.#frameIndex * VIDEO_CLOCK) / this.#settings.recording.framesPerSecond)
    for (const [index, encoding] of this.#encodings.entries()) {
      const smaller = this.#encodings[index - 1]
      // The smallest size that is large enough is sent, and those below it.
      if (!isShown || (smaller !== undefined && smaller.layer.height >= this.cameraHeight)) {
        encoding.next = 0
        continue
      }
      const frame = encoding.layer.frames[encoding.next]
      if (frame === undefined) continue
      if (frame.isKey) encoding.keyFrameAtMs = now
      encoding.next = (encoding.next + 1) % encoding.layer.frames.length
      for (const packet of encoding.stream.frame(frame.data, timestamp)) this.#camera.sendMessageBinary(packet)
    }
    if (isShown) this.framesSent++
  }
}

function microphoneSection(ssrc: number) {
  const section = new nodeDataChannel.Audio('0', 'SendOnly')
  section.addOpusCodec(OPUS)
  section.addSSRC(ssrc, `c${ssrc}`, 'light', 'microphone')
  section.parseSdpLine('a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level')
  return section
}

/** The SSRCs of the sizes, the smallest first. */
function cameraSection(ssrcs: readonly number[]) {
  const section = new nodeDataChannel.Video('1', 'SendOnly')
  section.addVP8Codec(VP8)
  for (const ssrc of ssrcs) section.addSSRC(ssrc, `c${ssrcs[0]}`, 'light', 'camera')
  if (ssrcs.length > 1) section.parseSdpLine(`a=ssrc-group:SIM ${ssrcs.join(' ')}`)
  return section
}

function randomSsrc(): number {
  return 1 + Math.floor(Math.random() * 0xffff_fffe)
}
