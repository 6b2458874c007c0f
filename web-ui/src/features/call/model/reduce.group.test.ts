import { describe, expect, test } from 'vitest';
import { CallType, EndReason, ParticipantState } from '../../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import {
  BOB,
  call,
  callAnswered,
  callEnded,
  callInitiated,
  callState,
  message,
  registered,
} from '../testing/builders';
import type { CallModel } from './model';
import { INITIAL_MODEL, linkTo, peerOf } from './model';
import type { Peers } from './peers';
import type { CallAction } from './reduce';
import { reduce } from './reduce';

const from = (what: SignalingMessage): CallAction => ({ type: 'messageReceived', message: what, now: 1000 });
const after = (...actions: CallAction[]): CallModel => actions.reduce(reduce, INITIAL_MODEL);

const alice = { userId: 'alice', name: 'Alice', state: ParticipantState.JOINED, audio: true, video: true };
const bob = { userId: 'bob', name: 'Bob', state: ParticipantState.JOINED, audio: true, video: true };
const carol = { userId: 'carol', name: 'Carol', state: ParticipantState.RINGING, audio: true, video: false };

const group = after(
  from(registered()),
  { type: 'outgoingStarted', key: 'key', people: [BOB], media: 'video' },
  from(callInitiated('c1', 'key')),
  from(callAnswered('c1')),
  from(callState(call('c1', { participants: [alice, bob, carol] }))),
);

function peersIn({ phase }: CallModel): Peers {
  if (phase.kind !== 'active') throw new Error('no call');
  return phase.peers;
}

describe('the roster of a group call', () => {
  test('has everybody but this user, in the order of the server', () => {
    expect([...peersIn(group)]).toMatchObject([
      ['bob', { person: BOB, state: 'joined', media: { audio: true, video: true } }],
      ['carol', { person: { name: 'Carol' }, state: 'ringing', media: { audio: true, video: false } }],
    ]);
    expect(peerOf(group.phase)).toEqual(BOB);
  });

  test('media_state changes only its sender', () => {
    const value = { from: 'carol', audio: false };
    const next = reduce(group, from(message({ callId: 'c1', body: { case: 'mediaState', value } })));
    expect(peersIn(next).get('carol')?.media).toEqual({ audio: false, video: false, screen: false });
    expect(peersIn(next).get('bob')).toBe(peersIn(group).get('bob'));
  });

  test('a raised hand is shown until it is lowered, and changes nothing else', () => {
    const hand = (raised: boolean) => {
      const value = { from: 'bob', audio: true, video: true, hand: raised };
      return from(message({ callId: 'c1', body: { case: 'mediaState', value } }));
    };
    const raised = reduce(group, hand(true));
    expect(peersIn(raised).get('bob')).toEqual({ ...peersIn(group).get('bob'), handRaised: true });
    expect(peersIn(raised).get('carol')?.handRaised).toBe(false);
    expect(peersIn(reduce(raised, hand(false)))).toEqual(peersIn(group));
  });

  test("the state of the call shows whose hands are raised, this user's included", () => {
    const participants = [{ ...alice, hand: true }, bob, { ...carol, hand: true }];
    const next = reduce(group, from(callState(call('c1', { version: 4, participants }))));
    expect(next.phase).toMatchObject({ kind: 'active', handRaised: true });
    expect(peersIn(next).get('carol')?.handRaised).toBe(true);
    expect(peersIn(next).get('bob')?.handRaised).toBe(false);
  });

  test('media_state of somebody who is not in the call changes nothing', () => {
    const value = { from: 'dave', audio: false };
    const next = reduce(group, from(message({ callId: 'c1', body: { case: 'mediaState', value } })));
    expect(peersIn(next)).toBe(peersIn(group));
  });

  test('a participant who has left stays in it as such', () => {
    const left = { ...carol, state: ParticipantState.LEFT };
    const state = callState(call('c1', { version: 4, participants: [alice, bob, left] }));
    expect(peersIn(reduce(group, from(state))).get('carol')?.state).toBe('left');
  });
});

describe('calling again', () => {
  const people = ['Bob', 'Carol'].map((name) => ({ id: name.toLowerCase(), name }));
  const reasons = [EndReason.MISSED, EndReason.CANCELLED];

  test.each(reasons)('after a missed group call it calls everybody (reason %i)', (reason) => {
    const rung = message({
      callId: 'c1',
      body: {
        case: 'ring',
        value: {
          caller: BOB,
          callType: CallType.AUDIO,
          expiresInMs: 30_000,
          participants: [alice, bob, carol],
        },
      },
    });
    const { notice } = after(
      from(registered()),
      { type: 'messageReceived', message: rung, now: 1000 },
      from(callEnded('c1', reason)),
    );
    expect(notice?.text).toBe('You missed a group call from Bob.');
    expect(notice?.callAgain).toMatchObject({ people, media: 'audio' });
  });

  test('after a group call that nobody joined it calls everybody', () => {
    const { notice } = after(
      from(registered()),
      { type: 'outgoingStarted', key: 'key', people, media: 'video' },
      from(callInitiated('c1', 'key')),
      from(callEnded('c1', EndReason.NO_ANSWER)),
    );
    expect(notice?.text).toBe('Nobody joined the call.');
    expect(notice?.callAgain).toMatchObject({ people, media: 'video' });
  });
});

describe('media connections', () => {
  const link = (farEnd: string, state: 'connected' | 'failed'): CallAction => ({
    type: 'link',
    farEnd,
    change: { state },
  });

  test('each far end has a state of its own', () => {
    const next = reduce(reduce(group, link('bob', 'connected')), link('sfu', 'failed'));
    expect(linkTo(next, 'bob').state).toBe('connected');
    expect(linkTo(next, 'sfu').state).toBe('failed');
    expect(linkTo(next, 'carol').state).toBe('connecting');
  });

  test('are gone after the call, and late changes are ignored', () => {
    const ended = reduce(reduce(group, link('bob', 'connected')), {
      type: 'ended',
      callId: 'c1',
      notice: null,
    });
    expect(ended.links.size).toBe(0);
    expect(reduce(ended, link('bob', 'connected'))).toBe(ended);
  });
});
