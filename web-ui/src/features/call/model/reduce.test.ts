import { describe, expect, test } from 'vitest';
import { CallState, DeviceRole, EndReason, ParticipantState } from '../../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import type { CallModel, CallPhase, Ringing } from './model';
import { INITIAL_MODEL } from './model';
import type { MediaFlags, Peer, Peers } from './peers';
import type { CallAction } from './reduce';
import { reduce } from './reduce';
import {
  BOB,
  call,
  callAnswered,
  callElsewhere,
  callEnded,
  callInitiated,
  callState,
  message,
  registered,
  ring,
  transferEnded,
  transferRing,
} from '../testing/builders';

const CAROL = { id: 'carol', name: 'Carol' };

const TABLET = { deviceId: 'tablet', name: 'Tablet' };

const from = (what: SignalingMessage): CallAction => ({ type: 'messageReceived', message: what, now: 1000 });
const outgoingStarted: CallAction = { type: 'outgoingStarted', key: 'key', people: [BOB], media: 'video' };
const ringOfBob: Ringing = {
  callId: 'c1',
  caller: BOB,
  media: 'video',
  peers: new Map(),
  inviter: null,
  callWaiting: false,
  transfer: false,
};
const bob = (state: Peer['state'], media: MediaFlags): Peers =>
  new Map([[BOB.id, { person: BOB, state, media, handRaised: false, joinedAt: null }]]);
const connected: CallAction = { type: 'link', farEnd: BOB.id, change: { state: 'connected' } };
const answered: CallAction = { type: 'answered', ring: ringOfBob };
const joinedCall = (changes = {}) => callState(call('c1', { initiatorId: 'bob', ...changes }));

const after = (...events: CallAction[]): CallModel => events.reduce(reduce, INITIAL_MODEL);

const idle: CallAction[] = [from(registered())];
const outgoing: CallAction[] = [...idle, outgoingStarted, from(callInitiated('c1', 'key'))];
const incoming: CallAction[] = [...idle, from(ring('c1'))];
const joining: CallAction[] = [...incoming, answered];
const active: CallAction[] = [...joining, from(joinedCall())];
const handOffPushed: CallAction = { type: 'handOffPushed', to: TABLET };
const offered: CallAction[] = [...idle, from(transferRing('c1'))];
const refused = (why: 'replaced' | 'revoked'): CallAction => ({
  type: 'serverConnection',
  serverConnection: { kind: 'refused', why },
});

type Row = [string, CallAction[], CallAction, Partial<CallPhase>, string?];

const table: Row[] = [
  [
    'idle -> outgoingStarted -> outgoing',
    idle,
    outgoingStarted,
    { kind: 'outgoing', callId: null, alerting: false },
  ],
  [
    'outgoing -> call_initiated -> outgoing',
    [...idle, outgoingStarted],
    from(callInitiated('c1', 'key')),
    { kind: 'outgoing', callId: 'c1' },
  ],
  [
    'outgoing -> call_initiated of another attempt -> outgoing',
    [...idle, outgoingStarted],
    from(callInitiated('c2', 'old')),
    { kind: 'outgoing', callId: null },
  ],
  [
    'outgoing -> ringing -> outgoing, alerting',
    outgoing,
    from(message({ callId: 'c1', body: { case: 'ringing', value: { userId: 'bob' } } })),
    { kind: 'outgoing', alerting: true },
  ],
  [
    'outgoing -> call_answered -> active',
    outgoing,
    from(callAnswered('c1')),
    { kind: 'active', callId: 'c1', isInitiator: true },
  ],
  [
    'outgoing -> call_state connected -> active',
    outgoing,
    from(callState(call('c1'))),
    { kind: 'active', version: 3 },
  ],
  [
    'outgoing -> declined -> idle',
    outgoing,
    from(callEnded('c1', EndReason.DECLINED)),
    { kind: 'idle' },
    'Bob declined the call.',
  ],
  [
    'outgoing -> busy -> idle',
    outgoing,
    from(callEnded('c1', EndReason.BUSY)),
    { kind: 'idle' },
    'Bob is busy.',
  ],
  [
    'outgoing -> no_answer -> idle',
    outgoing,
    from(callEnded('c1', EndReason.NO_ANSWER)),
    { kind: 'idle' },
    'Bob did not answer.',
  ],
  [
    'outgoing -> unavailable -> idle',
    outgoing,
    from(callEnded('c1', EndReason.UNAVAILABLE)),
    { kind: 'idle' },
    'Bob is unavailable right now.',
  ],
  [
    'outgoing -> call_ended of another call -> outgoing',
    outgoing,
    from(callEnded('c9', EndReason.DECLINED)),
    { kind: 'outgoing', callId: 'c1' },
  ],
  [
    'outgoing -> glare -> outgoing, until the session joins the surviving call',
    outgoing,
    from(callEnded('c1', EndReason.GLARE, 'c0')),
    { kind: 'outgoing' },
  ],
  ['idle -> ring -> incoming', idle, from(ring('c1')), { kind: 'incoming' }],
  [
    'incoming -> answered -> joining',
    incoming,
    answered,
    { kind: 'joining', callId: 'c1', isInitiator: false },
  ],
  ['incoming -> declined -> idle', incoming, { type: 'declined', callId: 'c1' }, { kind: 'idle' }],
  [
    'incoming -> answered_elsewhere -> idle',
    incoming,
    from(callEnded('c1', EndReason.ANSWERED_ELSEWHERE)),
    { kind: 'idle' },
    'Answered on another device.',
  ],
  [
    'incoming -> declined_elsewhere -> idle',
    incoming,
    from(callEnded('c1', EndReason.DECLINED_ELSEWHERE)),
    { kind: 'idle' },
    'Declined on another device.',
  ],
  [
    'incoming -> missed -> idle',
    incoming,
    from(callEnded('c1', EndReason.MISSED)),
    { kind: 'idle' },
    'You missed a call from Bob.',
  ],
  [
    'incoming -> cancelled -> idle',
    incoming,
    from(callEnded('c1', EndReason.CANCELLED)),
    { kind: 'idle' },
    'You missed a call from Bob.',
  ],
  [
    'joining -> call_state joined -> active',
    joining,
    from(joinedCall()),
    { kind: 'active', isInitiator: false, version: 3 },
  ],
  [
    'joining -> call_state, another device has joined -> joining',
    joining,
    from(joinedCall({ thisDevice: DeviceRole.OBSERVER })),
    { kind: 'joining' },
  ],
  [
    'joining -> answered_elsewhere -> idle',
    joining,
    from(callEnded('c1', EndReason.ANSWERED_ELSEWHERE)),
    { kind: 'idle' },
    'Answered on another device.',
  ],
  ['active -> link -> active', active, connected, { kind: 'active', callId: 'c1' }],
  [
    'active -> media_state -> active',
    active,
    from(
      message({
        callId: 'c1',
        body: { case: 'mediaState', value: { audio: false, video: false, from: 'bob' } },
      }),
    ),
    { kind: 'active', peers: bob('joined', { audio: false, video: false, screen: false }) },
  ],
  [
    'active -> older call_state -> active, unchanged',
    active,
    from(joinedCall({ version: 2, participants: [{ userId: 'bob', name: 'Bob' }] })),
    { kind: 'active', version: 3, peers: bob('joined', { audio: true, video: true, screen: false }) },
  ],
  [
    'active -> call_state, peer reconnecting -> active',
    active,
    from(
      joinedCall({
        version: 4,
        participants: [
          { userId: 'bob', name: 'Bob', state: ParticipantState.RECONNECTING, audio: true, video: false },
        ],
      }),
    ),
    { kind: 'active', version: 4, peers: bob('reconnecting', { audio: true, video: false, screen: false }) },
  ],
  [
    'active -> call_ended -> idle',
    [...active, connected],
    from(callEnded('c1', EndReason.ENDED)),
    { kind: 'idle' },
    'Call ended.',
  ],
  [
    'active -> peer_lost -> idle',
    active,
    from(callEnded('c1', EndReason.PEER_LOST)),
    { kind: 'idle' },
    'The connection to Bob was lost.',
  ],
  ['active -> transferred -> idle', active, from(callEnded('c1', EndReason.TRANSFERRED)), { kind: 'idle' }],
  [
    'active -> hand-off pushed -> active, unchanged',
    active,
    handOffPushed,
    { kind: 'active', callId: 'c1', handOff: TABLET },
  ],
  [
    'active, hand-off pushed -> transfer_ended -> active',
    [...active, handOffPushed],
    from(transferEnded('c1', 'tablet', EndReason.MISSED)),
    { kind: 'active', handOff: null },
    'Tablet did not answer. Your call continues here.',
  ],
  [
    'active, hand-off pushed -> hand-off times out -> active',
    [...active, handOffPushed],
    { type: 'handOffAborted', callId: 'c1', toDeviceId: 'tablet', reason: null },
    { kind: 'active', handOff: null },
    'Tablet did not answer. Your call continues here.',
  ],
  [
    'active, hand-off pushed -> timeout of an earlier hand-off -> active, hand-off pushed',
    [...active, handOffPushed],
    { type: 'handOffAborted', callId: 'c1', toDeviceId: 'phone', reason: null },
    { kind: 'active', handOff: TABLET },
  ],
  [
    'active, hand-off pushed -> transfer_ended of an earlier hand-off -> active, hand-off pushed',
    [...active, handOffPushed],
    from(transferEnded('c1', 'phone', EndReason.MISSED)),
    { kind: 'active', handOff: TABLET },
  ],
  [
    'active -> call_elsewhere ended -> active',
    active,
    from(callElsewhere('c1', CallState.ENDED)),
    { kind: 'active' },
  ],
  [
    'idle, a call ended -> call_ended again -> idle',
    [...active, from(callEnded('c1', EndReason.PEER_LOST))],
    from(callEnded('c1', EndReason.PEER_LOST)),
    { kind: 'idle' },
    'The connection to Bob was lost.',
  ],
  ['active -> this tab was replaced -> idle', active, refused('replaced'), { kind: 'idle' }],
  ['incoming -> this device was revoked -> idle', incoming, refused('revoked'), { kind: 'idle' }],
  [
    'idle -> ring with transfer -> incoming',
    idle,
    from(transferRing('c1')),
    { kind: 'incoming', ring: { ...ringOfBob, transfer: true } },
  ],
  ['incoming hand-off -> missed -> idle', offered, from(callEnded('c1', EndReason.MISSED)), { kind: 'idle' }],
  [
    'incoming hand-off -> the call is over -> idle',
    offered,
    from(callEnded('c1', EndReason.CANCELLED)),
    { kind: 'idle' },
    'The call with Bob is over.',
  ],
  [
    'incoming hand-off -> answered -> joining, with the roles of the call',
    [from(registered([call('c1', { thisDevice: DeviceRole.OBSERVER })])), from(transferRing('c1'))],
    { type: 'answered', ring: { ...ringOfBob, transfer: true } },
    { kind: 'joining', viaHandOff: true, isInitiator: true },
  ],
  [
    'joining, hand-off -> missed -> idle',
    [...offered, { type: 'answered', ring: { ...ringOfBob, transfer: true } }],
    from(callEnded('c1', EndReason.MISSED)),
    { kind: 'idle' },
  ],
  [
    'active -> call_state ended -> idle',
    active,
    from(joinedCall({ version: 9, state: CallState.ENDED, endReason: EndReason.ENDED })),
    { kind: 'idle' },
  ],
  [
    'active -> ring -> active, with a waiting call',
    active,
    from(ring('c2', CAROL)),
    { kind: 'active', callId: 'c1' },
  ],
  [
    'reload during a call: idle -> registered -> active',
    [],
    from(registered([call('c1')])),
    { kind: 'active', callId: 'c1', isInitiator: true },
  ],
  [
    'reload while ringing: idle -> registered -> outgoing',
    [],
    from(registered([call('c1', { state: CallState.RINGING })])),
    { kind: 'outgoing', callId: 'c1' },
  ],
];

describe('every transition of the phases', () => {
  test.each(table)('%s', (_arrow, before, event, phase, notice) => {
    const model = reduce(after(...before), event);
    expect(model.phase).toMatchObject(phase);
    if (notice) expect(model.notice?.text).toBe(notice);
  });
});

describe('waiting calls', () => {
  const waiting = after(...active, from(ring('c2', CAROL)));

  test('a repeated ring has no effect', () => {
    expect(reduce(waiting, from(ring('c2', CAROL))).waiting).toHaveLength(1);
  });

  test('the waiting call rings when the current call ends', () => {
    const next = reduce(waiting, { type: 'ended', callId: 'c1', notice: null });
    expect(next.phase).toMatchObject({ kind: 'incoming', ring: { callId: 'c2', caller: CAROL } });
    expect(next.waiting).toHaveLength(0);
  });

  test('a caller who gives up is shown as missed', () => {
    const next = reduce(waiting, from(callEnded('c2', EndReason.CANCELLED)));
    expect(next.waiting).toHaveLength(0);
    expect(next.phase.kind).toBe('active');
    expect(next.notice?.text).toBe('You missed a call from Carol.');
  });

  test('declining it does not change the current call', () => {
    const next = reduce(waiting, { type: 'declined', callId: 'c2' });
    expect(next.waiting).toHaveLength(0);
    expect(next.phase.kind).toBe('active');
  });
});
