import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import { SignalingMessageSchema } from '../../gen/visavis/v1/signaling_pb';
import { decode, encode } from '../protocol/codec';
import { FakeSocket } from './FakeSocket';
import type { ServerConnection } from './SignalingSocket';
import { SignalingSocket } from './SignalingSocket';

const build = (message: MessageInitShape<typeof SignalingMessageSchema>) =>
  create(SignalingMessageSchema, message);

const registeredAs = (userId: string) =>
  build({
    body: {
      case: 'registered',
      value: { deviceId: 'd', userId, gatewayId: 'gateway-0', serverTime: timestampFromMs(0) },
    },
  });
const registered = registeredAs('u');
const end = build({ callId: 'c1', requestId: 'end_call:c1', body: { case: 'endCall', value: {} } });
const reconnect = (afterMs: number) =>
  build({ body: { case: 'reconnect', value: { afterMs, reason: 'draining' } } });
const ringing = build({ callId: 'c1', body: { case: 'ringing', value: {} } });

let sockets: FakeSocket[];
let states: ServerConnection[];
let messages: SignalingMessage[];
let socket: SignalingSocket;

const last = () => {
  const latest = sockets.at(-1);
  if (!latest) throw new Error('no socket was opened');
  return latest;
};

const register = () => {
  last().accept();
  last().deliver(registered);
};

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  states = [];
  messages = [];
  socket = new SignalingSocket({
    open: () => {
      const opened = new FakeSocket();
      sockets.push(opened);
      return opened.asWebSocket();
    },
    codec: { encode, decode },
    device: { userId: 'u', deviceId: 'd', deviceName: 'Chrome on Linux', platform: 'Linux' },
    random: () => 1,
    onServerConnection: (state) => states.push(state),
    onMessage: (message) => messages.push(message),
  });
  socket.start();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('registration', () => {
  test('the device sends register first, and is registered once the server confirms it', () => {
    last().accept();
    expect(last().cases).toEqual(['register']);
    expect(states.at(-1)).toEqual({ kind: 'connecting' });
    last().deliver(registered);
    expect(states.at(-1)).toEqual({ kind: 'registered' });
  });

  test('a connection that is registered as another user is closed before anything is sent', () => {
    socket.command(end);
    last().accept();
    const [register] = last().sent;
    expect(register?.body).toMatchObject({ case: 'register', value: { userId: 'u' } });
    last().deliver(registeredAs('another'));
    expect(last().cases).toEqual(['register']);
    expect(last().closed).toBe(true);
    expect(messages).toEqual([]);
    expect(states.at(-1)).toEqual({ kind: 'refused', why: 'unauthorized' });
  });

  test('a gateway that never replies is abandoned', () => {
    last().accept();
    vi.advanceTimersByTime(12_000);
    expect(states.at(-1)).toEqual({ kind: 'reconnecting' });
    expect(last().closed).toBe(true);
    vi.advanceTimersByTime(250);
    expect(sockets).toHaveLength(2);
  });

  test('unknown messages are ignored', () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    register();
    last().onmessage?.({ data: '{"type":"from_the_future"}' });
    last().deliver(ringing);
    expect(messages.map(({ body }) => body.case)).toEqual(['registered', 'ringing']);
  });
});

describe('reconnecting', () => {
  test('the delays grow to ten seconds and start again after a success', () => {
    const pauses: number[] = [];
    for (let round = 0; round < 8; round++) {
      last().disconnect();
      const before = Date.now();
      vi.advanceTimersToNextTimer();
      pauses.push(Date.now() - before);
    }
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    register();
    last().disconnect();
    vi.advanceTimersByTime(250);
    expect(sockets).toHaveLength(10);
  });

  test('when the network is back, it reconnects at once', () => {
    register();
    socket.networkLost();
    expect(states.at(-1)).toEqual({ kind: 'reconnecting' });
    socket.reconnectNow();
    expect(sockets).toHaveLength(2);
  });

  test('a draining gateway is used until the next one has registered the device', () => {
    register();
    const old = last();
    old.deliver(reconnect(1234));
    vi.advanceTimersByTime(1233);
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(2);
    last().accept();
    socket.send(ringing);
    old.deliver(ringing);
    expect(old.cases).toEqual(['register', 'ringing']);
    expect(messages.at(-1)?.body.case).toBe('ringing');
    expect(old.closed).toBe(false);
    last().deliver(registered);
    expect(old.closed).toBe(true);
    expect(states.filter(({ kind }) => kind !== 'registered')).toEqual([{ kind: 'connecting' }]);
    socket.send(ringing);
    expect(last().cases).toEqual(['register', 'ringing']);
  });

  test('the device keeps its connection when its own new socket replaces the old one', () => {
    register();
    const old = last();
    old.deliver(reconnect(0));
    vi.advanceTimersByTime(0);
    last().accept();
    old.disconnect(4009);
    expect(states.at(-1)).toEqual({ kind: 'reconnecting' });
    last().deliver(registered);
    expect(states.at(-1)).toEqual({ kind: 'registered' });
  });

  test('if a draining gateway closes early, the device still reconnects after the announced delay', () => {
    register();
    last().deliver(reconnect(5000));
    last().disconnect(4010);
    expect(states.at(-1)).toEqual({ kind: 'reconnecting' });
    vi.advanceTimersByTime(4999);
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(2);
  });

  test('the old socket stays in use while the new one fails', () => {
    register();
    const old = last();
    old.deliver(reconnect(0));
    vi.advanceTimersByTime(0);
    last().disconnect();
    expect(states.at(-1)).toEqual({ kind: 'registered' });
    socket.send(ringing);
    expect(old.cases).toEqual(['register', 'ringing']);
    vi.advanceTimersByTime(250);
    expect(sockets).toHaveLength(3);
  });

  test('a renewed session gets a new socket, and the old one is used until that is registered', () => {
    register();
    const old = last();
    socket.renew();
    expect(sockets).toHaveLength(2);
    socket.send(ringing);
    expect(old.cases).toEqual(['register', 'ringing']);
    register();
    expect(old.closed).toBe(true);
    expect(states.at(-1)).toEqual({ kind: 'registered' });
    socket.send(ringing);
    expect(last().cases).toEqual(['register', 'ringing']);
  });

  test('the device stays connected when the server closes the old socket of a renewed session', () => {
    register();
    const old = last();
    socket.renew();
    old.disconnect(4009);
    expect(states.at(-1)).toEqual({ kind: 'reconnecting' });
    register();
    expect(states.at(-1)).toEqual({ kind: 'registered' });
  });

  test('a disconnected device uses the renewed session when it reconnects', () => {
    register();
    last().disconnect();
    socket.renew();
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(250);
    expect(sockets).toHaveLength(2);
  });

  test('close code 1013: reconnects, but not at once', () => {
    register();
    last().disconnect(1013);
    expect(states.at(-1)).toEqual({ kind: 'reconnecting' });
    vi.advanceTimersByTime(3999);
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(2);
  });

  test.each([
    [4001, 'unauthorized'],
    [4009, 'replaced'],
    [4011, 'revoked'],
  ])('close code %i: does not reconnect (%s)', (code, why) => {
    register();
    last().disconnect(code);
    expect(states.at(-1)).toEqual({ kind: 'refused', why });
    socket.reconnectNow();
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
  });

  test('close code 4008: reconnects after a pause', () => {
    register();
    last().disconnect(4008);
    expect(states.at(-1)).toEqual({ kind: 'throttled' });
    vi.advanceTimersByTime(29_999);
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(2);
  });
});

describe('messages sent while disconnected', () => {
  test('wait for the registration', () => {
    socket.send(ringing);
    register();
    expect(last().cases).toEqual(['register', 'ringing']);
  });

  test('a command is sent again on every registration until it is settled', () => {
    register();
    socket.command(end);
    last().disconnect();
    vi.advanceTimersByTime(250);
    register();
    expect(last().cases).toEqual(['register', 'endCall']);
    socket.settle('end_call:c1');
    last().disconnect();
    vi.advanceTimersByTime(500);
    register();
    expect(last().cases).toEqual(['register']);
  });

  test('a command that was never written can be withdrawn', () => {
    socket.command(end);
    expect(socket.withdraw('end_call:c1')).toBe(true);
    register();
    expect(last().cases).toEqual(['register']);
    socket.command(end);
    expect(socket.withdraw('end_call:c1')).toBe(false);
  });

  test('messages of a call that is over are dropped, except the command that ends it', () => {
    socket.send(ringing);
    socket.command(end);
    socket.forget('c1');
    register();
    expect(last().cases).toEqual(['register', 'endCall']);
  });
});
