import { create } from '@bufbuild/protobuf';
import type { SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import { SignalingMessageSchema } from '../../gen/visavis/v1/signaling_pb';
import { backoffMs } from './backoff';
import { Outbox } from './Outbox';

type Refusal = 'unauthorized' | 'replaced' | 'revoked';

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

const REFUSALS: ReadonlyMap<number, Refusal> = new Map([
  [4001, 'unauthorized'],
  [4009, 'replaced'],
  [4011, 'revoked'],
]);

/** The device's one line to whichever gateway answers: registers, comes back after any break, and loses no command. */
export class SignalingSocket {
  readonly #settings: SocketSettings;
  readonly #outbox = new Outbox();
  #socket: WebSocket | null = null;
  #line: Line = { kind: 'connecting' };
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: SocketSettings) {
    this.#settings = settings;
  }

  start(): void {
    this.#attempt = 0;
    this.#toLine({ kind: 'connecting' });
    this.#connect();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#drop();
  }

  /** The network is back, or the user looks at the page again: do not sit out the back-off. */
  hurry(): void {
    if (this.#line.kind !== 'away' || this.#socket) return;
    this.#attempt = 0;
    this.#connect();
  }

  /** The network is gone: a socket would notice only much later. */
  lost(): void {
    if (this.#socket && this.#line.kind !== 'refused')
      this.#comeBack(backoffMs(this.#attempt++, this.#settings.random));
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
    clearTimeout(this.#timer);
    this.#drop();
    const socket = this.#settings.open();
    this.#socket = socket;
    socket.onopen = () => {
      const register = create(SignalingMessageSchema, {
        body: { case: 'register', value: this.#settings.device },
      });
      socket.send(this.#settings.codec.encode(register));
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = typeof data === 'string' ? this.#read(data) : null;
      if (message) this.#receive(message);
    };
    socket.onclose = ({ code }) => {
      this.#closed(code);
    };
    this.#timer = setTimeout(() => {
      this.#comeBack(backoffMs(this.#attempt++, this.#settings.random));
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

  #receive(message: SignalingMessage): void {
    if (message.body.case === 'registered') {
      clearTimeout(this.#timer);
      this.#attempt = 0;
      this.#toLine({ kind: 'registered' });
      this.#settings.onMessage(message); // first of all: what follows may refer to the calls that it lists
      for (const waiting of this.#outbox.drain()) this.#write(waiting);
    } else if (message.body.case === 'reconnect') {
      this.#comeBack(message.body.value.afterMs);
    } else {
      this.#settings.onMessage(message);
    }
  }

  #closed(code: number): void {
    this.#socket = null;
    const why = REFUSALS.get(code);
    if (why) {
      clearTimeout(this.#timer);
      this.#toLine({ kind: 'refused', why });
    } else if (code === 4008) {
      this.#comeBack(THROTTLED_FOR_MS, { kind: 'throttled' });
    } else {
      this.#comeBack(backoffMs(this.#attempt++, this.#settings.random));
    }
  }

  #comeBack(afterMs: number, line: Line = { kind: 'away' }): void {
    clearTimeout(this.#timer);
    this.#drop();
    this.#toLine(line);
    this.#timer = setTimeout(() => {
      this.#connect();
    }, afterMs);
  }

  #drop(): void {
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = null;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(1000);
  }

  #write(message: SignalingMessage): void {
    this.#outbox.written(message);
    this.#socket?.send(this.#settings.codec.encode(message));
  }

  #toLine(line: Line): void {
    this.#line = line;
    this.#settings.onLine(line);
  }
}
