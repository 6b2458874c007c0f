import { describe, expect, test } from 'vitest';
import { EndReason } from '../../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import {
  BOB,
  call,
  callAnswered,
  callEnded,
  callInitiated,
  callState,
  registered,
  ring,
} from '../testing/builders';
import { withEndedCall } from './callEnd';
import type { CallModel, CallNotice } from './model';
import { INITIAL_MODEL } from './model';
import { peersFrom } from './peers';
import type { CallAction } from './reduce';
import { reduce } from './reduce';

const CAROL = { id: 'carol', name: 'Carol' };

const from = (what: SignalingMessage, now = 1000): CallAction => ({
  type: 'messageReceived',
  message: what,
  now,
});
const after = (...events: CallAction[]): CallModel => events.reduce(reduce, INITIAL_MODEL);
const outgoing: CallAction[] = [
  from(registered()),
  { type: 'outgoingStarted', key: 'key', people: [BOB], media: 'video' },
  from(callInitiated('c1', 'key')),
];
const connected: CallAction[] = [
  ...outgoing,
  from(callAnswered('c1')),
  from(callState(call('c1'))),
  { type: 'link', farEnd: BOB.id, change: { state: 'connected' } },
];

describe('an outgoing call that nobody answers', () => {
  test('says so before it ends', () => {
    const model = after(...outgoing, { type: 'noAnswerYet', callId: 'c1' });
    expect(model.phase).toMatchObject({ kind: 'outgoing', noAnswerYet: true });
  });

  test('says nothing about a later call', () => {
    expect(after(...outgoing, { type: 'noAnswerYet', callId: 'c0' }).phase).toMatchObject({
      noAnswerYet: false,
    });
  });

  test('a call that was answered in time is not affected', () => {
    const model = after(...connected);
    expect(reduce(model, { type: 'noAnswerYet', callId: 'c1' })).toBe(model);
  });

  test('ends with an offer to call again, but without the card of a call', () => {
    const { notice } = after(...outgoing, from(callEnded('c1', EndReason.NO_ANSWER)));
    expect(notice).toMatchObject({
      text: 'Bob did not answer.',
      callAgain: { people: [BOB], media: 'video' },
    });
    expect(notice?.endedCall).toBeUndefined();
  });
});

describe('a call that was connected ends', () => {
  test('with whom it was and how long', () => {
    const { notice } = after(...connected, from(callEnded('c1', EndReason.ENDED), 66_000));
    expect(notice).toMatchObject({
      isOrdinary: true,
      endedCall: {
        callId: 'c1',
        people: [BOB],
        media: 'video',
        isGroup: false,
        seconds: 65,
        goesOn: false,
      },
    });
  });

  test('with the reason, if it is not an ordinary end', () => {
    const { notice } = after(...connected, from(callEnded('c1', EndReason.PEER_LOST), 66_000));
    expect(notice).toMatchObject({ text: 'The connection to Bob was lost.', endedCall: { seconds: 65 } });
    expect(notice?.isOrdinary).toBeUndefined();
  });

  test('without a card if its media was never connected', () => {
    const unconnected = connected.slice(0, -1);
    const { notice } = after(...unconnected, from(callEnded('c1', EndReason.PEER_LOST)));
    expect(notice?.endedCall).toBeUndefined();
  });

  test('without a card if it continues on another device', () => {
    const { notice } = after(...connected, from(callEnded('c1', EndReason.TRANSFERRED)));
    expect(notice).toBeNull();
  });

  test('the next call that rings removes the card', () => {
    const ended = [...connected, from(callEnded('c1', EndReason.ENDED))];
    expect(after(...ended, from(ring('c2', CAROL)))).toMatchObject({
      phase: { kind: 'incoming' },
      notice: null,
    });
  });

  test('the next call that starts removes the card', () => {
    const ended = [...connected, from(callEnded('c1', EndReason.ENDED))];
    const again: CallAction = { type: 'outgoingStarted', key: 'k2', people: [BOB], media: 'video' };
    expect(after(...ended, again).notice).toBeNull();
  });
});

describe('a group call that this user leaves', () => {
  const notice: CallNotice = { tone: 'status', text: 'Call ended.', isOrdinary: true };
  const inGroup = ({ phase, links }: CallModel, state: 'joined' | 'left') => ({
    links,
    phase: {
      ...phase,
      isGroup: true,
      peers: new Map([...peersFrom([BOB], 'joined', 'video'), ...peersFrom([CAROL], state, 'video')]),
    } as CallModel['phase'],
  });
  const model = after(...connected);

  test('goes on while two others are in it', () => {
    expect(withEndedCall(notice, inGroup(model, 'joined'), 2000, true)?.endedCall).toMatchObject({
      goesOn: true,
      people: [BOB, CAROL],
    });
  });

  test('is over when only one other remains', () => {
    expect(withEndedCall(notice, inGroup(model, 'left'), 2000, true)?.endedCall?.goesOn).toBe(false);
  });

  test('is over when the server says so', () => {
    expect(withEndedCall(notice, inGroup(model, 'joined'), 2000)?.endedCall?.goesOn).toBe(false);
  });
});
