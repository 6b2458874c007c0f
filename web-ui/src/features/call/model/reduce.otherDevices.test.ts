import { describe, expect, test } from 'vitest';
import { CallState, CallType, DeviceRole, EndReason } from '../../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import { BOB, call, callElsewhere, callEnded, callState, registered, ring } from '../testing/builders';
import type { CallModel } from './model';
import { INITIAL_MODEL } from './model';
import type { MediaFlags, Peers } from './peers';
import type { CallAction } from './reduce';
import { reduce } from './reduce';

const from = (what: SignalingMessage): CallAction => ({ type: 'messageReceived', message: what, now: 1000 });
const after = (...actions: CallAction[]): CallModel => actions.reduce(reduce, INITIAL_MODEL);
const bob = (media: MediaFlags): Peers =>
  new Map([[BOB.id, { person: BOB, state: 'joined', media, handRaised: false, joinedAt: null }]]);
const answered: CallAction = {
  type: 'answered',
  ring: {
    callId: 'c1',
    caller: BOB,
    media: 'video',
    peers: new Map(),
    inviter: null,
    callWaiting: false,
    transfer: false,
  },
};
const active: CallAction[] = [
  from(registered()),
  from(ring('c1')),
  answered,
  from(callState(call('c1', { initiatorId: 'bob' }))),
];

describe('calls on other devices', () => {
  const observed = call('c1', { thisDevice: DeviceRole.OBSERVER, callType: CallType.AUDIO });
  const otherDevice = after(from(registered([observed])));

  test('a call on another device is known with its peer', () => {
    expect(otherDevice.callOnOtherDevice).toEqual({
      callId: 'c1',
      peers: bob({ audio: true, video: true, screen: false }),
      media: 'audio',
      isGroup: false,
      isInitiator: true,
    });
    expect(otherDevice.phase.kind).toBe('idle');
  });

  test('and is forgotten when it ends', () => {
    expect(reduce(otherDevice, from(callElsewhere('c1', CallState.ENDED))).callOnOtherDevice).toBeNull();
    const ended = callState(call('c1', { state: CallState.ENDED, thisDevice: DeviceRole.OBSERVER }));
    expect(reduce(otherDevice, from(ended)).callOnOtherDevice).toBeNull();
  });

  test('a call that has moved away can be pulled back', () => {
    const moved = reduce(after(...active), from(callEnded('c1', EndReason.TRANSFERRED)));
    expect(moved.callOnOtherDevice).toEqual({
      callId: 'c1',
      peers: bob({ audio: true, video: true, screen: false }),
      media: 'video',
      isGroup: false,
      isInitiator: false,
    });
  });

  test('a call that could not be pulled stays on the other device', () => {
    const pulling = reduce(otherDevice, {
      type: 'handOffPulled',
      callOnOtherDevice: {
        callId: 'c1',
        peers: bob({ audio: true, video: true, screen: false }),
        media: 'audio',
        isGroup: false,
        isInitiator: true,
      },
    });
    expect(pulling).toMatchObject({ phase: { kind: 'joining', viaHandOff: true }, callOnOtherDevice: null });
    const stayed = reduce(pulling, {
      type: 'leftOnOtherDevice',
      callId: 'c1',
      notice: { tone: 'status', text: 'no' },
    });
    expect(stayed.phase.kind).toBe('idle');
    expect(stayed.callOnOtherDevice).toEqual(otherDevice.callOnOtherDevice);
    expect(reduce(pulling, from(callEnded('c1', EndReason.ENDED))).callOnOtherDevice).toBeNull();
  });
});
