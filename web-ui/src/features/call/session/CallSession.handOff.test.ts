import { beforeEach, describe, expect, test } from 'vitest';
import { CallState, DeviceRole, EndReason, ErrorCode } from '../../../gen/visavis/v1/common_pb';
import {
  answer,
  BOB,
  call,
  callElsewhere,
  callEnded,
  callState,
  candidate,
  error,
  offer,
  offerSdp,
  participantMoved,
  transferEnded,
  transferRing,
} from '../testing/builders';
import { setUpStage } from '../testing/setUpStage';
import type { Stage } from '../testing/Stage';

const TABLET = { deviceId: 'tablet', name: 'Tablet' };

const joined = (changes = {}) => callState(call('c1', { initiatorId: 'bob', ...changes }));
const observed = (changes = {}) => joined({ thisDevice: DeviceRole.OBSERVER, ...changes });
/** Alice is muted, and her camera is off. */
const quiet = {
  participants: [
    { userId: 'alice', name: 'Alice' },
    { userId: 'bob', name: 'Bob', audio: true, video: true },
  ],
};

let stage: Stage;
setUpStage((fresh) => {
  stage = fresh;
});

describe('the device that pushes its call', () => {
  beforeEach(async () => {
    await stage.talk();
    stage.session.handOffCommands.pushToDevice(TABLET);
  });

  test('continues unchanged until the other device has joined', async () => {
    expect(stage.sent('transferCall')[0]?.body.value).toMatchObject({ toDeviceId: 'tablet' });
    expect(stage.connection.closed).toBe(false);
    expect(stage.model.local.video).toBe('on');
    await stage.receive(callEnded('c1', EndReason.TRANSFERRED));
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model).toMatchObject({
      notice: null,
      callOnOtherDevice: { callId: 'c1', peers: new Map([[BOB.id, { person: BOB }]]) },
    });
    expect(stage.connection.closed).toBe(false); // the peer may still wait for the new device's first frame
    await stage.settle(1500);
    expect(stage.connection.closed).toBe(true);
    expect(stage.devices.captured.every(({ stopped }) => stopped)).toBe(true);
  });

  test('shows that the other device declined', async () => {
    await stage.receive(transferEnded('c1', 'tablet', EndReason.MISSED));
    expect(stage.model.phase).toMatchObject({ kind: 'active', handOff: null });
    expect(stage.link.state).toBe('connected');
    expect(stage.model.notice?.text).toContain('Tablet did not answer');
  });

  test('shows that the other device is offline', async () => {
    await stage.receive(error(ErrorCode.DEVICE_NOT_FOUND, 'transfer_call:c1', undefined, 'c1'));
    expect(stage.model.phase).toMatchObject({ kind: 'active', handOff: null });
    expect(stage.model.notice?.text).toContain('offline now');
  });

  test('aborts the hand-off if the server does not reply', async () => {
    await stage.settle(25_000);
    expect(stage.model.phase).toMatchObject({ kind: 'active', handOff: null });
  });

  test('offers the call to one device at a time', () => {
    stage.session.handOffCommands.pushToDevice({ deviceId: 'phone', name: 'Phone' });
    expect(stage.sent('transferCall')).toHaveLength(1);
  });

  test('can pull the call back', async () => {
    await stage.receive(callEnded('c1', EndReason.TRANSFERRED));
    stage.session.handOffCommands.pullToThisDevice();
    await stage.receive(observed(), joined({ version: 9 }));
    expect(stage.model.phase).toMatchObject({ kind: 'active', callId: 'c1', version: 9 });
    expect(stage.connections.map(({ closed }) => closed)).toEqual([true, false]);
    await stage.settle(1500);
    expect(stage.connection.closed).toBe(false);
    expect(stage.devices.captured.slice(-2).every(({ stopped }) => stopped)).toBe(false);
  });

  test('is notified when the moved call ends', async () => {
    await stage.receive(callEnded('c1', EndReason.TRANSFERRED), callElsewhere('c1', CallState.ENDED));
    expect(stage.model.callOnOtherDevice).toBeNull();
  });
});

describe('the device that the call moves to', () => {
  test('offers with its answer, and keeps the user muted', async () => {
    await stage.receive(transferRing('c1'));
    stage.session.control.answer('c1');
    await stage.settle();
    expect(stage.sent('answerCall')).toHaveLength(1);
    expect(stage.devices.captured).toHaveLength(0);
    await stage.receive(joined(quiet), answer('c1', offerSdp('far')));
    expect(stage.model.local).toMatchObject({ audio: 'muted', video: 'off' });
    stage.connection.becomes('connected');
    await stage.settle();
    expect(stage.sent('mediaState').at(-1)?.body.value).toMatchObject({ audio: false, video: false });
  });

  test('announces its media only once it is sent, which completes the hand-off', async () => {
    await stage.receive(transferRing('c1'));
    stage.session.control.answer('c1');
    await stage.settle();
    stage.devices.hold();
    await stage.receive(joined(), answer('c1', offerSdp('far')));
    stage.connection.becomes('connected');
    await stage.settle();
    expect(stage.sent('mediaState')).toHaveLength(0);
    stage.devices.release();
    await stage.settle();
    expect(stage.sent('mediaState').at(-1)?.body.value).toMatchObject({ audio: true, video: true });
  });

  test('pulls a call', async () => {
    await stage.receive(callElsewhere('c1', CallState.CONNECTED));
    expect(stage.sent('sync')[0]?.callId).toBe('c1');
    await stage.receive(observed());
    stage.session.handOffCommands.pullToThisDevice();
    await stage.settle();
    expect(stage.socket.cases.slice(-3)).toEqual(['transferCall', 'answerCall', 'iceCandidate']);
    await stage.receive(observed(quiet), joined({ version: 4, ...quiet }));
    expect(stage.model.phase).toMatchObject({ kind: 'active', isInitiator: false });
    expect(stage.model.local).toMatchObject({ audio: 'muted', video: 'off' });
  });

  test('shows that the call could not be pulled, and still lists it on the other device', async () => {
    await stage.receive(callElsewhere('c1', CallState.CONNECTED), observed());
    stage.session.handOffCommands.pullToThisDevice();
    await stage.receive(error(ErrorCode.INVALID_STATE, 'transfer_call:c1', undefined, 'c1'));
    expect(stage.model.phase.kind).toBe('idle');
    expect(stage.model.notice?.text).toContain('could not be moved here');
    expect(stage.model.callOnOtherDevice).toMatchObject({ callId: 'c1' });
    expect(stage.connection.closed).toBe(true);
  });

  test('may decline, and pull the call later', async () => {
    await stage.receive(callElsewhere('c1', CallState.CONNECTED), observed(), transferRing('c1'));
    stage.session.control.decline('c1');
    await stage.receive(callEnded('c1', EndReason.DECLINED));
    expect(stage.sent('declineCall')).toHaveLength(1);
    expect(stage.model).toMatchObject({ phase: { kind: 'idle' }, notice: null });
    stage.session.handOffCommands.pullToThisDevice();
    expect(stage.model.phase.kind).toBe('joining');
  });
});

describe('the peer of a call that moves', () => {
  beforeEach(async () => {
    await stage.talk();
    await stage.receive(participantMoved('c1', offerSdp('tablet'), 'm1'));
  });

  test("shows the old device until the new device's first frame", () => {
    const [old, next] = stage.connections;
    const before = stage.link.stream;
    expect(stage.sent('answer')).toHaveLength(1);
    expect(stage.link.incomingStream).not.toBeNull();
    next?.becomes('connected');
    expect(old?.closed).toBe(false);
    expect(stage.link.stream).toBe(before);
    stage.showIncoming();
    expect(old?.closed).toBe(true);
    expect(stage.link.stream).not.toBe(before);
    expect(stage.link.incomingStream).toBeNull();
  });

  test('does not wait for a frame of a camera that is off', async () => {
    await stage.receive(joined({ version: 5, participants: [{ userId: 'bob', name: 'Bob', audio: true }] }));
    stage.connection.becomes('connected');
    expect(stage.connections[0]?.closed).toBe(true);
  });

  test('waits at most a moment for a frame', async () => {
    stage.connection.becomes('connected');
    await stage.settle(1500);
    expect(stage.connections[0]?.closed).toBe(true);
  });

  test('handles a repeated message once', async () => {
    await stage.receive(participantMoved('c1', offerSdp('tablet'), 'm1'));
    expect(stage.sent('answer')).toHaveLength(1);
  });

  test('continues with the old device if the new one vanishes', async () => {
    const before = stage.link.stream;
    await stage.receive(participantMoved('c1'));
    expect(stage.connections.map(({ closed }) => closed)).toEqual([false, true]);
    expect(stage.link).toMatchObject({ stream: before, incomingStream: null });
    expect(stage.link.state).toBe('connected');
    expect(stage.sent('offer')).toHaveLength(0);
  });

  test('sends the old device a new offer if its connection was closed already', async () => {
    stage.connection.becomes('connected');
    stage.showIncoming();
    await stage.receive(participantMoved('c1'));
    expect(stage.connections).toHaveLength(3);
    expect(stage.sent('offer')).toHaveLength(1);
  });

  test('a late offer of the old device has no effect', async () => {
    await stage.receive(offer('c1', offerSdp('far')), candidate('c1', 'far'));
    expect(stage.connections).toHaveLength(2);
    expect(stage.sent('answer')).toHaveLength(1);
  });

  test('a problem of the new device is not shown while the old one is visible', () => {
    stage.connection.becomes('disconnected');
    expect(stage.link.state).toBe('connected');
    stage.connections[0]?.becomes('disconnected');
    expect(stage.link.state).toBe('reconnecting');
  });
});
