import { vi } from 'vitest';
import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import { decode, encode } from '../../../lib/protocol/codec';
import { FakeSocket } from '../../../lib/signaling/FakeSocket';
import type { BrowserApi } from '../session/browserApi';
import { CallSession } from '../session/CallSession';
import type { CallModel, MediaLink } from '../model/model';
import { linkTo } from '../model/model';
import {
  answer,
  BOB,
  call,
  callInitiated,
  callState,
  groupCall,
  groupRing,
  offerSdp,
  registered,
  ring,
} from './builders';
import { FakeConnection } from './FakeConnection';
import { FakeCallLock } from './FakeCallLock';
import { FakeAudioContext, FakeDevices, FakeStream } from './FakeMedia';

/** A call session whose server, peer and browser are played by the test, on virtual time. */
export class Stage {
  readonly sockets: FakeSocket[] = [];
  readonly connections: FakeConnection[] = [];
  readonly devices = new FakeDevices();
  readonly lock: FakeCallLock;
  readonly audioContexts: FakeAudioContext[] = [];
  readonly session: CallSession;
  isVisible = true;
  iceRequests = 0;
  iceServersValidMs = 300_000;
  /** The messages that did not concern a call. */
  readonly otherMessages: SignalingMessage[] = [];

  /** @param anotherInCall whether another tab of this device is in a call */
  constructor(relayOnly = false, anotherInCall = false) {
    this.lock = new FakeCallLock(anotherInCall);
    vi.stubGlobal('MediaStream', FakeStream);
    const browser: BrowserApi = {
      openSocket: () => {
        const socket = new FakeSocket();
        this.sockets.push(socket);
        return socket.asWebSocket();
      },
      openConnection: (configuration) => {
        const connection = new FakeConnection(`near${this.connections.length}`, configuration);
        this.connections.push(connection);
        return connection.asConnection();
      },
      iceServers: () => {
        this.iceRequests += 1;
        const servers = [{ urls: `turn:relay:${this.iceRequests}` }];
        return Promise.resolve({ servers, validUntil: Date.now() + this.iceServersValidMs });
      },
      devices: this.devices.asDevices(),
      preferences: { audio: null, video: null },
      camera: {},
      screen: {
        capture: async () => (await this.devices.getDisplayMedia()) as unknown as MediaStream,
        video: {},
      },
      openAudioContext: () => {
        const context = new FakeAudioContext();
        this.audioContexts.push(context);
        return context.asContext();
      },
      device: { userId: 'alice', deviceId: 'd', deviceName: 'Chrome on Linux', platform: 'Linux' },
      codec: { encode, decode },
      newIdempotencyKey: () => 'key',
      random: () => 1,
      now: Date.now,
      isVisible: () => this.isVisible,
      relayOnly,
      callLock: this.lock,
    };
    this.session = new CallSession(browser, (message) => this.otherMessages.push(message));
    this.session.signaling.start();
  }

  /** Registers the device. */
  async register(message: SignalingMessage = registered()): Promise<void> {
    await this.settle();
    this.socket.accept();
    await this.receive(message);
  }

  async receive(...messages: SignalingMessage[]): Promise<void> {
    for (const message of messages) this.socket.deliver(message);
    await this.settle();
  }

  /** Alice calls Bob. */
  async initiateCall(): Promise<void> {
    this.session.control.initiateCall(BOB, 'video');
    await this.receive(callInitiated('c1', 'key'));
  }

  /** Bob calls, and Alice answers. */
  async beCalled(): Promise<void> {
    await this.receive(ring('c1'));
    this.session.control.answer('c1');
    await this.settle();
  }

  /** Alice joins a group call; these people are in it already. */
  async joinGroup(others: readonly string[], changes: Parameters<typeof groupCall>[1] = {}): Promise<void> {
    await this.receive(groupRing(others));
    this.session.control.answer('c1');
    await this.settle();
    await this.receive(callState(groupCall(others, changes, others.length)));
  }

  /** A connected call from Bob. */
  async talk(): Promise<void> {
    await this.beCalled();
    await this.receive(callState(call('c1', { initiatorId: 'bob' })), answer('c1', offerSdp('far')));
    this.connection.becomes('connected');
    await this.settle();
  }

  /** The screen shows the first frame of the peer's new device. */
  showIncoming(): void {
    this.session.streamShown(defined(this.link.incomingStream ?? undefined, 'incoming stream'));
  }

  /** Runs everything that is due after this time. */
  async settle(ms = 0): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
  }

  get socket(): FakeSocket {
    return defined(this.sockets.at(-1), 'socket');
  }

  get connection(): FakeConnection {
    return defined(this.connections.at(-1), 'connection');
  }

  /** The media connection to Bob. */
  get link(): MediaLink {
    return linkTo(this.model, BOB.id);
  }

  get model(): CallModel {
    return this.session.store.getState();
  }

  /** The messages of this type that were sent over the newest socket. */
  sent(name: NonNullable<SignalingMessage['body']['case']>): SignalingMessage[] {
    return this.socket.sent.filter(({ body }) => body.case === name);
  }
}

function defined<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`no ${what} yet`);
  return value;
}
