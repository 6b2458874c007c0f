import { create } from '@bufbuild/protobuf';
import type { SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import { SignalingMessageSchema } from '../../gen/visavis/v1/signaling_pb';
import { backoffMs } from './backoff';
import { Outbox } from './Outbox';

/** `inCall`: another tab of this device is in a call, so that this one has not asked for the line. */
type Refusal = 'unauthorized' | 'replaced' | 'revoked' | 'inCall';

/** Where the line to the gateway stands. */
export type Line =
  | { kind: 'connecting' } // for the first time
  | { kind: 'registered' }
  | { kind: 'away' } // coming back by itself
  | { kind: 'throttled' } // too many messages: coming back after a pause
  | { kind: 'refused'; why: Refusal }; // stays away until `start` is called again

export interface Codec {
  encode(message: SignalingMessage): string;
  decode(text: string): SignalingMessage;
}

export interface Device {
  /** The user whom the page shows: no line is opened as anybody else, whoever the browser's cookie is of. */
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
  onLine: (line: Line) => void;
  onMessage: (message: SignalingMessage) => void;
}

const REGISTERED_WITHIN_MS = 12_000;
const THROTTLED_FOR_MS = 30_000;
/** A gateway that is too busy for this device is not asked again at once: the pauses start here. */
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
 * The device's one line to whichever gateway answers: registers, comes back after any break, and loses no command. When
 * a gateway goes away in good order, the old socket is used until the new one is registered.
 */
export class SignalingSocket {
  readonly #settings: SocketSettings;
  readonly #outbox = new Outbox();
  /** Registered. */
  #current: WebSocket | null = null;
  /** On its way to be registered. */
  #next: WebSocket | null = null;
  #line: Line = { kind: 'connecting' };
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #limit: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: SocketSettings) {
    this.#settings = settings;
  }

  start(): void {
    this.#attempt = 0;
    this.#toLine({ kind: 'connecting' });
    this.#connect();
  }

  stop(): void {
    this.#retryAfter(null);
    this.#drop();
  }

  /** From now on with the new token that the browser has: the old socket is used until its successor is registered. */
  renew(): void {
    if (this.#current || this.#next) this.#connect();
  }

  /** The network is back, or the user looks at the page again: do not sit out the back-off. */
  hurry(): void {
    if (this.#line.kind !== 'away' || this.#next) return;
    this.#attempt = 0;
    this.#connect();
  }

  /** The network is gone: a socket would notice only much later. */
  lost(): void {
    if (!this.#current && !this.#next) return;
    this.#drop();
    this.#comeBack();
  }

  /** Sent again on each registration until settled by its request id. */
  command(message: SignalingMessage): void {
    this.#outbox.command(message);
    if (this.#line.kind === 'registered') this.#write(message);
  }

  settle(requestId: string): void {
    this.#outbox.settle(requestId);
  }

  /** Takes a command back; false if it may have reached the server already. */
  withdraw(requestId: string): boolean {
    return this.#outbox.withdraw(requestId);
  }

  /** Writes an unsettled command once more. */
  again(requestId: string): void {
    const message = this.#outbox.unsettled(requestId);
    if (message && this.#line.kind === 'registered') this.#write(message);
  }

  /** Sent now, or once registered again. */
  send(message: SignalingMessage): void {
    if (this.#line.kind === 'registered') this.#write(message);
    else this.#outbox.hold(message);
  }

  forget(callId: string): void {
    this.#outbox.forget(callId);
  }

  #connect(): void {
    this.#retryAfter(null);
    this.#next = drop(this.#next);
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
      this.#closed(socket, code);
    };
    this.#limit = setTimeout(() => {
      this.#next = drop(this.#next);
      this.#comeBack();
    }, REGISTERED_WITHIN_MS);
  }

  /** A server that is newer than this page may send what it does not know. */
  #read(text: string): SignalingMessage | null {
    try {
      return this.#settings.codec.decode(text);
    } catch (cause) {
      console.warn('message not understood', cause);
      return null;
    }
  }

  #receive(socket: WebSocket, message: SignalingMessage): void {
    if (message.body.case === 'registered') {
      if (message.body.value.userId === this.#settings.device.userId) this.#registered(socket, message);
      else this.#refused('unauthorized');
    } else if (message.body.case === 'reconnect') {
      if (socket === this.#next) this.#next = drop(this.#next);
      this.#retryAfter(message.body.value.afterMs);
      if (!this.#current) this.#toLine({ kind: 'away' });
    } else {
      this.#settings.onMessage(message);
    }
  }

  #registered(socket: WebSocket, message: SignalingMessage): void {
    if (socket === this.#next) {
      drop(this.#current);
      this.#current = socket;
      this.#next = null;
    }
    this.#retryAfter(null);
    this.#attempt = 0;
    this.#toLine({ kind: 'registered' });
    this.#settings.onMessage(message); // first of all: what follows may refer to the calls that it lists
    for (const waiting of this.#outbox.drain()) this.#write(waiting);
  }

  #closed(socket: WebSocket, code: number): void {
    if (socket === this.#current) this.#current = null;
    else this.#next = null;
    const replacedByOurselves = code === REPLACED && this.#next !== null;
    const why = replacedByOurselves ? undefined : REFUSALS.get(code);
    if (why) {
      this.#refused(why);
    } else if (code === THROTTLED) {
      this.#drop();
      this.#toLine({ kind: 'throttled' });
      this.#retryAfter(THROTTLED_FOR_MS);
    } else if (this.#next || this.#retry !== undefined) {
      this.#toLine({ kind: 'away' }); // another socket is on its way, or will be
    } else {
      if (code === TRY_AGAIN_LATER) this.#attempt = Math.max(this.#attempt, BUSY_ATTEMPT);
      this.#comeBack();
    }
  }

  #refused(why: Refusal): void {
    this.stop();
    this.#toLine({ kind: 'refused', why });
  }

  #comeBack(): void {
    if (!this.#current) this.#toLine({ kind: 'away' });
    this.#retryAfter(backoffMs(this.#attempt++, this.#settings.random));
  }

  /** Connects after this time; null: not by itself. */
  #retryAfter(ms: number | null): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#limit);
    this.#retry = undefined;
    if (ms === null) return;
    this.#retry = setTimeout(() => {
      this.#connect();
    }, ms);
  }

  #drop(): void {
    this.#current = drop(this.#current);
    this.#next = drop(this.#next);
  }

  #write(message: SignalingMessage): void {
    this.#outbox.written(message);
    this.#current?.send(this.#settings.codec.encode(message));
  }

  #toLine(line: Line): void {
    this.#line = line;
    this.#settings.onLine(line);
  }
}

function drop(socket: WebSocket | null): null {
  if (!socket) return null;
  socket.onopen = socket.onmessage = socket.onclose = null;
  socket.close(1000);
  return null;
}
