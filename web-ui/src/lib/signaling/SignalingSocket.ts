import { create } from '@bufbuild/protobuf';
import type { SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import { SignalingMessageSchema } from '../../gen/visavis/v1/signaling_pb';
import { backoffMs } from './backoff';
import { SendQueue } from './SendQueue';

/** `inCall`: another tab of this device is in a call, so this tab does not connect. */
type Refusal = 'unauthorized' | 'replaced' | 'revoked' | 'inCall';

/** The state of the connection to the gateway. */
export type ServerConnection =
  | { kind: 'connecting' } // for the first time
  | { kind: 'registered' }
  | { kind: 'reconnecting' } // reconnects automatically
  | { kind: 'throttled' } // too many messages: reconnects after a pause
  | { kind: 'refused'; why: Refusal }; // does not reconnect until `start` is called again

export interface Codec {
  encode(message: SignalingMessage): string;
  decode(text: string): SignalingMessage;
}

export interface Device {
  /** The user that the page shows. The socket never registers as another user, whoever owns the browser's cookie. */
  userId: string;
  deviceId: string;
  deviceName: string;
  platform: string;
}

export interface SocketSettings {
  open: () => WebSocket;
  codec: Codec;
  device: Device;
  random: () => number;
  onServerConnection: (line: ServerConnection) => void;
  onMessage: (message: SignalingMessage) => void;
}

const REGISTER_TIMEOUT_MS = 12_000;
const THROTTLE_DELAY_MS = 30_000;
/** The first back-off step after a gateway was too busy for this device. */
const BUSY_ATTEMPT = 4;

const REFUSALS: ReadonlyMap<number, Refusal> = new Map([
  [4001, 'unauthorized'],
  [4009, 'replaced'],
  [4011, 'revoked'],
]);
const THROTTLED = 4008;
const REPLACED = 4009;
const TRY_AGAIN_LATER = 1013;

/**
 * This device's connection to a gateway: registers, reconnects after every interruption, and loses no command. When a
 * gateway shuts down gracefully, the old socket stays in use until the new one is registered.
 */
export class SignalingSocket {
  readonly #settings: SocketSettings;
  readonly #queue = new SendQueue();
  /** The registered socket. */
  #current: WebSocket | null = null;
  /** The socket that is not registered yet. */
  #next: WebSocket | null = null;
  #connection: ServerConnection = { kind: 'connecting' };
  #attempt = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #registerTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: SocketSettings) {
    this.#settings = settings;
  }

  start(): void {
    this.#attempt = 0;
    this.#setConnection({ kind: 'connecting' });
    this.#connect();
  }

  stop(): void {
    this.#connectAfter(null);
    this.#closeSockets();
  }

  /** Reconnects with the browser's new token; the old socket stays in use until the new one is registered. */
  renew(): void {
    if (this.#current || this.#next) this.#connect();
  }

  /** The network is back, or the page is visible again: reconnects without waiting for the back-off. */
  reconnectNow(): void {
    if (this.#connection.kind !== 'reconnecting' || this.#next) return;
    this.#attempt = 0;
    this.#connect();
  }

  /** The network is gone, which the socket itself would notice only much later. */
  networkLost(): void {
    if (!this.#current && !this.#next) return;
    this.#closeSockets();
    this.#scheduleReconnect();
  }

  /** Sent again on each registration until settled by its request id. */
  command(message: SignalingMessage): void {
    this.#queue.command(message);
    if (this.#connection.kind === 'registered') this.#write(message);
  }

  settle(requestId: string): void {
    this.#queue.settle(requestId);
  }

  /** Removes a command. Returns false if it may have reached the server already. */
  withdraw(requestId: string): boolean {
    return this.#queue.withdraw(requestId);
  }

  /** Sends an unsettled command again. */
  resend(requestId: string): void {
    const message = this.#queue.unsettled(requestId);
    if (message && this.#connection.kind === 'registered') this.#write(message);
  }

  /** Sends a message now, or after the next registration. */
  send(message: SignalingMessage): void {
    if (this.#connection.kind === 'registered') this.#write(message);
    else this.#queue.hold(message);
  }

  forget(callId: string): void {
    this.#queue.forget(callId);
  }

  #connect(): void {
    this.#connectAfter(null);
    this.#next = closeSocket(this.#next);
    const socket = this.#settings.open();
    this.#next = socket;
    socket.onopen = () => {
      const register = create(SignalingMessageSchema, {
        body: { case: 'register', value: this.#settings.device },
      });
      socket.send(this.#settings.codec.encode(register));
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = typeof data === 'string' ? this.#read(data) : null;
      if (message) this.#receive(socket, message);
    };
    socket.onclose = ({ code }) => {
      this.#onClose(socket, code);
    };
    this.#registerTimer = setTimeout(() => {
      this.#next = closeSocket(this.#next);
      this.#scheduleReconnect();
    }, REGISTER_TIMEOUT_MS);
  }

  /** Ignores messages that only a newer version of this page understands. */
  #read(text: string): SignalingMessage | null {
    try {
      return this.#settings.codec.decode(text);
    } catch (cause) {
      console.warn('Ignoring a message that this version does not understand', cause);
      return null;
    }
  }

  #receive(socket: WebSocket, message: SignalingMessage): void {
    if (message.body.case === 'registered') {
      if (message.body.value.userId === this.#settings.device.userId) this.#registered(socket, message);
      else this.#refuse('unauthorized');
    } else if (message.body.case === 'reconnect') {
      if (socket === this.#next) this.#next = closeSocket(this.#next);
      this.#connectAfter(message.body.value.afterMs);
      if (!this.#current) this.#setConnection({ kind: 'reconnecting' });
    } else {
      this.#settings.onMessage(message);
    }
  }

  #registered(socket: WebSocket, message: SignalingMessage): void {
    if (socket === this.#next) {
      closeSocket(this.#current);
      this.#current = socket;
      this.#next = null;
    }
    this.#connectAfter(null);
    this.#attempt = 0;
    this.#setConnection({ kind: 'registered' });
    this.#settings.onMessage(message); // before the queued messages, which may refer to the calls that it lists
    for (const waiting of this.#queue.drain()) this.#write(waiting);
  }

  #onClose(socket: WebSocket, code: number): void {
    if (socket === this.#current) this.#current = null;
    else this.#next = null;
    const replacedByOurselves = code === REPLACED && this.#next !== null;
    const why = replacedByOurselves ? undefined : REFUSALS.get(code);
    if (why) {
      this.#refuse(why);
    } else if (code === THROTTLED) {
      this.#closeSockets();
      this.#setConnection({ kind: 'throttled' });
      this.#connectAfter(THROTTLE_DELAY_MS);
    } else if (this.#next || this.#retryTimer !== undefined) {
      this.#setConnection({ kind: 'reconnecting' }); // another socket is being opened, or will be
    } else {
      if (code === TRY_AGAIN_LATER) this.#attempt = Math.max(this.#attempt, BUSY_ATTEMPT);
      this.#scheduleReconnect();
    }
  }

  #refuse(why: Refusal): void {
    this.stop();
    this.#setConnection({ kind: 'refused', why });
  }

  #scheduleReconnect(): void {
    if (!this.#current) this.#setConnection({ kind: 'reconnecting' });
    this.#connectAfter(backoffMs(this.#attempt++, this.#settings.random));
  }

  /** Connects after this time; null cancels that. */
  #connectAfter(ms: number | null): void {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#registerTimer);
    this.#retryTimer = undefined;
    if (ms === null) return;
    this.#retryTimer = setTimeout(() => {
      this.#connect();
    }, ms);
  }

  #closeSockets(): void {
    this.#current = closeSocket(this.#current);
    this.#next = closeSocket(this.#next);
  }

  #write(message: SignalingMessage): void {
    this.#queue.written(message);
    this.#current?.send(this.#settings.codec.encode(message));
  }

  #setConnection(line: ServerConnection): void {
    this.#connection = line;
    this.#settings.onServerConnection(line);
  }
}

function closeSocket(socket: WebSocket | null): null {
  if (!socket) return null;
  socket.onopen = socket.onmessage = socket.onclose = null;
  socket.close(1000);
  return null;
}
