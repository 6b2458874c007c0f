import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'

export type Payload = Record<string, unknown>

export interface Message {
  readonly type: string
  readonly callId?: string
  readonly id?: string
  readonly requestId?: string
  readonly idempotencyKey?: string
  readonly payload?: Payload
}

/** Messages and their bytes, by type. */
export class Traffic {
  readonly types = new Map<string, { messages: number; bytes: number }>()

  add(type: string, messages: number, bytes: number): void {
    const sum = this.types.get(type) ?? { messages: 0, bytes: 0 }
    this.types.set(type, { messages: sum.messages + messages, bytes: sum.bytes + bytes })
  }
}

export interface SignalingSettings {
  /** The origin of the edge, such as `http://localhost:8080`. */
  readonly url: string
  readonly token: string
  readonly onMessage: (message: Message) => void
  readonly onRegistered: () => void
}

const FIRST_RETRY_MS = 250
const MAX_RETRY_MS = 10_000
const REPLY_LIMIT_MS = 15_000
const REPLACED = 4009

interface Pending {
  resolve: (reply: Message) => void
  reject: (reason: Error) => void
  timer: NodeJS.Timeout
}

/** The signaling of one device: it registers, repeats that after each break, and counts what it sends and receives. */
export class Signaling {
  readonly deviceId = `light-${randomUUID().slice(0, 8)}`
  readonly sent = new Traffic()
  readonly received = new Traffic()
  readonly #settings: SignalingSettings
  readonly #pending = new Map<string, Pending>()
  readonly #seen = new Set<string>()
  #socket: WebSocket | undefined
  #requests = 0
  #attempts = 0
  #isClosed = false
  #retry: NodeJS.Timeout | undefined

  constructor(settings: SignalingSettings) {
    this.#settings = settings
  }

  /** Resolves when the device is registered for the first time. */
  async connect(): Promise<void> {
    await this.#open()
  }

  /** Sends a message that has no reply. While the device is not connected, it is lost. */
  send(type: string, callId: string | undefined, payload: Payload): void {
    this.#write({ type, payload, ...(callId !== undefined && { callId }) })
  }

  /** Sends a command and resolves with its reply; an `error` rejects. */
  request(type: string, callId: string | undefined, payload: Payload, idempotencyKey?: string): Promise<Message> {
    const requestId = String(++this.#requests)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(requestId)
        reject(new Error(`${type} had no reply within ${REPLY_LIMIT_MS} ms`))
      }, REPLY_LIMIT_MS)
      this.#pending.set(requestId, { resolve, reject, timer })
      this.#write({
        type,
        requestId,
        payload,
        ...(callId !== undefined && { callId }),
        ...(idempotencyKey !== undefined && { idempotencyKey }),
      })
    })
  }

  /** Breaks the connection without a closing handshake. The device connects again by itself. */
  breakConnection(): void {
    this.#socket?.terminate()
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#retry)
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer)
      reject(new Error('the device was closed'))
    }
    this.#pending.clear()
    this.#socket?.close(1000)
  }

  #open(): Promise<void> {
    const { url, token } = this.#settings
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/signaling`, {
      headers: { Authorization: `Bearer ${token}` },
    })
    this.#socket = socket
    socket.on('message', (data: Buffer) => this.#receive(data))
    socket.on('error', () => undefined) // `close` follows
    socket.on('close', (code) => this.#onClosed(socket, code))
    return new Promise((resolve, reject) => {
      socket.once('close', (code, reason) => reject(new Error(`the socket was closed: ${code} ${reason.toString()}`)))
      socket.once('open', () => {
        this.request('register', undefined, { deviceId: this.deviceId, deviceName: 'Light', platform: 'test' }).then(
          () => {
            this.#attempts = 0
            this.#settings.onRegistered()
            resolve()
          },
          (error: unknown) => {
            socket.terminate()
            reject(error instanceof Error ? error : new Error(String(error)))
          },
        )
      })
    })
  }

  #onClosed(socket: WebSocket, code: number): void {
    if (this.#isClosed || socket !== this.#socket || code === REPLACED) return
    const wait = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#attempts++) * (0.5 + Math.random() / 2)
    this.#retry = setTimeout(() => this.#open().catch(() => undefined), wait) // each failure closes the socket: again
  }

  #write(message: Message): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return
    const text = JSON.stringify(message)
    this.sent.add(message.type, 1, Buffer.byteLength(text))
    this.#socket.send(text)
  }

  #receive(data: Buffer): void {
    const message = JSON.parse(data.toString()) as Message
    this.received.add(message.type, 1, data.length)
    if (message.id !== undefined) {
      if (this.#seen.has(message.id)) return
      this.#seen.add(message.id)
    }
    this.#settings.onMessage(message)
    const pending = message.requestId === undefined ? undefined : this.#pending.get(message.requestId)
    if (message.requestId === undefined || pending === undefined) return
    this.#pending.delete(message.requestId)
    clearTimeout(pending.timer)
    if (message.type === 'error') pending.reject(new Error(JSON.stringify(message.payload)))
    else pending.resolve(message)
  }
}
